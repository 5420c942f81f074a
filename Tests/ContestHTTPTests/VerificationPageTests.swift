import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import FoundationNetworking
import GRDB
import Testing

@testable import ContestHTTP

/// The page that everybody sees who scans a certificate.
@Suite struct VerificationPageTests {
  private struct Visit {
    let status: Int
    let html: String
    let headers: [String: String]
  }

  private func visit(
    _ server: TestServer, _ id: String, language: String = "zh-CN,zh;q=0.9", query: String = "",
    path: String = Path.verify
  ) async throws -> Visit {
    let url = try #require(URL(string: server.client.server + Path.fill(path, [id]) + query))
    var request = URLRequest(url: url)
    request.setValue(language, forHTTPHeaderField: "Accept-Language")
    let (data, response) = try await URLSession.shared.data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    var headers: [String: String] = [:]
    for (name, value) in answer.allHeaderFields {
      headers["\(name)".lowercased()] = "\(value)"
    }
    return Visit(
      status: answer.statusCode, html: String(decoding: data, as: UTF8.self), headers: headers)
  }

  private func stored(_ text: String, _ server: TestServer) async throws -> Credential {
    let id = try #require(CredentialID(text))
    let credential = try await server.backend.credentials.credential(id)
    return try #require(credential)
  }

  @Test func everybodySeesThatItIsValid() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1) { _ in
        "王小明"
      }
      let id = certificates[0].id
      let chinese = try await visit(server, id)
      #expect(chinese.status == 200)
      for part in [
        "<html lang=\"zh-Hans\">", "证书有效", "王*明", "合格证书", "杯赛合格", "机修钳工", "擂台",
        "2025年4月1日", certificates[0].serial, id,
      ] { #expect(chinese.html.contains(part), "\(part)") }
      // Nothing by which the name could be found out: the signed form has hashes of it.
      #expect(!chinese.html.contains("王小明"))
      let credential = try await stored(id, server)
      #expect(!chinese.html.contains(credential.jwt))
      #expect(chinese.html.contains(credential.hash))
      let english = try await visit(server, id, language: "en-GB")
      #expect(english.html.contains("The certificate is valid"))
      #expect(english.headers["content-language"] == "en")
      let asked = try await visit(server, id, query: "?lang=en")
      #expect(asked.html == english.html)
    }
  }

  /// The page shows the proof: both signatures and the entry in the log, as the server examined them.
  @Test func theProofIsOnThePage() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 3)
      let credential = try await stored(certificates[1].id, server)
      let (size, root) = try await server.backend.credentials.logRoot()
      let inclusion = try #require(
        try await server.backend.credentials.logInclusion(of: credential.id))
      let page = try await visit(server, certificates[1].id, language: "en").html
      for part in [
        "✓ Signature, RS256", credential.keyID, "✓ Second signature, SM2 with SM3",
        try #require(credential.seal).keyID, "Entry \(inclusion.index + 1) of \(size)",
        HTML.escaped(root.base64), "leitai certificate fetch", "href=\"/v1/log/head\"",
      ] { #expect(page.contains(part), "\(part) in \(page)") }
      let chinese = try await visit(server, certificates[1].id).html
      #expect(chinese.contains("第 \(inclusion.index + 1) 条，共 3 条"))
      #expect(chinese.contains("✓ 国密签名 SM2/SM3"))
    }
  }

  /// A second signature that somebody changed in the database is not called good.
  @Test func aDamagedProofIsToldAsBroken() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1)
      let database = try DatabaseQueue(
        path: server.storage.folder.appending(path: "leitai.sqlite").path)
      try await database.write { db in
        try db.execute(sql: "DROP TRIGGER credential_seal_is_immutable")
        try db.execute(sql: "UPDATE credential_seal SET signature = x'3006020101020101'")
      }
      let page = try await visit(server, certificates[0].id, language: "en").html
      #expect(page.contains("The certificate cannot be confirmed"))
      #expect(page.contains("the second signature (SM2 with SM3) does not fit"))
      #expect(!page.contains("✓"))
    }
  }

  @Test func thePageLoadsAndRunsNothing() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1)
      let page = try await visit(server, certificates[0].id)
      let policy = try #require(page.headers["content-security-policy"])
      #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(!policy.contains("unsafe"))
      #expect(page.headers["x-content-type-options"] == "nosniff")
      #expect(page.headers["referrer-policy"] == "no-referrer")
      #expect(page.headers["cache-control"] == "no-store")
      #expect(page.headers["content-type"] == "text/html; charset=utf-8")
      #expect(!page.html.contains("<script"))
      #expect(!page.html.contains("style=\""))
    }
  }

  @Test(arguments: ["x", "0c1d2e3f-0000-8000-8000-0000000000ff", "LT-2025-00000001"])
  func whatWasNeverIssuedIsSaidToBeUnknown(id: String) async throws {
    try await TestServer.run { server in
      _ = try await CertificateFixture.issue(server, contestants: 1)
      let page = try await visit(server, id)
      #expect(page.status == 404)
      #expect(page.html.contains("没有这张证书"))
      #expect(page.headers["content-security-policy"] != nil)
    }
  }

  /// A certificate points to its occupation, which is a page of its own.
  @Test func theOccupationOfACertificateHasAPage() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1)
      let parts = try await stored(certificates[0].id, server).jwt.split(separator: ".")
      let payload = try #require(
        Data(
          base64Encoded: parts[1].replacing("-", with: "+").replacing("_", with: "/")
            + String(repeating: "=", count: (4 - parts[1].count % 4) % 4)))
      #expect(
        String(decoding: payload, as: UTF8.self).replacing("\\/", with: "/")
          .contains("https://leitai.example\(Path.fill(Path.occupation, ["6-31-01-02"]))\""))
      let page = try await visit(server, "6-31-01-02", path: Path.occupation)
      #expect(page.status == 200 && page.headers["content-security-policy"] != nil)
      for part in ["机修钳工", "6-31-01-02", "中华人民共和国职业分类大典（2022年版）", "<html lang=\"zh-Hans\">"] {
        #expect(page.html.contains(part), "\(part)")
      }
      #expect(!page.html.contains("<script") && !page.html.contains("证书核验"))
      let english = try await visit(server, "6-31-01-02", language: "en", path: Path.occupation)
      #expect(english.html.contains("Occupational Classification of the People&#39;s Republic"))
      // Nobody holds a contest in the first, and the others are no codes.
      for code in ["6-31-01-99", "6-31-01", "<b>"] {
        let unknown = try await visit(server, code, path: Path.occupation)
        #expect(unknown.status == 404 && unknown.html.contains("没有这个职业"), "\(code)")
        #expect(!unknown.html.contains("<b>"))
      }
    }
  }

  @Test func anOccupationOfAContestNeedsNoName() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(
        contestants: 1, plan: Sample.plan.replacing("6-31-01-02", with: "6-29-01-01"))
      let page = try await visit(server, "6-29-01-01", path: Path.occupation)
      #expect(page.status == 200 && page.html.contains("<h2>6-29-01-01</h2>"))
    }
  }

  @Test func aRevokedOneIsSaidToBeRevokedAndWhy() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1)
      let judge = try await server.staff(.judge)
      for (act, word) in [("suspend", "证书暂停使用"), ("revoke", "证书已撤销")] {
        let _: CertificateActs = try await judge.post(
          Path.fill(Path.certificateActs, [certificates[0].serial]),
          CertificateActWish(act: act, reason: "代考查实"))
        let page = try await visit(server, certificates[0].id)
        #expect(page.html.contains(word) && page.html.contains("代考查实"))
        #expect(!page.html.contains("证书有效"))
      }
    }
  }

  @Test func theHolderDecidesWhatIsShown() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(server, contestants: 2) {
        "买买提·阿卜\($0)"
      }
      let path = Path.fill(Path.certificateShowing, [certificates[0].serial])
      let masked: CertificateShowing = try await clients[0].get(path)
      #expect(masked.showing == "masked")
      #expect(masked.address == "https://leitai.example/verify/\(certificates[0].id)")
      let _: CertificateShowing = try await clients[0].post(path, ShowingChoice(showing: "full"))
      let whole = try await visit(server, certificates[0].id)
      #expect(whole.html.contains("买买提·阿卜0"))
      let credential = try await stored(certificates[0].id, server)
      #expect(whole.html.contains(credential.jwt))
      let _: CertificateShowing = try await clients[0].post(path, ShowingChoice(showing: "hidden"))
      let hidden = try await visit(server, certificates[0].id)
      #expect(!hidden.html.contains("买"))
      await refusal(404, "not-found") {
        let _: CertificateShowing = try await clients[1].post(
          path, ShowingChoice(showing: "full"))
      }
      await refusal(400, "showing-unknown") {
        let _: CertificateShowing = try await clients[0].post(path, ShowingChoice(showing: "all"))
      }
    }
  }

  private func page(
    _ credential: Credential, _ standing: CredentialStanding = .valid,
    proof: VerificationPage.Proof = .whole(
      keyID: "k", sm2KeyID: "s", entry: 5, size: 11, root: "r"), showing: CredentialShowing = .full,
    language: Language = .en
  ) throws -> String {
    VerificationPage(
      credential: credential, standing: standing, proof: proof, showing: showing,
      issuer: try #require(
        IssuerProfile(
          url: "https://leitai.example", name: LocalizedText(zhHans: "擂台", en: "Leitai"))),
      zone: try #require(ContestZone("Asia/Shanghai")), language: language
    ).html
  }

  private func credential(name: String, title: String = "Cup") throws -> Credential {
    let stage = try StagePath("cup/fitter/final")
    let (contestant, pack) = (try ContestantID("1"), try PackID("p"))
    let rule = try RuleID("r")
    let text = LocalizedText(zhHans: title, en: title)
    return Credential(
      id: CredentialID(stage: stage, contestant: contestant, pack: pack, rule: rule),
      serial: try #require(SerialNumber(year: 2025, number: 7)),
      content: Credential.Content(
        stage: stage, contestTitle: text, eventTitle: text, contestant: contestant,
        recipientName: name, kind: text, name: text, pack: pack, packVersion: 1, packHash: "",
        rule: rule, resultsHash: "", resultsVersion: 1, issuedAt: Sample.start),
      keyID: "k", jwt: "a.b.c")
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'\u{0}\u{8}\u{1B}</bdi>",
    "</title><svg/onload=x>", "&lt;b&gt;",
  ])
  func hostileNamesAreNothingButText(name: String) throws {
    let html = try page(try credential(name: name, title: name))
    let expected = HTML.escaped(name)
    #expect(html.contains("<bdi>\(expected)</bdi>"))
    #expect(html.contains("<h2>\(expected)</h2>"))
    // What is left when the texts are taken out is the page of a harmless name.
    let harmless = try page(try credential(name: "Li", title: "Li"))
    #expect(html.replacing(expected, with: "Li") == harmless)
    #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func everyStandingSaysWhatItIs() throws {
    let credential = try credential(name: "李四")
    let day = Sample.start
    let pages: [(String, String)] = [
      (try page(credential), "class=\"standing valid\"><h1>The certificate is valid"),
      (
        try page(credential, .revoked(on: day, because: "代考 <b>")),
        "class=\"standing revoked\"><h1>The certificate was revoked</h1>"
          + "<p>On 1 April 2025. Reason: 代考 &lt;b&gt;</p>"
      ),
      (try page(credential, .suspended(on: day, because: "x")), "standing suspended\""),
      (try page(credential, .expired(at: day)), "The certificate has expired"),
      (
        try page(
          credential, proof: .broken(LocalizedText(zhHans: "坏", en: "bad signature"))),
        "standing unproven\"><h1>The certificate cannot be confirmed</h1><p>bad signature"
      ),
    ]
    for (html, part) in pages { #expect(html.contains(part), "\(part) in \(html)") }
    let chinese = try page(credential, .revoked(on: day, because: "代考"), language: .zhHans)
    #expect(chinese.contains("撤销于 2025年4月1日。原因：代考"))
  }
}
