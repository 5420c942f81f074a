import Certification
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Testing

/// Certificates on paper, from a template that an organizer changes.
@Suite struct PrintFlowTests {
  private func pdf(_ certificate: Certificate) -> String {
    Path.fill(Path.certificatePDF, [certificate.serial])
  }

  private func put(_ client: ContestClient, _ text: String) async throws -> TemplateVersion {
    try await client.post(
      Path.fill(Path.certificateTemplates, ["cup"]), TemplateWish(text: text, emblem: nil))
  }

  private func printed(
    _ client: ContestClient, _ format: String, stage: String? = nil, after: String? = nil,
    certificates: [String]? = nil, template: Int? = nil
  ) async throws -> [UInt8] {
    var progress: PrintProgress = try await client.post(
      Path.fill(Path.certificatePrints, ["cup"]),
      PrintWish(
        format: format, stage: stage, after: after, certificates: certificates,
        template: template))
    while !progress.isReady {
      try await Task.sleep(for: .milliseconds(10))
      progress = try await client.get(Path.fill(Path.certificatePrint, [progress.id]))
    }
    #expect(progress.done == progress.total)
    return try await client.bytes(Path.fill(Path.certificatePrintFile, [progress.id]))
  }

  @Test(.enabled(if: ExternalProgram.isHere("pdftotext", "pdftoppm", "zbarimg")))
  func contestantsPrintTheirOwnInBothLanguages() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(server, contestants: 2) {
        $0 == 0 ? "䶮𬎆𠮷" : "选手\($0)"
      }
      let english = try await clients[0].bytes(pdf(certificates[0]))
      let examined = try ExaminedPDF(english)
      defer { examined.remove() }
      let text = try examined.text()
      for part in [
        "Certificateofpassing", "Cuppassed", "䶮𬎆𠮷", "Thecup", "Maintenancefitter", "Leitai",
        "Residentidentitycard:320302********", certificates[0].serial, "1April2025",
      ] { #expect(text.contains(part), "\(part) in \(text)") }
      #expect(!text.contains(Sample.residentNumber(0)))
      #expect(try examined.code() == "https://leitai.example/verify/\(certificates[0].id)")
      let chinese = ContestClient(
        server: clients[0].server, language: "zh-Hans", token: clients[0].token)
      let other = try ExaminedPDF(try await chinese.bytes(pdf(certificates[0])))
      defer { other.remove() }
      let words = try other.text()
      for part in ["合格证书", "杯赛合格", "杯赛", "居民身份证：320302********", "2025年4月1日", "擂台"] {
        #expect(words.contains(part), "\(part) in \(words)")
      }
      await refusal(404, "not-found") { _ = try await clients[1].bytes(pdf(certificates[0])) }
      await refusal(403, "not-allowed") {
        _ = try await clients[0].bytes(pdf(certificates[0]), query: [("template", "1")])
      }
    }
  }

  /// What was handed out stays as it was, whatever becomes of the template.
  @Test func whatWasPrintedComesOutTheSame() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(server, contestants: 2)
      let organizer = try await server.staff(.organizer)
      let usual: TemplateVersion = try await organizer.get(
        Path.fill(Path.certificateTemplates, ["cup"]))
      #expect(usual.version == 0)
      let first = try await clients[0].bytes(pdf(certificates[0]))
      let version = try await put(organizer, usual.text.replacing("#9B1C1C", with: "#1C4F9B"))
      #expect(version.version == 2)
      server.clock.advance(by: .seconds(3600))
      let again = try await clients[0].bytes(pdf(certificates[0]))
      #expect(again == first)
      let staffs = try await organizer.bytes(pdf(certificates[0]))
      #expect(staffs == first)
      // Somebody who printed nothing yet gets the new one.
      let blue = try await organizer.bytes(pdf(certificates[0]), query: [("template", "2")])
      #expect(blue != first)
      let after = try await clients[0].bytes(pdf(certificates[0]))
      #expect(after == blue)
      let before = try await organizer.bytes(pdf(certificates[0]), query: [("template", "1")])
      #expect(before == first)
      let other = try await clients[1].bytes(pdf(certificates[1]))
      let otherBlue = try await organizer.bytes(pdf(certificates[1]), query: [("template", "2")])
      #expect(other == otherBlue)
      await refusal(404, "not-found") {
        _ = try await organizer.bytes(pdf(certificates[0]), query: [("template", "3")])
      }
      // The same text again is no new version.
      #expect(try await put(organizer, version.text).version == 2)
    }
  }

  @Test(.enabled(if: ExternalProgram.isHere("python3", "pdfinfo")))
  func aBatchIsOneArchiveOrOneDocument() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(server, contestants: 5) {
        $0 == 1 ? "欧阳/..\\:*雪" : "选手\($0)"
      }
      let judge = try await server.staff(.judge)
      let zip = try await printed(judge, "zip", stage: "cup/fitter/preliminary")
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).zip")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(zip).write(to: file)
      let script = """
        import sys, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        print(z.testzip())
        for i in z.infolist(): print(i.filename, z.read(i)[:5])
        """
      let python = try #require(ExternalProgram("python3"))
      let names = try python.output(["-c", script, file.path])
      let expected = certificates.sorted { $0.serial < $1.serial }.map {
        let name = $0.name == "欧阳/..\\:*雪" ? "欧阳______雪" : $0.name
        return "\($0.serial) \(name).pdf b'%PDF-'"
      }
      #expect(names == (["None"] + expected).joined(separator: "\n") + "\n")
      let again = try await printed(judge, "zip", stage: "cup/fitter/preliminary")
      #expect(again == zip)
      let three = certificates.prefix(3).map(\.serial)
      let document = try ExaminedPDF(try await printed(judge, "pdf", certificates: three + three))
      defer { document.remove() }
      #expect(try document.pages() == 3)
      let rest = try await printed(judge, "zip", after: certificates.map(\.serial).sorted()[3])
      #expect(rest.count < zip.count / 2)
      // Contestants get theirs alone, whatever they ask for.
      let own = try await printed(clients[0], "zip", stage: "cup/fitter/preliminary")
      #expect(own.count < zip.count / 2)
      await refusal(404, "not-found") {
        _ = try await printed(clients[0], "zip", certificates: [certificates[1].serial])
      }
      await refusal(404, "not-found") {
        _ = try await printed(judge, "zip", stage: "cup/fitter/practice")
      }
      await refusal(400, "format-unknown") { _ = try await printed(judge, "docx") }
    }
  }

  /// Who drew a certificate while somebody else was handed it out first gets what was handed out.
  @Test func whatIsKeptIsWhatIsHandedOut() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1)
      let judge = try await server.staff(.judge)
      let wish = PrintWish(
        format: "pdf", stage: nil, after: nil, certificates: nil, template: nil)
      var progress: PrintProgress = try await judge.post(
        Path.fill(Path.certificatePrints, ["cup"]), wish)
      while !progress.isReady {
        try await Task.sleep(for: .milliseconds(10))
        progress = try await judge.get(Path.fill(Path.certificatePrint, [progress.id]))
      }
      // Meanwhile it is handed out with another number of the identity paper.
      let id = try #require(CredentialID(certificates[0].id))
      _ = try await server.backend.credentials.keep([
        CertificatePrinting(
          credential: id, template: 1, identityKind: "护照", identityNumber: "E1234****",
          issuer: server.backend.issuing.profile.name,
          address: server.backend.issuing.profile.verificationAddress(of: id),
          at: server.clock.now, actor: "somebody")
      ])
      let drawn = try await judge.bytes(Path.fill(Path.certificatePrintFile, [progress.id]))
      let kept = try await printed(judge, "pdf")
      #expect(drawn == kept)
    }
  }

  @Test func aRevokedCertificateIsNotPrinted() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(server, contestants: 2)
      let judge = try await server.staff(.judge)
      let _: CertificateActs = try await judge.post(
        Path.fill(Path.certificateActs, [certificates[0].serial]),
        CertificateActWish(act: "revoke", reason: "代考"))
      await refusal(409, "certificate-revoked") {
        _ = try await clients[0].bytes(pdf(certificates[0]))
      }
      await refusal(409, "certificate-revoked") {
        _ = try await printed(judge, "zip", certificates: [certificates[0].serial])
      }
      // Of a stage, the others are printed.
      let rest = try await printed(judge, "pdf")
      let other = try await printed(judge, "pdf", certificates: [certificates[1].serial])
      #expect(rest == other)
      await refusal(404, "not-found") { _ = try await printed(clients[0], "pdf") }
    }
  }

  /// Somebody else's file is nobody's.
  @Test func aBatchIsForWhoAskedForIt() async throws {
    try await TestServer.run { server in
      _ = try await CertificateFixture.issue(server, contestants: 1)
      let judge = try await server.staff(.judge)
      let wish = PrintWish(
        format: "pdf", stage: nil, after: nil, certificates: nil, template: nil)
      let begun: PrintProgress = try await judge.post(
        Path.fill(Path.certificatePrints, ["cup"]), wish)
      let organizer = try await server.staff(.organizer)
      await refusal(404, "not-found") {
        let _: PrintProgress = try await organizer.get(
          Path.fill(Path.certificatePrint, [begun.id]))
      }
      await refusal(404, "not-found") {
        _ = try await organizer.bytes(Path.fill(Path.certificatePrintFile, [begun.id]))
      }
    }
  }

  @Test func aCharacterThatCannotBePrintedIsNamed() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(server, contestants: 3) {
        $0 < 2 ? "王\u{10FFFD}明" : "选手"
      }
      do {
        _ = try await clients[0].bytes(pdf(certificates[0]))
        Issue.record("a box was printed")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 409)
        #expect(error.code == "glyph-missing")
        for part in [certificates[0].serial, "U+10FFFD", "details[0]"] {
          #expect(error.message.contains(part), "\(error.message)")
        }
      }
      let judge = try await server.staff(.judge)
      do {
        _ = try await printed(judge, "zip")
        Issue.record("a box was printed")
      } catch ContestClient.Failure.refused(_, let error) {
        #expect(error.code == "certificates-unprintable")
        #expect(Set(error.details.map(\.place)) == Set(certificates.prefix(2).map(\.serial)))
        #expect(error.details.map(\.field) == ["details[0]", "details[0]"])
      }
      // Nothing was printed, so the next template is theirs too.
      let organizer = try await server.staff(.organizer)
      #expect(try await put(organizer, CertificateTemplate.usual + "# 2\n").version == 2)
      let printed = try await organizer.bytes(pdf(certificates[2]))
      #expect(printed.starts(with: "%PDF-".utf8))
    }
  }

  @Test func aTemplateIsCheckedBeforeItIsUsed() async throws {
    try await TestServer.run { server in
      _ = try await CertificateFixture.issue(server, contestants: 1)
      let organizer = try await server.staff(.organizer)
      do {
        _ = try await put(
          organizer, CertificateTemplate.usual.replacing("award: \"{award}\"", with: "award: {x"))
        Issue.record("it was taken")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 422)
        #expect(error.details.first?.place.contains(":") ?? false, "\(error)")
      }
      let named = CertificateTemplate.usual + "emblem: emblem.png\n"
      await refusal(409, "emblem-missing") { _ = try await put(organizer, named) }
      await refusal(422, "picture-refused") {
        let _: TemplateVersion = try await organizer.post(
          Path.fill(Path.certificateTemplates, ["cup"]),
          TemplateWish(text: named, emblem: Data("GIF89a".utf8).base64EncodedString()))
      }
      let specimen = try await organizer.bytes(
        Path.fill(Path.certificateTemplatePreview, ["cup"]), query: [],
        posting: TemplateWish(text: CertificateTemplate.usual, emblem: nil))
      #expect(specimen.starts(with: "%PDF-".utf8))
      let kept: TemplateVersion = try await organizer.get(
        Path.fill(Path.certificateTemplates, ["cup"]))
      #expect(kept.version == 0)
    }
  }
}
