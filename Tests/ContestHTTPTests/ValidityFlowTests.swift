import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import FoundationNetworking
import Testing

/// A certificate that ends, as those see it who hold it and who check it.
@Suite struct ValidityFlowTests {
  @Test func itIsShownUntilWhenItHoldsAndSaidToHaveExpiredThen() async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(
        server, contestants: 1, validFor: "1 year")
      let certificate = certificates[0]
      let end = try #require(certificate.validUntil)
      func page() async throws -> String {
        let url = try #require(
          URL(string: server.client.server + Path.fill(Path.verify, [certificate.id]) + "?lang=en"))
        return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
      }
      #expect(try await page().contains("<dt>Valid until</dt><dd>31 March 2026</dd>"))
      let pdf = try await clients[0].bytes(Path.fill(Path.certificatePDF, [certificate.serial]))
      if ExternalProgram.isHere("pdftotext") {
        let examined = try ExaminedPDF(pdf)
        defer { examined.remove() }
        let text = try examined.text()
        #expect(text.contains("Validuntil:31March2026"), "\(text)")
      }
      server.clock.advance(by: Milliseconds(end - server.clock.now.milliseconds - 1))
      #expect(try await page().contains("The certificate is valid"))
      server.clock.advance(by: Milliseconds(1))
      let expired = try await page()
      #expect(expired.contains("The certificate has expired"))
      #expect(expired.contains("It was valid until 31 March 2026."))
      #expect(!expired.contains("The certificate is valid"))
      // What was printed comes out as it was.
      #expect(
        try await server.staff(.judge).bytes(Path.fill(Path.certificatePDF, [certificate.serial]))
          == pdf)
    }
  }
}
