import Documents
import Fixtures
import Foundation
import Testing

@Suite struct CertificateSheetTests {
  private static let address = "https://leitai.example/verify/0c1d2e3f-0000-8000-8000-0000000000ff"

  private func line(_ field: String, _ text: String) -> CertificateSheet.Line {
    CertificateSheet.Line(field, text)
  }

  private func sheet(
    name: String = "王小明", title: String = "获奖证书", body: String = "参加机修钳工赛项，现授予：",
    script: CertificateSheet.Script = .chinese, signatures: Int = 0
  ) throws -> CertificateSheet {
    CertificateSheet(
      texts: CertificateSheet.Texts(
        title: line("title", title), subtitle: line("subtitle", "苏皖鲁豫产业工人网上练兵"),
        heading: line("heading", name), body: line("body", body), award: line("award", "一等奖"),
        closing: line("closing", "特发此证。"),
        details: [line("details[0]", "姓名：\(name)"), line("details[1]", "编号：LT-2025-00000001")],
        signatures: (0..<signatures).map {
          CertificateSheet.Signature(
            title: line("signatures[\($0)].title", "裁判长"),
            name: line("signatures[\($0)].name", "王建国"))
        },
        issuer: line("issuer", "徐州市总工会"), date: line("date", "2025年6月1日")),
      colours: CertificateSheet.Colours(
        accent: try #require(Colour("#9B1C1C")), text: .black,
        paper: try #require(Colour("#FFFDF7"))),
      script: script, address: try #require(QRCode(Self.address)),
      created: "2025-06-01T08:00:00Z")
  }

  @Test func theSameCertificateIsTheSameBytes() throws {
    let press = try CertificatePress(emblem: nil)
    let first = try press.pdf(try sheet())
    #expect(first.starts(with: "%PDF-".utf8))
    // Also after others, and by a press that has printed nothing.
    _ = try press.pdf(try sheet(name: "䶮𬎆𠮷"))
    #expect(try press.pdf(try sheet()) == first)
    #expect(try CertificatePress(emblem: nil).pdf(try sheet()) == first)
    #expect(try press.pdf(try sheet(name: "王小朋")) != first)
  }

  /// The rare characters of names are in the fonts that the setup installs.
  @Test(
    .enabled(if: ExternalProgram.isHere("pdftotext", "pdftoppm", "pdfinfo", "zbarimg")),
    arguments: [
      "王小明", "䶮𬎆𠮷", "迪丽热巴·买买提·阿卜杜热合曼·努尔艾力·阿布都克里木", "Nguyễn Thị Ánh Tuyết",
      "María José Fernández de la Concepción y Álvarez-Großmann",
    ])
  func everyNameStandsOnOnePageWithItsCode(name: String) throws {
    for script in [CertificateSheet.Script.chinese, .latin] {
      let pdf = try ExaminedPDF(
        try CertificatePress(emblem: nil).pdf(
          try sheet(name: name, script: script, signatures: 2)))
      defer { pdf.remove() }
      let text = try pdf.text()
      // Letters with accents may come in two parts.
      let plain = text.precomposedStringWithCanonicalMapping
      #expect(plain.contains(name.filter { !$0.isWhitespace }), "\(text)")
      #expect(text.contains("LT-2025-00000001"))
      #expect(try pdf.pages() == 1)
      #expect(try pdf.code() == Self.address)
    }
  }

  @Test func aCharacterThatNoFontHasIsNamedWithItsField() throws {
    let press = try CertificatePress(emblem: nil)
    #expect(
      throws: DocumentFailure.missingGlyphInField(
        "\u{10FFFD}", field: "details[0]", text: "姓名：王\u{10FFFD}")
    ) { try press.pdf(try sheet(name: "王\u{10FFFD}")) }
    #expect(
      throws: DocumentFailure.missingGlyphInField(
        "\u{10FFFD}", field: "title", text: "\u{10FFFD}")
    ) { try press.pdf(try sheet(title: "\u{10FFFD}")) }
  }

  /// Nothing runs over the edge: texts become smaller, and what is too much even then is refused.
  @Test func textsThatHaveNoRoomAreRefused() throws {
    let press = try CertificatePress(emblem: nil)
    let long = String(repeating: "参加第十二届苏皖鲁豫四省十市产业工人职业技能大赛", count: 12)
    _ = try press.pdf(try sheet(body: long))
    #expect(throws: DocumentFailure.noRoom(field: "body")) {
      try press.pdf(try sheet(body: String(repeating: long, count: 8)))
    }
  }

  @Test func severalCertificatesMakeOneDocument() throws {
    let press = try CertificatePress(emblem: nil)
    let canvas = try press.canvas(for: try sheet())
    for name in ["王小明", "䶮𬎆𠮷", "李四"] { try press.draw(try sheet(name: name), on: canvas) }
    let bytes = try canvas.finish()
    #expect(
      String(decoding: bytes, as: UTF8.self).components(separatedBy: "/Type /Page ").count == 4)
  }

  /// One red pixel.
  private static let picture =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="

  @Test func anEmblemIsDrawnOrRefused() throws {
    let picture = Array(try #require(Data(base64Encoded: Self.picture)))
    let bare = try CertificatePress(emblem: nil).pdf(try sheet())
    let adorned = try CertificatePress(emblem: picture).pdf(try sheet())
    #expect(adorned != bare)
    #expect(try CertificatePress(emblem: picture).pdf(try sheet()) == adorned)
    var huge = picture
    huge[16] = 0x7F
    for broken in [[], Array("GIF89a".utf8), Array(picture.prefix(40)), huge] {
      #expect(throws: DocumentFailure.notAPicture) { try CertificatePress(emblem: broken) }
    }
  }

  @Test func aColourIsSixHexadecimalDigits() {
    #expect(Colour("#000000") == .black)
    for text in ["", "000000", "#00000", "#0000000", "#00000g", "#٠٠٠٠٠٠", "#+00000"] {
      #expect(Colour(text) == nil, "\(text)")
    }
  }

  @Test func aQRCodeHoldsAnAddressAndNoBook() {
    #expect(QRCode("") == nil)
    #expect(QRCode(String(repeating: "x", count: QRCode.mostBytes)) != nil)
    #expect(QRCode(String(repeating: "x", count: QRCode.mostBytes + 1)) == nil)
  }
}
