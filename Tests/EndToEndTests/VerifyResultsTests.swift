import AttemptRecords
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// What whoever has a file of certified results reads of it, without a server.
@Suite struct VerifyResultsTests {
  private let programs: Programs

  init() throws { programs = try Programs() }

  /// A preliminary, and a final in which it counts.
  private static let plan =
    Sample.plan + """

            - id: final
              window: 2025-04-01T00:00/2025-06-01T00:00
              paper: { draw: 5, points: 20 }
              time: 5m
              feedback: score
              parts:
                - { id: theory, online: true, weight: 60 }
                - { id: before, carry-over: preliminary, weight: 40 }

      """

  private func certification(_ stage: String) -> String {
    Path.fill(Path.certification, ["cup", "fitter", stage])
  }

  private func write(_ bytes: [UInt8], _ name: String) throws -> String {
    let url = programs.folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url.path
  }

  private func verify(_ words: String...) async throws -> Programs.Outcome {
    try await programs.run(
      "leitai", ["results", "verify"] + words + ["--lang", "en"],
      environment: ["LEITAI_HOME": programs.folder.appending(path: "home").path])
  }

  /// - Parameter body: the server, the judge who certified both stages, and the server's public key.
  private func certified(
    _ body: @Sendable @escaping (TestServer, ContestClient, String) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      let contestant = try await server.openCup(contestants: 1, plan: Self.plan)[0]
      _ = try await contestant.play("preliminary", right: 6)
      _ = try await contestant.play("final", right: 2)
      try await server.projector.catchUp()
      let judge = try await server.staff(.judge)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      for stage in ["preliminary", "final"] {
        let _: Certified = try await judge.post(certification(stage), Nothing())
      }
      let signers: ReceiptSigners = try await server.client.get(Path.receiptSigners)
      try await body(server, judge, signers.signers[0].publicKey)
    }
  }

  /// Without the announced key there is only the file's own, which anybody can make.
  @Test func nobodyVouchesForAKeyThatOnlyTheFileNames() async throws {
    try await certified { server, judge, key in
      let whole = try write(try await judge.bytes(certification("preliminary")), "whole.json")
      let fine = try await verify(whole, "--signer", key)
      #expect(fine.status == 0)
      #expect(fine.output.contains(", given by --signer\n"))
      let bare = try await verify(whole)
      #expect(bare.status == 5)
      #expect(bare.output.contains("✓ every mark, every rank and the hash agree"))
      #expect(bare.output.contains("only the file says that it is the server's"))
      #expect(bare.output.contains("/v1/receipt-signers"))
      let report = try await verify(whole, "--json")
      #expect(report.status == 5)
      #expect(report.output.contains(#""code" : "valid-in-part""#))
      #expect(report.output.contains(#""outcome" : "unchecked""#))
      // What is wrong is worse than what was not checked.
      let stranger = try #require(ReceiptKey(seed: [UInt8](repeating: 9, count: 32)))
      let other = try await verify(whole, "--signer", stranger.publicKey.bytes.hexadecimal)
      #expect(other.status == 1)
      #expect(other.output.contains("does not hold"))
      _ = server
    }
  }

  @Test func scoresOfAnEarlierStageAreTakenAsGivenWithoutItsResults() async throws {
    try await certified { server, judge, key in
      let before = try await judge.bytes(certification("preliminary"))
      let hash = try CertifiedDocument(bytes: before).hash
      let carried = try write(try await judge.bytes(certification("final")), "final.json")
      let given = try await verify(carried, "--signer", key)
      #expect(given.status == 5)
      #expect(
        given.output.contains(
          "? the scores of part before are taken as given from preliminary, version 1: name the "
            + "results with the hash \(hash) with --with\n"))
      #expect(given.output.contains("✓ every mark"))
      let report = try await verify(carried, "--signer", key, "--json")
      #expect(report.status == 5)
      #expect(report.output.contains(#""code" : "valid-in-part""#))

      let earlier = try write(before, "preliminary.json")
      let both = try await verify(carried, "--signer", key, "--with", earlier)
      #expect(both.status == 0, "\(both.output)")
      #expect(
        both.output.contains(
          "✓ the scores of part before are those of preliminary, version 1, in \(earlier)\n"))
      #expect(both.output.contains("✓ every mark, every rank and the hash agree: \(hash)\n"))
      let unsigned = try await verify(carried, "--with", earlier)
      #expect(unsigned.status == 5)
      _ = server
    }
  }

  @Test func earlierResultsThatDoNotFitAreRefused() async throws {
    try await certified { server, judge, key in
      let before = try await judge.bytes(certification("preliminary"))
      let final = try await judge.bytes(certification("final"))
      let (earlier, carried) = (try write(before, "p.json"), try write(final, "f.json"))
      // Edited, and the hash written anew by whoever did it.
      let text = String(decoding: before, as: UTF8.self)
      let name = try #require(try CertifiedDocument(bytes: before).results.entries.first).name
      let edited = text.replacing(#""name":"\#(name)""#, with: #""name":"别人""#)
      #expect(edited != text)
      let results = try CertifiedDocument(bytes: Array(edited.utf8)).results
      let key2 = try #require(ReceiptKey(seed: [UInt8](repeating: 9, count: 32)))
      for bytes in [
        Array(edited.utf8), try CertifiedDocument.sign(results, with: key2).bytes,
      ] {
        let refused = try await verify(carried, "--with", try write(bytes, "e.json"), "--json")
        #expect(refused.status == 1)
        #expect(refused.output.contains(#""code" : "carried""#), "\(refused.output)")
      }
      // The earlier results are right, and the later ones give somebody another score of them.
      let (read, _) = try CertifiedResults.read(document: final)
      let score = read.entries.first?.parts?.first { $0.part.text == "before" }?.score
      let points = try #require(score).thousandths
      let forged = String(decoding: final, as: UTF8.self).replacing(
        #""part":"before","score":{"thousandths":\#(points)}"#,
        with: #""part":"before","score":{"thousandths":\#(points + 1000)}"#)
      let more = try await verify(
        try write(Array(forged.utf8), "more.json"), "--with", earlier)
      #expect(more.status == 1)
      #expect(more.output.contains("  part  1000  "), "\(more.output)")
      // No score of the final counts in the preliminary, nor of another file that is none.
      let wrong = try await verify(earlier, "--signer", key, "--with", carried)
      #expect(wrong.status == 2)
      #expect(wrong.error.contains("no score of cup/fitter/final counts"), "\(wrong.error)")
      let none = try await verify(
        carried, "--signer", key, "--with", earlier, "--with", try write([0x7B], "none.json"))
      #expect(none.status == 2)
      _ = server
    }
  }

  @Test func coSignaturesAreToldAndForgedOnesRefused() async throws {
    try await certified { server, judge, key in
      let second = try await server.staff(.judge)
      let account: Account = try await second.get(Path.me)
      let document = try CertifiedDocument(
        bytes: try await judge.bytes(certification("preliminary")))
      let _: ResultsVersion = try await second.post(
        Path.fill(Path.coSignatures, ["cup", "fitter", "preliminary"]),
        CoSignatureWish(hash: document.hash))
      let bytes = try await judge.bytes(certification("preliminary"))
      for words in [["--signer", key], []] {
        let told = try await programs.run(
          "leitai-verify",
          ["results", try write(bytes, "signed.json"), "--lang", "en"] + words)
        #expect(told.status == (words.isEmpty ? 5 : 0))
        #expect(told.output.contains("co-signed by \(account.name) at 2025-"), "\(told.output)")
        #expect(told.output.contains(document.hash))
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let name = #""judge":"\#(account.name)""#
      let altered = text.replacing(name, with: #""judge":"wang""#)
      let forged = try await verify(try write(Array(altered.utf8), "forged.json"), "--json")
      #expect(forged.status == 1)
      #expect(forged.output.contains(#""code" : "cosignature-forged""#))
      let one = try #require(text.firstMatch(of: /"cosignatures":\[(.+?\})\],"hash"/)?.output.1)
      let twice = text.replacing("\(one)],", with: "\(one),\(one)],")
      let repeated = try await verify(try write(Array(twice.utf8), "twice.json"))
      #expect(repeated.status == 1)
      #expect(repeated.output.contains("✗ \(account.name) stands there twice"))
      // Whoever takes one away leaves the results as they are.
      let fewer = text.replacing("\(one)],", with: "],")
      let left = try await verify(try write(Array(fewer.utf8), "fewer.json"), "--signer", key)
      #expect(left.status == 0)
    }
  }
}
