import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Testing

/// Several judges sign one version of certified results.
@Suite struct CoSignatureFlowTests {
  private let stage = ["cup", "fitter", "practice"]

  private func certify(_ judge: ContestClient) async throws -> Certified {
    try await judge.post(Path.fill(Path.certification, stage), Nothing())
  }

  @discardableResult
  private func sign(_ judge: ContestClient, _ hash: String) async throws -> ResultsVersion {
    try await judge.post(Path.fill(Path.coSignatures, stage), CoSignatureWish(hash: hash))
  }

  private func versions(_ client: ContestClient) async throws -> ResultsVersions {
    try await client.get(Path.fill(Path.coSignatures, stage))
  }

  private func document(_ judge: ContestClient, version: Int? = nil) async throws -> [UInt8] {
    try await judge.bytes(
      Path.fill(Path.certification, stage),
      query: version.map { [("version", "\($0)")] } ?? [])
  }

  private func name(_ client: ContestClient) async throws -> String {
    let account: Account = try await client.get(Path.me)
    return account.name
  }

  /// A closed practice in which 1000 has 5 right and 1001 none, and the paper of the latter.
  private func closed(_ server: TestServer) async throws -> AttemptView {
    let contestants = try await server.openCup(contestants: 2)
    _ = try await contestants[0].play("practice", right: 5)
    let paper = try await contestants[1].play("practice", right: 0)
    try await server.projector.catchUp()
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
    return paper
  }

  @Test func otherJudgesSignTheNewestVersionOnce() async throws {
    try await TestServer.run { server in
      let paper = try await closed(server)
      let (chief, second) = (try await server.staff(.judge), try await server.staff(.judge))
      let third = try await server.staff(.judge)
      let nothing = String(repeating: "0", count: 64)
      await refusal(409, "not-certified") { try await sign(second, nothing) }
      #expect(try await versions(second).versions.isEmpty)
      let first = try await certify(chief)
      let bare = try await document(chief)
      for hash in [nothing, "", String(first.hash.dropLast()), first.hash.uppercased()] {
        await refusal(409, "not-the-newest") { try await sign(second, hash) }
      }
      await refusal(409, "certified-by-you") { try await sign(chief, first.hash) }
      server.clock.advance(by: .seconds(5))
      #expect(try await sign(second, first.hash).coSignatures.count == 1)
      await refusal(409, "signed-already") { try await sign(second, first.hash) }
      #expect(try await document(chief) != bare)

      let question = try #require(paper.items[0].stem.split(separator: ":").first)
      let _: CorrectionReport = try await chief.post(
        Path.fill(Path.corrections, stage),
        CorrectionWish(
          question: String(question), treatment: "full-marks", answer: nil, onlyIfItHelps: false,
          bankVersion: nil, top: 10, reason: "题目有误", isPreview: false))
      #expect(try await versions(second).correctionsSince == 1)
      server.clock.advance(by: .seconds(5))
      // Who signed the first version may certify the next, and who certified may sign.
      let newer = try await certify(second)
      await refusal(409, "not-the-newest") { try await sign(third, first.hash) }
      try await sign(third, newer.hash)
      let signed = try await sign(chief, newer.hash)
      let known = try await versions(server.staff(.auditor))
      #expect(known.versions.map(\.version) == [1, 2] && known.correctionsSince == 0)
      #expect(known.versions[1] == signed)
      #expect(known.versions[0].coSignatures.map(\.judge) == [try await name(second)])
      let both = [try await name(third), try await name(chief)].sorted()
      #expect(signed.coSignatures.map(\.judge).sorted() == both)
      #expect(signed.judges == [try await name(second)])
      // What was handed out before is the end of what is handed out now.
      let old = try await document(chief, version: 1)
      #expect(old.suffix(bare.count - 1) == bare.dropFirst())
      let csv = try await chief.bytes(
        Path.fill(Path.rankings, stage), query: [("format", "pdf")])
      #expect(csv.starts(with: "%PDF".utf8))
    }
  }

  /// The file tells who signed, and nobody who did not.
  @Test func aForgedOrAlteredCoSignatureIsFound() async throws {
    try await TestServer.run { server in
      _ = try await closed(server)
      let (chief, second) = (try await server.staff(.judge), try await server.staff(.judge))
      let hash = try await certify(chief).hash
      server.clock.advance(by: .seconds(5))
      try await sign(second, hash)
      let bytes = try await document(chief)
      let read = try CertifiedDocument(bytes: bytes)
      let key = server.backend.receipts.publicKey
      #expect(read.hash == hash && read.results.hash == hash && read.isSigned(by: key) == true)
      #expect(try read.bytes() == bytes)
      #expect(read.coSignatures?.map(\.judge) == [try await name(second)])
      #expect(read.coSignatureFault(by: key) == nil && read.coSignatureFault() == nil)
      #expect(ResultsAudit(read.results, claimedHash: read.hash).findings.isEmpty)

      let good = try #require(read.coSignatures?.first)
      func fault(_ signatures: [CoSignature]) -> CoSignature.Fault? {
        var forged = read
        forged.coSignatures = signatures
        return forged.coSignatureFault(by: key)?.fault
      }
      let later = good.at + .seconds(1)
      let path = read.results.path
      let stranger = try #require(ReceiptKey(seed: [UInt8](repeating: 9, count: 32)))
      let seal = ResultsSeal(version: 1, hash: hash, judges: [], at: good.at)
      let other = ResultsSeal(version: 2, hash: hash, judges: [], at: good.at)
      let own = server.backend.receipts
      #expect(
        fault([CoSignature(judge: "wang", at: good.at, signature: good.signature)]) == .forged)
      #expect(
        fault([CoSignature(judge: good.judge, at: later, signature: good.signature)]) == .forged)
      #expect(
        fault([try CoSignature.sign(seal, of: path, as: "wang", at: later, with: stranger)])
          == .forged)
      #expect(
        fault([try CoSignature.sign(other, of: path, as: "wang", at: later, with: own)]) == .forged)
      // The server's signature under the results is none of a judge.
      let signature = try #require(read.signature)
      #expect(fault([CoSignature(judge: "wang", at: later, signature: signature)]) == .forged)
      #expect(fault([good, good]) == .repeated)
      let certifier = try await name(chief)
      #expect(
        fault([try CoSignature.sign(seal, of: path, as: certifier, at: later, with: own)])
          == .repeated)
      #expect(try fault([good, .sign(seal, of: path, as: "wang", at: later, with: own)]) == nil)
    }
  }

  @Test func signaturesAreKept() async throws {
    try await TestServer.run { server in
      _ = try await closed(server)
      let hash = try await certify(try await server.staff(.judge)).hash
      try await sign(try await server.staff(.judge), hash)
      for sql in ["UPDATE results_cosignature SET judge = 'x'", "DELETE FROM results_cosignature"] {
        await #expect(throws: DatabaseError.self) {
          try await server.storage.store.write { try $0.execute(sql: sql) }
        }
      }
    }
  }
}
