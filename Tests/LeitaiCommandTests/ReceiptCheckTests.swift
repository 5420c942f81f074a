import AttemptRecords
import ContestAPI
import Contests
import Foundation
import Testing

@testable import leitai

@Suite struct ReceiptCheckTests {
  private let fixture: ReceiptFixture
  private let file: ReceiptFile

  init() throws {
    fixture = try ReceiptFixture()
    file = try fixture.file()
  }

  /// The codes of what is wrong after some texts of the file's JSON were replaced.
  private func codes(
    _ replacing: [(String, String)], key: ReceiptCheck.TrustedKey? = nil
  ) throws -> [String] {
    var text = String(decoding: try Console.json(file), as: UTF8.self)
    for (old, new) in replacing {
      #expect(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    let changed = try #require(ReceiptFile(json: Array(text.utf8)))
    #expect(changed != file)
    return ReceiptCheck(changed, trusting: key).failures.map(\.code)
  }

  private func record(_ place: Int) -> AttemptHistory.Record { file.history.records[place] }

  private func verdict(
    _ file: ReceiptFile, trusting key: ReceiptCheck.TrustedKey?
  ) -> ReceiptVerdict {
    let check = ReceiptCheck(file, trusting: key)
    return ReceiptVerdict(
      file, check, check.failures, key: key, sentences: ReceiptSentences(say: .en, zone: .gmt))
  }

  @Test func aReceiptOfWhatHappenedIsProven() throws {
    for source in [ReceiptCheck.TrustedKey.Source.given, .pinned] {
      let key = ReceiptCheck.TrustedKey(publicKey: file.signer.publicKey, source: source)
      #expect(ReceiptCheck(file, trusting: key).failures == [])
      let verdict = verdict(file, trusting: key)
      #expect(verdict.proven && verdict.consistent && verdict.code == "valid")
      #expect(verdict.lines(.en, compared: "o.json").allSatisfy { !$0.hasPrefix("?") })
    }
    let read = try #require(ReceiptFile(json: try Console.json(file)))
    #expect(read == file)
  }

  @Test func onTheFilesOwnWordNothingIsProven() throws {
    let forger = try #require(ReceiptKey(seed: [UInt8](repeating: 9, count: 32)))
    for file in [file, try fixture.file(key: forger)] {
      let verdict = verdict(file, trusting: nil)
      #expect(!verdict.proven && verdict.consistent && verdict.failures.isEmpty)
      #expect(verdict.code == "valid-in-part" && verdict.signerSource == "file")
      for lines in [verdict.lines(.zhHans, compared: nil), verdict.lines(.en, compared: nil)] {
        let last = try #require(lines.last)
        #expect(last.contains("--signer") && last.contains("[valid-in-part]"), "\(last)")
      }
    }
    // What is wrong is worse than a key of which nothing is known.
    let cut = try fixture.file(Array(fixture.events.dropLast()))
    let refuted = verdict(cut, trusting: nil)
    #expect(!refuted.proven && !refuted.consistent && refuted.code == "not-handed-in")
  }

  @Test func itSaysWhichAnswerWasSavedWhen() {
    let answers = ReceiptCheck(file, trusting: nil).history.answers
    let words = RecordWords(say: .en)
    #expect(answers.map(\.item) == [0, 0, 1, 1, 2])
    #expect(
      answers.map { $0.response.map(words.answer) } == ["B", "C", "B-A", nil, "齿轮 | _"])
    #expect(answers.map(\.record) == [1, 7, 2, 8, 3])
    #expect(answers.map(\.counts) == [false, true, false, true, true])
    #expect(answers[0].savedAt == 1_000_001_000)
  }

  // The records

  @Test func aByteOfARecordBreaksTheChainThere() throws {
    let changed = String(record(1).event.dropLast(2)) + "04"
    #expect(
      try codes([(record(1).event, changed)]) == [
        "chain-broken", "words-differ", "acknowledged-otherwise",
      ])
  }

  @Test func aTimeBreaksTheChain() throws {
    #expect(
      try codes([("\"at\" : 1000003000", "\"at\" : 1000003001")]) == [
        "chain-broken", "acknowledged-at-other-time",
      ])
    #expect(
      try codes([("\"at\" : 1000004000", "\"at\" : 1000002000")]) == [
        "chain-broken", "time-goes-back",
      ])
  }

  @Test func aHeadBreaksTheChainOnBothSides() throws {
    let head = record(4).head
    #expect(
      try codes([(head, String(repeating: "0", count: 64))]) == ["chain-broken", "chain-broken"])
    #expect(try codes([(head, String(head.dropLast()))]) == ["head-unreadable"])
    #expect(
      try codes([(head, "x" + head.dropFirst())]) == ["head-unreadable"])
  }

  @Test(arguments: ["", "0", "zz", "ff", "02000001ff", "0500010109", "05000102ff"])
  func bytesThatNoEventHasCannotBeRead(bytes: String) throws {
    #expect(try codes([("\"\(record(4).event)\"", "\"\(bytes)\"")]) == ["event-unreadable"])
  }

  @Test func wordsThatSayAnythingElseAreNamed() throws {
    #expect(try codes([("\"detail\" : \"B\"", "\"detail\" : \"D\"")]) == ["words-differ"])
    #expect(
      try codes([
        (
          "\"isHasty\" : false,\n        \"kind\" : \"heartbeat\"",
          "\"isHasty\" : false,\n        \"kind\" : \"cleared\""
        )
      ]) == ["words-differ"])
  }

  @Test func aRecordThatWasTakenOutIsMissed() throws {
    var records = ReceiptFixture.records(fixture.events)
    records.remove(at: 4)
    let history = ReceiptFixture.history(records, receipt: file.receipt)
    let cut = ReceiptFile(
      server: file.server, signer: file.signer, receipt: file.receipt, history: history,
      acknowledgements: [])
    #expect(
      ReceiptCheck(cut, trusting: nil).failures == [
        .recordMissing(place: 4, found: 5), .wrongCount(signed: 11, found: 10),
      ])
  }

  @Test func aHistoryWithoutBeginningOrEndIsNone() throws {
    let tail = try fixture.file(Array(fixture.events.dropFirst()), acknowledgements: [])
    #expect(ReceiptCheck(tail, trusting: nil).failures == [.noStart])
    let open = try fixture.file(fixture.events.dropLast(), acknowledgements: [])
    #expect(ReceiptCheck(open, trusting: nil).failures == [.notHandedIn])
    let twice = try fixture.file(
      fixture.events + [.submitted(by: .deadline)], acknowledgements: [])
    #expect(ReceiptCheck(twice, trusting: nil).failures == [.recordsAfterEnd(10)])
    let again = try fixture.file([fixture.events[0]] + fixture.events, acknowledgements: [])
    #expect(ReceiptCheck(again, trusting: nil).failures == [.secondStart(1)])
    #expect(
      try codes([("\"contestant\" : \"1000\"", "\"contestant\" : \"1001\"")]) == ["start-differs"])
    let empty = ReceiptFile(
      server: file.server, signer: file.signer, receipt: file.receipt,
      history: ReceiptFixture.history([]), acknowledgements: [])
    #expect(
      ReceiptCheck(empty, trusting: nil).failures == [.noStart, .wrongCount(signed: 11, found: 0)])
  }

  // The signature

  @Test func aStatementThatWasNotSignedIsRefused() throws {
    let signature = file.receipt.signature
    let flipped = (signature.hasPrefix("0") ? "1" : "0") + signature.dropFirst()
    #expect(try codes([(signature, flipped)]) == ["signature-invalid"])
    #expect(try codes([(signature, String(signature.dropLast(2)))]) == ["signature-unreadable"])
    #expect(try codes([(signature, "")]) == ["signature-unreadable"])
    #expect(
      try codes([("\"records\" : 11", "\"records\" : 12")]) == ["wrong-count", "signature-invalid"])
    #expect(
      try codes([("\"submittedAt\" : 1000010000", "\"submittedAt\" : 1000010001")]) == [
        "wrong-time", "signature-invalid",
      ])
    #expect(try codes([("leitai-receipt/1", "leitai-receipt/2")]) == ["unknown-form"])
  }

  @Test func anotherKeyIsNotTheServers() throws {
    let forger = try #require(ReceiptKey(seed: [UInt8](repeating: 9, count: 32)))
    let forged = try fixture.file(key: forger)
    // By itself it holds together; only the server's key tells.
    #expect(ReceiptCheck(forged, trusting: nil).failures == [])
    for source in [ReceiptCheck.TrustedKey.Source.given, .pinned] {
      let key = ReceiptCheck.TrustedKey(publicKey: file.signer.publicKey, source: source)
      #expect(
        ReceiptCheck(forged, trusting: key).failures.map(\.code) == [
          "other-key", "other-signer", "signature-invalid",
        ])
    }
    #expect(
      try codes([("\"publicKey\" : \"\(file.signer.publicKey)\"", "\"publicKey\" : \"00\"")])
        == ["key-unreadable"])
    let own = ReceiptCheck.TrustedKey(publicKey: file.signer.publicKey, source: .pinned)
    let renamed = ReceiptFile(
      server: file.server,
      signer: ReceiptSigners.Signer(id: "0011", publicKey: file.signer.publicKey),
      receipt: file.receipt, history: file.history, acknowledgements: [])
    #expect(ReceiptCheck(renamed, trusting: own).failures.map(\.code) == ["key-misnamed"])
  }

  @Test func twoStatementsOfOneServerContradictEachOther() throws {
    let shorter = try fixture.file(
      fixture.events.filter { $0 != .heartbeat }, acknowledgements: [])
    let both = ReceiptFile(
      server: file.server, signer: file.signer, receipt: file.receipt, history: shorter.history,
      acknowledgements: [])
    #expect(
      ReceiptCheck(both, trusting: nil).failures.map(\.code) == [
        "two-receipts", "wrong-count", "wrong-head", "wrong-time",
      ])
    let other = try codes([
      (
        "\"attempt\" : \"00000000000000ab\",\n    \"format\"",
        "\"attempt\" : \"00000000000000ac\",\n    \"format\""
      )
    ])
    #expect(other == ["other-attempt", "two-receipts", "signature-invalid"])
  }

  // What the contestant was told

  @Test func aServerThatRewritesAnAnswerAndSignsAgainIsFoundOut() throws {
    var events = fixture.events
    events[7] = .answered(item: 0, .choices([Choices(position: 3)]))
    let told = file.acknowledgements
    let rewritten = try fixture.file(events, acknowledgements: told)
    let failures = ReceiptCheck(rewritten, trusting: nil).failures
    #expect(
      failures.prefix(2) == [
        .acknowledgedOtherwise(told[5], events[7]), .acknowledgedOtherHead(told[5]),
      ])
    #expect(failures.dropFirst(2).allSatisfy { $0.code == "acknowledged-other-head" })
    let sentence = ReceiptSentences(say: .en, zone: .gmt).sentence(failures[0])
    #expect(sentence.contains("question 1: C") && sentence.contains("question 1: D"), "\(sentence)")
  }

  @Test func aServerThatDropsAnAnswerIsFoundOut() throws {
    let told = file.acknowledgements
    let shorter = try fixture.file(
      Array(fixture.events.prefix(7)) + [.submitted(by: .deadline)], acknowledgements: told)
    let codes = ReceiptCheck(shorter, trusting: nil).failures.map(\.code)
    #expect(
      codes == ["acknowledged-otherwise", "acknowledged-other-head"]
        + [String](repeating: "acknowledged-missing", count: 3))
  }

  // Another history

  @Test func theSameHistoryPartsNowhere() {
    #expect(HistoryComparison.failures(file.history, against: file.history) == [])
  }

  @Test func theFirstDifferenceIsNamedWithBothVersions() throws {
    var events = fixture.events
    events[2] = .answered(item: 1, .places([0, nil, 1]))
    let other = try fixture.file(events).history
    let failures = HistoryComparison.failures(file.history, against: other)
    #expect(failures.map(\.code) == ["histories-part"])
    let sentence = ReceiptSentences(say: .zhHans, zone: .gmt).sentence(try #require(failures.first))
    #expect(sentence.contains("从第 2 条记录起"))
    #expect(sentence.contains("第 2 题答 B-A") && sentence.contains("第 2 题答 A-B"), "\(sentence)")
  }

  @Test func aShorterHistoryAndAForgedOneAreNamed() throws {
    let shorter = ReceiptFixture.history(
      ReceiptFixture.records(fixture.events.dropLast()))
    #expect(
      HistoryComparison.failures(file.history, against: shorter).first
        == .parted(
          10, here: .record(.submitted(by: .contestant), at: 1_000_010_000, head: record(10).head),
          there: .none))
    // Whoever changes a record and not the heads is found out by the chain as well.
    let text = String(decoding: try Console.json(file.history), as: UTF8.self)
      .replacing(record(1).event, with: String(record(1).event.dropLast(2)) + "08")
    let forged = try #require(HistoryComparison.history(json: Array(text.utf8)))
    #expect(
      HistoryComparison.failures(file.history, against: forged).map(\.code) == [
        "histories-part", "other-unsound",
      ])
  }

  @Test func bothAHistoryAndAReceiptCanBeComparedWith() throws {
    #expect(HistoryComparison.history(json: try Console.json(file)) == file.history)
    #expect(HistoryComparison.history(json: try Console.json(file.history)) == file.history)
    #expect(HistoryComparison.history(json: Array("{}".utf8)) == nil)
    #expect(ReceiptFile(json: try Console.json(file.history)) == nil)
  }

  // Sentences

  @Test func everyFailureHasASentenceOfItsOwnInBothLanguages() throws {
    let told = try #require(file.acknowledgements.first)
    let event = fixture.events[1]
    let failures: [ReceiptFailure] = [
      .attemptUnreadable("x"), .recordMissing(place: 1, found: 2), .eventUnreadable(1),
      .headUnreadable(1), .chainBroken(1, event, at: 5), .wordsDiffer(1, said: "x", event),
      .timeGoesBack(1), .noStart, .secondStart(1), .startDiffers(contestant: "1", stage: "c/e/s"),
      .recordsAfterEnd(1), .notHandedIn, .unknownForm("x"), .otherAttempt(signed: "a", found: "b"),
      .twoReceipts, .wrongCount(signed: 1, found: 2), .wrongHead, .wrongTime(signed: 1, found: 2),
      .otherKey(.given), .otherKey(.pinned), .keyUnreadable, .otherSigner(named: "a", key: "b"),
      .keyMisnamed(named: "a", key: "b"), .signatureUnreadable, .signatureInvalid,
      .acknowledgedMissing(told), .acknowledgedOtherwise(told, event),
      .acknowledgedAtOtherTime(told, found: 1), .acknowledgedOtherHead(told),
      .parted(1, here: .none, there: .unreadable), .otherIsUnsound(.noStart),
    ]
    var sentences: Set<String> = []
    for say in [leitai.Language.zhHans, .en] {
      for failure in failures {
        let sentence = ReceiptSentences(say: say, zone: .gmt).sentence(failure)
        #expect(sentence != failure.code)
        #expect(sentences.insert(sentence).inserted, "\(sentence)")
      }
    }
    #expect(sentences.count == failures.count * 2)
  }
}
