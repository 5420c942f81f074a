import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import FoundationNetworking
import Testing

/// The page of a certificate as a browser shows it, on a telephone and on a desk.
@Suite(.enabled(if: ExternalProgram.isHere("chromium", "timeout")), .serialized)
struct VerificationPageBrowserTests {
  private static let title = "Donaudampfschifffahrtsgesellschaftskapitaenswettbewerb"

  /// Runs a test on the page of the first certificate, of which everything is shown.
  private func withPage(
    _ test:
      @Sendable @escaping (_ browser: Browser, _ address: String, _ html: String) async throws
      -> Void
  ) async throws {
    try await TestServer.run { server in
      let (clients, certificates) = try await CertificateFixture.issue(
        server, contestants: 1, title: Self.title
      ) { _ in "买买提·阿卜杜热合曼·吐尔逊江·艾合买提" }
      let _: CertificateShowing = try await clients[0].post(
        Path.fill(Path.certificateShowing, [certificates[0].serial]), ShowingChoice(showing: "full")
      )
      let address = server.client.server + Path.fill(Path.verify, [certificates[0].id]) + "?lang=en"
      let url = try #require(URL(string: address))
      let (data, _) = try await URLSession.shared.data(from: url)
      let browser = try #require(try Browser())
      defer { browser.remove() }
      try await test(browser, address, String(decoding: data, as: UTF8.self))
    }
  }

  /// Width and height of a PNG.
  private func size(_ picture: [UInt8]) -> [Int] {
    [16, 20].map { place in picture[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
  }

  /// Who, for what, when, by whom, under which number, and whether it stands.
  private static let told = [
    "The certificate is valid", "买买提·阿卜杜热合曼·吐尔逊江·艾合买提", "Cup passed", title,
    "1 April 2025", "Leitai", "LT-2025-00000001",
  ]

  /// The policy that comes with the page stops none of what is on it.
  @Test func aBrowserShowsWhatTheServerSendsAndRunsNothing() async throws {
    try await withPage { browser, address, html in
      let document = try await browser.document(at: address)
      for part in Self.told { #expect(document.contains(part), "\(part) in \(document)") }
      #expect(!document.contains("<script"))
      let picture = try await browser.picture(of: address, width: 1280, height: 1000)
      #expect(size(picture) == [1280, 1000])
      let alone = try await browser.picture(ofHTML: html, width: 1280, height: 1000)
      #expect(picture == alone)
      let plain = html.replacing("<style", with: "<style media=\"none\"")
      let unstyled = try await browser.picture(ofHTML: plain, width: 1280, height: 1000)
      #expect(picture != unstyled)
    }
  }

  /// 360 pixels are those of a small telephone.
  @Test(arguments: [360, 1280])
  func everythingIsSeenAndNothingIsCutOff(width: Int) async throws {
    try await withPage { browser, _, html in
      let (found, picture) = try #require(try await browser.layout(of: html, width: width))
      #expect(found.width == width && found.scrollWidth == width)
      #expect(found.wide.isEmpty, "\(found.wide)")
      for part in Self.told { #expect(found.text.contains(part), "\(part) in \(found.text)") }
      // Somebody who wants to look at it says where.
      if let folder = ProcessInfo.processInfo.environment["LEITAI_PICTURES"] {
        try Data(picture).write(to: URL(filePath: folder).appending(path: "verify-\(width).png"))
      }
    }
  }

  /// What is too wide is noticed, also where it is cut off.
  @Test func aPageThatIsTooWideIsNoticed() async throws {
    try await withPage { browser, _, html in
      let wide = html.replacing(
        "<dl>", with: "<dl><dt><pre class=\"w\">\(String(repeating: "m", count: 90))</pre></dt>")
      let unbroken = wide.replacing("overflow-wrap: anywhere", with: "").replacing(
        "pre-wrap", with: "pre")
      let (found, _) = try #require(try await browser.layout(of: unbroken, width: 360))
      #expect(found.wide.contains("PRE.w"))
    }
  }
}
