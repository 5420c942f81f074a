package import Contests

/// What a template may have printed of a certificate, written `{name}`.
package enum CertificatePlaceholder: String, CaseIterable, Sendable {
  /// The holder's name.
  case name
  /// Such as 居民身份证.
  case identityKind = "identity-kind"
  /// The masked number of that paper.
  case identityNumber = "identity-number"
  /// The contest's title.
  case contest
  /// The event's title.
  case event
  /// Such as 获奖证书.
  case kind
  /// Such as 一等奖.
  case award
  /// Who issues it.
  case issuer
  /// The day of issue in the contest's time zone.
  case date
  /// The last day on which it holds; 长期 where there is none.
  case validUntil = "valid-until"
  /// The certificate's number.
  case number

  /// What every certificate says: who, for what, by whom, when, under which number.
  static let needed: [CertificatePlaceholder] = [
    .name, .contest, .event, .award, .issuer, .date, .number,
  ]
}

/// A template's text cut into plain parts and placeholders.
struct PlaceholderText {
  enum Part: Equatable {
    case plain(String)
    case placeholder(CertificatePlaceholder)
  }

  let parts: [Part]

  /// Why a text cannot be read.
  enum Flaw: Error, Equatable {
    /// A brace without its partner; a brace itself is written twice.
    case loneBrace
    case unknown(String)
  }

  init(_ text: String) throws(Flaw) {
    var parts: [Part] = []
    var plain = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "{" || character == "}" else {
        plain.append(character)
        continue
      }
      if rest.first == character {
        plain.append(character)
        rest.removeFirst()
        continue
      }
      guard character == "{", let end = rest.firstIndex(of: "}") else { throw .loneBrace }
      let name = String(rest[..<end])
      guard let placeholder = CertificatePlaceholder(rawValue: name) else { throw .unknown(name) }
      if !plain.isEmpty { parts.append(.plain(plain)) }
      plain = ""
      parts.append(.placeholder(placeholder))
      rest = rest[rest.index(after: end)...]
    }
    if !plain.isEmpty { parts.append(.plain(plain)) }
    self.parts = parts
  }

  var placeholders: Set<CertificatePlaceholder> {
    Set(
      parts.compactMap { part in
        if case .placeholder(let placeholder) = part { placeholder } else { nil }
      })
  }
}

extension CertificateTemplate.Field {
  /// The text in a language, with what the certificate says in place of the placeholders.
  package func text(
    in language: Language, _ value: (CertificatePlaceholder) -> String
  ) -> String {
    // It was read before, when the template was.
    guard let text = try? PlaceholderText(text.text(in: language)) else { return "" }
    return text.parts.map { part in
      switch part {
      case .plain(let plain): plain
      case .placeholder(let placeholder): value(placeholder)
      }
    }.joined()
  }
}
