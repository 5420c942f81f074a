/// A language in which Leitai speaks to people.
package enum Language: String, Sendable, CaseIterable, Codable {
  case zhHans = "zh-Hans"
  case en

  /// The first known language of an HTTP `Accept-Language` header or a POSIX locale name;
  /// Chinese when none is known.
  package init(preference: String?) {
    for part in (preference ?? "").lowercased().split(whereSeparator: { ",;. ".contains($0) }) {
      if part.hasPrefix("zh") {
        self = .zhHans
        return
      }
      if part.hasPrefix("en") || part == "c" || part == "posix" {
        self = .en
        return
      }
    }
    self = .zhHans
  }
}

/// The same text in the languages in which its author gave it; at least one is present.
package struct LocalizedText: Hashable, Sendable, Codable {
  package let zhHans: String?
  package let en: String?

  /// `nil` when both texts are absent.
  package init?(zhHans: String?, en: String?) {
    guard zhHans != nil || en != nil else { return nil }
    self.zhHans = zhHans
    self.en = en
  }

  package init(zhHans: String, en: String) {
    self.zhHans = zhHans
    self.en = en
  }

  /// The text in `language`, or in the other one when it was not given.
  package func text(in language: Language) -> String {
    switch language {
    case .zhHans: zhHans ?? en ?? ""
    case .en: en ?? zhHans ?? ""
    }
  }
}

/// A number with its noun in English: `1 error`, `2 errors`.
package func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
