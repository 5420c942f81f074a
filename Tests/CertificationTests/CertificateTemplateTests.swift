import Contests
import Testing

@testable import Certification

@Suite struct CertificateTemplateTests {
  private func findings(_ text: String) -> [DeclarationFinding] {
    do throws(DeclarationRefused) {
      _ = try CertificateTemplate(text: text)
      return []
    } catch {
      return error.findings
    }
  }

  /// The usual template with something changed.
  private func changed(_ part: String, to other: String) throws -> String {
    try #require(CertificateTemplate.usual.contains(part))
    return CertificateTemplate.usual.replacing(part, with: other)
  }

  private func texts(_ template: CertificateTemplate, rule: String = "A1") throws
    -> CertificateTemplate.Texts
  { template.texts(pack: try PackID("prizes"), rule: try RuleID(rule)) }

  @Test func theUsualTemplateSaysEverything() throws {
    let template = try CertificateTemplate(text: CertificateTemplate.usual)
    #expect(template.colours == .usual)
    let texts = try texts(template)
    let body = texts.body.text(in: .en) { "<\($0.rawValue)>" }
    #expect(
      body == "took part in <event>, an event of <contest>. The judges have certified the results, "
        + "and the holder is hereby awarded")
    for placeholder in CertificatePlaceholder.allCases {
      #expect(CertificateTemplate.usual.contains("{\(placeholder.rawValue)}"), "\(placeholder)")
    }
    #expect(texts.details[1].name == "details[1]")
    #expect(
      texts.details[1].text(in: .zhHans) { "<\($0.rawValue)>" }
        == "<identity-kind>：<identity-number>")
  }

  @Test func mistakesAreNamedWithLineAndColumn() throws {
    let unknown = findings(try changed("heading: \"{name}\"", to: "heading: \"{nam}\""))
    #expect(unknown.map(\.field) == ["heading"])
    #expect(unknown.map(\.line) == [5])
    #expect(unknown.map(\.column) == [10])
    #expect(unknown[0].sentence(in: .en).contains("{nam}"))
    #expect(unknown[0].sentence(in: .en).contains("{identity-number}"))
    let field = findings(try changed("closing:\n", to: "clozing:\n"))
    #expect(field.map(\.code) == ["field-unknown"])
    #expect(field[0].field == "clozing")
    let colour = findings(try changed("\"#9B1C1C\"", to: "red"))
    #expect(colour.map(\.field) == ["colours.accent"])
    #expect(
      findings(try changed("signatures: []", to: "signatures: [{ name: 王 }]")).map(\.field)
        == ["signatures[0].title"])
    #expect(
      findings(try changed("issuer: \"{issuer}\"", to: "issuer: \"{issuer\"")).map(\.field)
        == ["issuer"])
    #expect(findings("title: [").map(\.code) == ["not-yaml"])
    for emblem in ["../emblem.png", "emblem.svg"] {
      #expect(
        findings(CertificateTemplate.usual + "emblem: \(emblem)\n").map(\.field) == ["emblem"])
    }
  }

  @Test func aCertificateWithoutANumberIsNone() throws {
    let found = findings(
      try changed(
        "{ zh-Hans: \"证书编号：{number}\", en: \"Certificate number: {number}\" }", to: "编号"))
    #expect(found.count == 1)
    #expect(found[0].sentence(in: .zhHans).contains("{number}"))
    // In one language only.
    let english = findings(try changed("Certificate number: {number}", to: "Certificate number"))
    #expect(english.count == 1)
    #expect(english[0].sentence(in: .en).contains("in en"))
  }

  @Test func bracesArePrintedWhenWrittenTwice() throws {
    let parts = try PlaceholderText("{{{name}}} {kind}").parts
    #expect(
      parts == [
        .plain("{"), .placeholder(.name), .plain("} "), .placeholder(.kind),
      ])
    for (text, flaw) in [
      ("{", PlaceholderText.Flaw.loneBrace), ("}", .loneBrace), ("{name", .loneBrace),
      ("{}", .unknown("")), ("{Name}", .unknown("Name")), ("{ name }", .unknown(" name ")),
    ] {
      #expect(throws: flaw) { try PlaceholderText(text) }
    }
  }

  /// The rule's own text before the pack's, and that before the template's.
  @Test func variantsAreForAPackOrOneRule() throws {
    let template = try CertificateTemplate(
      text: CertificateTemplate.usual + """
        variants:
          - { pack: prizes, rule: A2, title: 特别奖 }
          - { pack: prizes, title: 奖状, closing: 以资鼓励。 }
          - { pack: other, title: 别的 }
        """)
    let first = try texts(template)
    #expect(first.title.text.text(in: .zhHans) == "奖状")
    #expect(first.title.name == "variants[1].title")
    let second = try texts(template, rule: "A2")
    #expect(second.title.text.text(in: .zhHans) == "特别奖")
    #expect(second.closing?.text.text(in: .zhHans) == "以资鼓励。")
    #expect(second.award == first.award)
    #expect(
      findings(
        CertificateTemplate.usual + "variants: [{ pack: a, title: x }, { pack: a, body: y }]\n"
      ).map(\.field) == ["variants[1]"])
  }

  @Test func boundsAreKept() throws {
    let most = String(repeating: "字", count: CertificateTemplate.mostCharacters)
    #expect(findings(try changed("特发此证。", to: most)).isEmpty)
    #expect(findings(try changed("特发此证。", to: most + "字")).map(\.field) == ["closing"])
    let lines = Array(repeating: "{ title: 裁判 }", count: 5).joined(separator: ", ")
    #expect(
      findings(try changed("signatures: []", to: "signatures: [\(lines)]")).map(\.field)
        == ["signatures"])
  }
}
