import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import QuestionBanks
import Scoring
import Testing

/// A paper with a question of every kind, from the answer to the audit of the results.
@Suite struct EveryKindTests {
  /// The right answer to an item of the sample paper, however it is shuffled.
  private func right(_ item: AttemptView.Item) throws -> Answer {
    func place(_ text: String) throws -> Int { try #require(item.options.firstIndex(of: text)) }
    return switch item.kind {
    case "single" where item.passage.isEmpty: Answer(choices: [try place("乙")])
    case "single": Answer(choices: [try place("电源")])
    case "multiple": Answer(choices: [try place("甲"), try place("丙")].sorted())
    case "true-false": Answer(choices: [0])
    case "fill-in": Answer(texts: ["Ω", "５０"])
    case "numeric": Answer(texts: ["60.5"])
    case "ordering": Answer(places: [try place("停电"), try place("验电"), try place("挂牌")])
    default: Answer(places: [try place("欧姆"), try place("伏特")])
    }
  }

  @Test func rightAnswersOfEveryKindEarnAllPointsAndTheAuditAgrees() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(
        contestants: 2, plan: SampleKinds.plan, bank: try SampleKinds.contents())
      let view = try await contestants[0].start("preliminary")
      #expect(view.items.count == 9)
      #expect(view.items.map(\.kind).suffix(2) == ["single", "true-false"])
      #expect(Set(view.items.suffix(2).map(\.passage)).count == 1)
      #expect(view.items.first { $0.kind == "numeric" }?.unit == "r/min")
      #expect(view.items.first { $0.kind == "fill-in" }?.blanks == 2)
      #expect(view.items.first { $0.kind == "matching" }?.premises == ["电阻", "电压"])
      // What only the key says: an accepted text that the stem does not have, and the explanation.
      let shown = String(
        decoding: try await contestants[0].bytes(Path.fill(Path.attempt, [view.attempt])),
        as: UTF8.self)
      #expect(shown.contains("求速度"))
      #expect(["Ω", "因为"].allSatisfy { !shown.contains($0) })
      let answers = try view.items.map(right)
      for (position, answer) in answers.enumerated() {
        let replies = try await contestants[0].send(
          .answer(position + 1, item: position, answer), to: view.attempt)
        #expect(replies.allSatisfy { $0.refusal == nil }, "\(position): \(replies)")
      }
      #expect(try await contestants[0].view(view.attempt).responses == answers)
      _ = try await contestants[0].send(.submit(answers.count + 1), to: view.attempt)

      // Half of what can be right by halves: a blank, a place in the order, a match.
      let other = try await contestants[1].start("preliminary")
      var sequence = 0
      for (position, item) in other.items.enumerated() {
        var answer = try right(item)
        switch item.kind {
        case "fill-in": answer.texts[0] = "安培"
        case "ordering": answer.places.swapAt(1, 2)
        case "matching": answer.places[0] = answer.places[1]
        default: continue
        }
        sequence += 1
        _ = try await contestants[1].send(
          .answer(sequence, item: position, answer), to: other.attempt)
      }
      _ = try await contestants[1].send(.submit(sequence + 1), to: other.attempt)
      try await server.certify()
      let document = try await server.staff(.judge).bytes(
        Path.fill(Path.certification, ["cup", "fitter", "preliminary"]))
      let (results, hash) = try CertifiedResults.read(document: document)
      #expect(results.entries.map(\.score.thousandths) == [90_000, 13_333])
      #expect(ResultsAudit(results, claimedHash: hash).findings.isEmpty)
    }
  }

  @Test(arguments: [
    ("fill-in", Answer(texts: ["一"]), "wrong-form"),
    ("fill-in", Answer(choices: [0]), "wrong-form"),
    ("numeric", Answer(texts: ["六十"]), "not-a-number"),
    ("numeric", Answer(texts: ["1", "2"]), "wrong-form"),
    ("ordering", Answer(places: [0, 0, 1]), "wrong-form"),
    ("ordering", Answer(places: [0, 1]), "wrong-form"),
    ("matching", Answer(places: [5, 0]), "no-such-option"),
    ("single", Answer(texts: ["A"]), "wrong-form"),
    ("fill-in", Answer(texts: [String(repeating: "字", count: 400), ""]), "text-too-long"),
  ])
  func answersThatCannotBeAreRefusedAndNothingIsLost(
    kind: String, answer: Answer, code: String
  ) async throws {
    try await TestServer.run { server in
      let contestant = try await server.openCup(
        contestants: 1, plan: SampleKinds.plan, bank: try SampleKinds.contents())[0]
      let view = try await contestant.start("preliminary")
      let position = try #require(view.items.firstIndex { $0.kind == kind })
      let before = try right(view.items[position])
      _ = try await contestant.send(.answer(1, item: position, before), to: view.attempt)
      let replies = try await contestant.send(.answer(2, item: position, answer), to: view.attempt)
      #expect(replies.map(\.refusal?.code) == [code])
      #expect(try await contestant.view(view.attempt).responses[position] == before)
    }
  }

  @Test func aPictureIsServedToWhoeverHasItOnThePaperAndToNobodyElse() async throws {
    try await TestServer.run { server in
      let contents = try SampleKinds.contents()
      let contestants = try await server.openCup(
        contestants: 2, plan: SampleKinds.plan, bank: contents)
      let view = try await contestants[0].start("preliminary")
      let picture = try SampleKinds.picture(1)
      let bytes = try await contestants[0].bytes(
        Path.fill(Path.attemptPicture, [view.attempt, picture.id.text]))
      #expect(bytes == picture.bytes)
      let unseen = try SampleKinds.picture(2).id.text
      #expect(await status { try await contestants[0].picture(view.attempt, unseen) } == 404)
      #expect(
        await status { try await contestants[1].picture(view.attempt, picture.id.text) } == 404)
      #expect(await status { try await contestants[0].picture(view.attempt, "x") } == 404)
      let organizer = try await server.staff(.organizer)
      let any = Path.fill(Path.bankPicture, ["fitter", unseen])
      #expect(try await organizer.bytes(any) == SampleKinds.picture(2).bytes)
      #expect(await status { _ = try await contestants[0].bytes(any) } == 403)
    }
  }

  private func status(_ call: () async throws -> Void) async -> Int {
    do {
      try await call()
      return 200
    } catch ContestClient.Failure.refused(let status, _) {
      return status
    } catch {
      return 0
    }
  }
}

extension ContestClient {
  fileprivate func picture(_ attempt: String, _ picture: String) async throws {
    _ = try await bytes(Path.fill(Path.attemptPicture, [attempt, picture]))
  }
}

extension TestServer {
  /// Closes the sample contest and certifies its preliminary.
  fileprivate func certify() async throws {
    let _: StageMove = try await staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
    let _: Certified = try await staff(.judge).post(
      Path.fill(Path.certification, ["cup", "fitter", "preliminary"]), Nothing())
  }
}
