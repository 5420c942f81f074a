package import Contests

extension CertificateTemplate {
  /// Reads a template, the YAML file in which an organizer says how certificates look.
  ///
  /// - Throws: `DeclarationRefused` with the line, column and field of everything that is wrong.
  package init(text: String) throws(DeclarationRefused) {
    self = try Declaration.read(text) { root in
      let fields = root.mapping(keys: [
        "title", "subtitle", "heading", "body", "award", "closing", "details", "signatures",
        "issuer", "date", "colours", "emblem", "variants",
      ])
      guard let fields else { return nil }
      let colours = fields["colours"].map { Colours(declared: $0) } ?? .usual
      let emblem = fields["emblem"]?.fileName()
      let variants = fields["variants"]?.variants() ?? []
      guard let texts = Texts(fields), let colours else { return nil }
      texts.noteWhatIsNotSaid(root)
      return CertificateTemplate(
        texts: texts, variants: variants, colours: colours, emblem: emblem, text: text)
    }
  }
}

extension CertificateTemplate.Texts {
  fileprivate init?(_ fields: Declaration.Fields) {
    let title = fields.required("title")?.field()
    let subtitle = fields["subtitle"]?.field()
    let heading = fields.required("heading")?.field()
    let body = fields.required("body")?.field()
    let award = fields.required("award")?.field()
    let closing = fields["closing"]?.field()
    let details =
      fields["details"]?.parts(
        atMost: CertificateTemplate.mostDetails, zhHans: "小字", en: "details"
      ).compactMap { $0.field() } ?? []
    let signatures =
      fields["signatures"]?.parts(
        atMost: CertificateTemplate.mostSignatures, zhHans: "签名栏", en: "signatures"
      ).compactMap { $0.signature() } ?? []
    let issuer = fields.required("issuer")?.field()
    let date = fields.required("date")?.field()
    guard let title, let heading, let body, let award, let issuer, let date else { return nil }
    self.init(
      title: title, subtitle: subtitle, heading: heading, body: body, award: award,
      closing: closing, details: details, signatures: signatures, issuer: issuer, date: date)
  }

  /// Whether a placeholder stands anywhere on the page.
  package func say(_ placeholder: CertificatePlaceholder, in language: Language) -> Bool {
    fields.contains { $0.placeholders(in: language).contains(placeholder) }
  }

  private var fields: [CertificateTemplate.Field] {
    [title, heading, body, award, issuer, date] + [subtitle, closing].compactMap(\.self) + details
      + signatures.flatMap { [$0.title] + [$0.name].compactMap(\.self) }
  }

  /// A certificate without a number, say, is none, whatever else stands on it.
  fileprivate func noteWhatIsNotSaid(_ root: Declaration) {
    for language in Language.allCases {
      let said = fields.reduce(into: Set<CertificatePlaceholder>()) { said, field in
        said.formUnion(field.placeholders(in: language))
      }
      let missing = CertificatePlaceholder.needed.filter { !said.contains($0) }
        .map { "{\($0.rawValue)}" }
      guard !missing.isEmpty else { continue }
      let name = language == .zhHans ? "中文" : "英文"
      root.note(
        LocalizedText(
          zhHans: "\(name)证书上没有 \(missing.joined(separator: "、"))",
          en: "in \(language.rawValue), no text says \(missing.joined(separator: ", "))"))
      return
    }
  }
}

extension CertificateTemplate.Field {
  fileprivate func placeholders(in language: Language) -> Set<CertificatePlaceholder> {
    (try? PlaceholderText(text.text(in: language)))?.placeholders ?? []
  }
}

extension CertificateTemplate.Colours {
  fileprivate init?(declared: Declaration) {
    guard let fields = declared.mapping(keys: ["accent", "text", "paper"]) else { return nil }
    let usual = CertificateTemplate.Colours.usual
    let accent = fields["accent"].map { $0.colour() } ?? usual.accent
    let text = fields["text"].map { $0.colour() } ?? usual.text
    let paper = fields["paper"].map { $0.colour() } ?? usual.paper
    guard let accent, let text, let paper else { return nil }
    self.init(accent: accent, text: text, paper: paper)
  }
}

extension Declaration {
  fileprivate func colour() -> String? {
    value(
      expecting: LocalizedText(
        zhHans: "颜色，如 \"#9B1C1C\"（须加引号）", en: "a colour such as \"#9B1C1C\", in quotes")
    ) { text in
      text.utf8.count == 7 && text.hasPrefix("#")
        && text.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit }) ? text : nil
    }
  }

  fileprivate func fileName() -> String? {
    value(
      expecting: LocalizedText(
        zhHans: "模板旁边的 PNG 文件名，如 emblem.png", en: "a PNG beside the template, such as emblem.png")
    ) { text in
      text.lowercased().hasSuffix(".png") && !text.contains("/") && text.count <= 100 ? text : nil
    }
  }

  /// A text whose placeholders are all known.
  fileprivate func field() -> CertificateTemplate.Field? {
    guard let text = localizedText() else { return nil }
    for words in [text.zhHans, text.en].compactMap(\.self) {
      if words.count > CertificateTemplate.mostCharacters {
        note(
          LocalizedText(
            zhHans: "文字最多 \(CertificateTemplate.mostCharacters) 字",
            en: "a text has at most \(CertificateTemplate.mostCharacters) characters"))
      }
      do throws(PlaceholderText.Flaw) {
        _ = try PlaceholderText(words)
      } catch {
        note(error.rule)
        return nil
      }
    }
    return CertificateTemplate.Field(name: field, text: text)
  }

  fileprivate func parts(atMost most: Int, zhHans: String, en: String) -> [Declaration] {
    let parts = list()
    guard parts.count > most else { return parts }
    note(
      LocalizedText(zhHans: "\(zhHans)最多 \(most) 项", en: "there are at most \(most) \(en)"))
    return []
  }

  fileprivate func signature() -> CertificateTemplate.Signature? {
    guard let fields = mapping(keys: ["title", "name"]) else { return nil }
    let title = fields.required("title")?.field()
    let name = fields["name"]?.field()
    guard let title else { return nil }
    return CertificateTemplate.Signature(title: title, name: name)
  }

  fileprivate func variants() -> [CertificateTemplate.Variant] {
    var seen: Set<String> = []
    return parts(atMost: CertificateTemplate.mostVariants, zhHans: "变体", en: "variants")
      .compactMap { declared in
        let fields = declared.mapping(keys: [
          "pack", "rule", "title", "subtitle", "body", "award", "closing",
        ])
        guard let fields else { return nil }
        let pack = fields.required("pack")?.identifier(PolicyPackSubject.self)
        let rule = fields["rule"]?.identifier(PolicyPack.Rule.self)
        let variant = { (name: String) in fields[name]?.field() }
        let (title, subtitle) = (variant("title"), variant("subtitle"))
        let (body, award, closing) = (variant("body"), variant("award"), variant("closing"))
        guard let pack else { return nil }
        if !seen.insert("\(pack) \(rule?.text ?? "")").inserted {
          declared.note(
            LocalizedText(
              zhHans: "同一规则有两个变体", en: "another variant is for the same rule"))
        }
        return CertificateTemplate.Variant(
          pack: pack, rule: rule, title: title, subtitle: subtitle, body: body, award: award,
          closing: closing)
      }
  }
}

extension PlaceholderText.Flaw {
  fileprivate var rule: LocalizedText {
    switch self {
    case .loneBrace:
      return LocalizedText(
        zhHans: "花括号不成对；要印出花括号，请写两个", en: "a brace without its partner; write it twice to print it")
    case .unknown(let name):
      let known = CertificatePlaceholder.allCases.map { "{\($0.rawValue)}" }
        .joined(separator: " ")
      let shown = String(name.prefix(60))
      return LocalizedText(
        zhHans: "没有占位符 {\(shown)}；可用：\(known)",
        en: "there is no placeholder {\(shown)}, but: \(known)")
    }
  }
}
