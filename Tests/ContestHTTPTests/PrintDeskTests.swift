import Certification
import Contests
import Fixtures
import Testing

@testable import ContestHTTP

/// Whose batches wait for whom, and what becomes of those that nobody fetches.
@Suite struct PrintDeskTests {
  private let clock = ManualClock(Sample.start)
  private let desk: PrintDesk

  init() {
    let clock = clock
    desk = PrintDesk { clock.now }
  }

  private func batch(_ names: [String] = []) throws -> PrintDesk.Batch {
    PrintDesk.Batch(
      certificates: try names.map(certificate), format: .pdf, language: .en, printings: [],
      next: nil)
  }

  private func certificate(_ name: String) throws -> PrintedCertificate {
    let stage = try StagePath("cup/fitter/final")
    let text = LocalizedText(zhHans: "擂台", en: "Leitai")
    let content = Credential.Content(
      stage: stage, contestTitle: text, eventTitle: text, contestant: try ContestantID("1"),
      recipientName: name, kind: text, name: text, pack: try PackID("p"), packVersion: 1,
      packHash: "", rule: try RuleID("r"), resultsHash: "", resultsVersion: 1,
      issuedAt: Sample.start)
    let id = CredentialID(
      stage: stage, contestant: content.contestant, pack: content.pack, rule: content.rule)
    return PrintedCertificate(
      credential: Credential(
        id: id, serial: try #require(SerialNumber(year: 2025, number: 1)), content: content,
        keyID: "", jwt: ""),
      printing: CertificatePrinting(
        credential: id, template: 1, identityKind: "居民身份证", identityNumber: "3203**",
        issuer: text, address: "https://leitai.example/verify/\(id)", at: Sample.start,
        actor: "a"),
      template: try CertificateTemplate(text: CertificateTemplate.usual), emblem: nil,
      zone: try #require(ContestZone("Asia/Shanghai")))
  }

  /// Waits until a batch is no longer in work; `false` when it is not there.
  private func finish(_ id: String, of owner: String) async throws -> Bool {
    while true {
      guard let progress = try desk.progress(of: id, for: owner) else { return false }
      if progress.isReady { return true }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test func filesThatNobodyFetchesKeepNobodyOut() async throws {
    for number in 0..<PrintDesk.mostRunning * 2 {
      try desk.begin(try batch(), id: "\(number)", for: "owner \(number)")
      #expect(try await finish("\(number)", of: "owner \(number)"))
    }
    try desk.begin(try batch(), id: "one more", for: "somebody")
    #expect(try await finish("one more", of: "somebody"))
    #expect(try desk.take("one more", for: "somebody") != nil)
  }

  @Test func batchesInWorkAreBounded() async throws {
    // So long that nothing behind it begins, however late the rest of this test runs.
    let one = try certificate("李四")
    let long = PrintDesk.Batch(
      certificates: Array(repeating: one, count: 50_000), format: .pdf, language: .en,
      printings: [], next: nil)
    try desk.begin(long, id: "long", for: "first")
    for number in 1..<PrintDesk.mostRunning {
      try desk.begin(try batch(), id: "\(number)", for: "owner \(number)")
    }
    #expect(throws: TooManyRequests.self) {
      try desk.begin(try batch(), id: "x", for: "one too many")
    }
    // A person's new batch takes the place of the last.
    try desk.begin(try batch(), id: "again", for: "owner 1")
    #expect(try desk.progress(of: "1", for: "owner 1") == nil)
    try desk.begin(try batch(), id: "short", for: "first")
    #expect(try await finish("short", of: "first"))
  }

  @Test func fileWaitsForAWhileAndThenIsForgotten() async throws {
    try desk.begin(try batch(), id: "a", for: "li")
    #expect(try await finish("a", of: "li"))
    clock.advance(by: PrintDesk.patience)
    #expect(try await finish("a", of: "li"))
    clock.advance(by: PrintDesk.patience)
    clock.advance(by: Milliseconds(1))
    #expect(try desk.take("a", for: "li") == nil)
  }

  @Test func whyItFailedIsToldOnce() async throws {
    try desk.begin(try batch(["王\u{10FFFD}明"]), id: "a", for: "li")
    await #expect(throws: PrintDesk.Unprintable.self) { try await finish("a", of: "li") }
    #expect(try desk.progress(of: "a", for: "li") == nil)
    #expect(try desk.take("a", for: "li") == nil)
  }
}
