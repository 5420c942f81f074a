import AttemptRecords
import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Testing

/// Certificates from their issue to what became of them, over a real socket.
@Suite struct CertificateFlowTests {
  /// A contest of three whose certificates were issued.
  private static func issued(
    _ test:
      @Sendable @escaping (TestServer, _ judge: ContestClient, [Certificate]) async throws ->
      Void
  ) async throws {
    try await TestServer.run { server in
      try await CertificateContest.issue(on: server)
      let judge = try await server.staff(.judge)
      let list: CertificateList = try await judge.get(Path.fill(Path.certificates, ["cup"]))
      try await test(server, judge, list.certificates)
    }
  }

  private static func text(_ client: ContestClient, _ path: String) async throws -> String {
    String(decoding: try await client.bytes(path), as: UTF8.self)
  }

  /// Checks a certificate with what anybody can fetch, and nothing else.
  private static func report(
    _ file: [UInt8], _ server: TestServer, savedHead: String? = nil, update: LogUpdate? = nil
  ) async throws -> CertificateReport {
    let paths: StatusListPaths = try await server.client.get(Path.statusLists)
    var lists: [String] = []
    for path in paths.lists { lists.append(try await text(server.client, path)) }
    let keys = try JSONWebKeySet(json: await text(server.client, Path.issuerKeys))
    let check = try CertificateCheck(
      keys: keys, statusLists: lists, savedHead: savedHead, update: update)
    return check.report(on: file, at: server.clock.now)
  }

  @Test func issuedCertificateIsProvedByItsFile() async throws {
    try await Self.issued { server, judge, certificates in
      #expect(certificates.count == 3)
      for certificate in certificates {
        for form in ["der", "raw"] {
          let file = try await judge.bytes(
            Path.fill(Path.certificateFile, [certificate.serial]), query: [("sm2", form)])
          let report = try await Self.report(file, server)
          #expect(report.codes == [])
          #expect(report.outcomes.count == CertificateReport.Part.allCases.count)
        }
      }
    }
  }

  @Test func issuingAgainAddsNothingToTheLog() async throws {
    try await Self.issued { server, judge, certificates in
      let head = try await Self.text(server.client, Path.logHead)
      let again: CertificatesIssued = try await judge.post(
        Path.fill(Path.certificates, ["cup"]), Nothing())
      #expect(again.issued == 0 && again.alreadyIssued == 3)
      #expect(try await Self.text(server.client, Path.logHead) == head)
    }
  }

  /// What cannot be noted is not done.
  @Test func anActIsNotedOrNotDone() async throws {
    try await Self.issued { server, judge, certificates in
      let path = Path.fill(Path.certificateActs, [certificates[0].serial])
      let store = server.storage.store
      for (act, state) in [
        ("suspend", "suspended"), ("reinstate", "valid"), ("revoke", "revoked"),
      ] {
        let before: CertificateActs = try await judge.get(path)
        try await store.write { database in
          try database.execute(
            sql: """
              CREATE TRIGGER audit_is_full BEFORE INSERT ON audit
                WHEN NEW.action LIKE 'certificate-%' BEGIN SELECT RAISE(ABORT, 'full'); END
              """)
        }
        await #expect(throws: ContestClient.Failure.self) {
          let _: CertificateActs = try await judge.post(
            path, CertificateActWish(act: act, reason: "核查"))
        }
        #expect(try await judge.get(path) == before)
        try await store.write { try $0.execute(sql: "DROP TRIGGER audit_is_full") }
        let done: CertificateActs = try await judge.post(
          path, CertificateActWish(act: act, reason: "核查"))
        #expect(done.state == state)
      }
      let page: AuditPage = try await server.staff(.auditor).get(Path.audit)
      #expect(
        page.entries.map(\.action).filter { $0.hasPrefix("certificate-") } == [
          "certificate-suspend", "certificate-reinstate", "certificate-revoke",
        ])
    }
  }

  @Test func revokedCertificateSaysSoEverywhere() async throws {
    try await Self.issued { server, judge, certificates in
      let serial = certificates[1].serial
      let path = Path.fill(Path.certificateActs, [serial])
      let file = try await judge.bytes(Path.fill(Path.certificateFile, [serial]))
      let saved = try await Self.text(server.client, Path.logHead)
      let suspended: CertificateActs = try await judge.post(
        path, CertificateActWish(act: "suspend", reason: "核查中"))
      #expect(suspended.state == "suspended")
      #expect(try await Self.report(file, server).codes == ["suspended"])
      let reinstated: CertificateActs = try await judge.post(
        path, CertificateActWish(act: "reinstate", reason: "无误"))
      #expect(reinstated.state == "valid")
      #expect(try await Self.report(file, server).codes == [])
      let revoked: CertificateActs = try await judge.post(
        path, CertificateActWish(act: "revoke", reason: "代考"))
      #expect(revoked.state == "revoked")
      #expect(revoked.acts.map(\.act) == ["suspend", "reinstate", "revoke"])
      #expect(revoked.acts.allSatisfy { $0.actor.hasPrefix("judge-") })
      let report = try await Self.report(file, server)
      #expect(report.codes == ["revoked"])
      guard case .bad(_, let text) = report.outcome(of: .status) else { return }
      #expect(text.text(in: .en).contains("because: 代考"))
      await #expect(throws: ContestClient.Failure.self) {
        let _: CertificateActs = try await judge.post(
          path, CertificateActWish(act: "reinstate", reason: "x"))
      }
      let list: CertificateList = try await judge.get(Path.fill(Path.certificates, ["cup"]))
      #expect(list.certificates.map { $0.withdrawn?.state } == [nil, "revoked", nil])
      // The log went on from the head that was saved before.
      let size = try #require(TrustDownload.size(ofNote: saved))
      let newest = try await Self.text(server.client, Path.logHead)
      let grown = try #require(TrustDownload.size(ofNote: newest))
      #expect((size, grown) == (3, 6))
      let proof: LogConsistencyProof = try await server.client.get(
        Path.logConsistency, query: [("from", "3"), ("to", "6")])
      let update = LogUpdate(
        head: newest,
        consistency: [.init(from: proof.from, to: proof.to, proof: proof.proof)])
      let compared = try await Self.report(file, server, savedHead: saved, update: update)
      #expect(compared.codes == ["revoked"])
    }
  }

  @Test func actsNeedAReasonAndARole() async throws {
    try await Self.issued { server, judge, certificates in
      let path = Path.fill(Path.certificateActs, [certificates[0].serial])
      for wish in [
        CertificateActWish(act: "revoke", reason: ""), .init(act: "revoke", reason: "a\nb"),
        .init(act: "forget", reason: "x"), .init(act: "reinstate", reason: "x"),
      ] {
        await #expect(throws: ContestClient.Failure.self) {
          let _: CertificateActs = try await judge.post(path, wish)
        }
      }
      let history: CertificateActs = try await judge.get(path)
      #expect(history.state == "valid" && history.acts.isEmpty)
    }
  }

  @Test func certificatesVerifyUnderRetiredKeys() async throws {
    try await Self.issued { server, judge, certificates in
      let admin = try await server.staff(.admin)
      let path = Path.fill(Path.certificateFile, [certificates[0].serial])
      let before = try await judge.bytes(path)
      server.clock.advance(by: Milliseconds(60_000))
      let keys: IssuerKeyList = try await admin.post(
        Path.issuerKeyHistory, KeyRotationWish(reason: "每年更换"))
      #expect(keys.keys.map(\.kind) == ["rsa", "sm2", "rsa", "sm2"])
      #expect(keys.keys.map { $0.until == nil } == [false, false, true, true])
      #expect(try await Self.report(before, server).codes == [])
      #expect(try await Self.report(try await judge.bytes(path), server).codes == [])
      for key in keys.keys {
        let pem = try await Self.text(server.client, Path.fill(Path.issuerKey, [key.id]))
        #expect(pem.hasPrefix("-----BEGIN PUBLIC KEY-----"))
      }
      let again: CertificatesIssued = try await judge.post(
        Path.fill(Path.certificates, ["cup"]), Nothing())
      #expect(again.issued == 0)
    }
  }

  /// A verifier that follows the address in a signature's header finds the key there, of certificates and
  /// of status lists, and in the key set under the same name.
  @Test func theKeyIsWhereASignatureSaysItIs() async throws {
    try await TestServer.run { server in
      try await CertificateContest.issue(on: server)
      let judge = try await server.staff(.judge)
      let list: CertificateList = try await judge.get(Path.fill(Path.certificates, ["cup"]))
      let file = try #require(
        CertificateFile(
          bytes: try await judge.bytes(
            Path.fill(Path.certificateFile, [list.certificates[0].serial]))))
      let status = String(
        decoding: try await server.client.bytes(Path.fill(Path.statusList, ["1", "revocation"])),
        as: UTF8.self)
      let published = String(
        decoding: try await server.client.bytes(Path.issuerKeys), as: UTF8.self)
      let set = try JSONWebKeySet(json: published)
      #expect(set.keys.count == 1)
      let id = try #require(set.keys.first).id
      for jwt in [file.credential, status] {
        let coded = jwt.prefix { $0 != "." }.replacing("-", with: "+").replacing("_", with: "/")
        let header = try #require(
          Data(base64Encoded: coded + String(repeating: "=", count: (4 - coded.count % 4) % 4)))
        let fields = try #require(
          try JSONSerialization.jsonObject(with: header) as? [String: String])
        let name = try #require(fields["kid"])
        #expect(name == "https://leitai.example/v1/issuer-keys/\(id)/jwk")
        for known in [name, id] { #expect(published.contains(#""kid":"\#(known)""#)) }
        let key = String(
          decoding: try await server.client.bytes(
            String(name.dropFirst("https://leitai.example".count))), as: UTF8.self)
        #expect(try JSONWebKeySet(json: #"{"keys":[\#(key)]}"#).keys == set.keys)
      }
      await refusal(404, "not-found") {
        _ = try await server.client.bytes(Path.fill(Path.issuerKeyDocument, ["AAAA"]))
      }
    }
  }

  @Test func issuerDocumentNamesWhatIsNeeded() async throws {
    try await TestServer.run { server in
      let bytes = try await server.client.bytes(Path.issuer)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect(document["id"] as? String == "https://leitai.example")
      #expect(document["type"] as? [String] == ["Profile"])
      #expect(document["logOrigin"] as? String == "leitai.example/log")
    }
  }

  /// What is issued follows from certified results alone, and of which stages nothing was is said.
  @Test func stagesWithoutCertifiedResultsAreNamed() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan
        .replacing("cut: { per-city: 2, per-unit: 1 }", with: "policies: [medal]")
        .replacing(
          "counts: sum-of-daily-best", with: "counts: sum-of-daily-best\n        policies: [medal]")
      let contestants = try await server.openCup(
        contestants: 1, plan: plan, policies: ["medal.yaml": CertificateContest.pack])
      _ = try await contestants[0].play("preliminary", right: 3)
      let judge = try await server.staff(.judge)
      let path = Path.fill(Path.certificates, ["cup"])
      await refusal(409, "not-certified") {
        let _: CertificatesIssued = try await judge.post(path, Nothing())
      }
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let _: Certified = try await judge.post(
        Path.fill(Path.certification, ["cup", "fitter", "preliminary"]), Nothing())
      let issued: CertificatesIssued = try await judge.post(path, Nothing())
      #expect(issued.issued == 1 && issued.uncertified == ["cup/fitter/practice"])
    }
  }
}
