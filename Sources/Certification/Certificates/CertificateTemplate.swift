package import Contests

/// How a contest's certificates look on paper: a YAML file with texts, colours and signature lines.
///
/// A template is its text and its emblem. A version never changes; a correction is a new version.
package struct CertificateTemplate: Sendable {
  /// One field of the page with its text in each language, in which placeholders stand for what the
  /// certificate says.
  package struct Field: Hashable, Sendable {
    /// Its name in the file, such as `details[1]`.
    package let name: String
    /// With placeholders.
    package let text: LocalizedText

    package init(name: String, text: LocalizedText) {
      self.name = name
      self.text = text
    }
  }

  /// A line on which somebody signs.
  package struct Signature: Hashable, Sendable {
    /// Such as 裁判长.
    package let title: Field
    /// A printed name; absent where one signs by hand.
    package let name: Field?
  }

  /// The fields of the page, in the order in which they stand on it.
  package struct Texts: Sendable {
    package var title: Field
    /// Absent: none.
    package var subtitle: Field?
    package var heading: Field
    package var body: Field
    package var award: Field
    /// Absent: none.
    package var closing: Field?
    /// At most `mostDetails`.
    package var details: [Field]
    /// At most `mostSignatures`.
    package var signatures: [Signature]
    package var issuer: Field
    package var date: Field
  }

  /// Colours as `#9B1C1C`.
  package struct Colours: Hashable, Sendable {
    package let accent: String
    package let text: String
    package let paper: String

    /// What a template has that names none.
    package static let usual = Colours(accent: "#9B1C1C", text: "#222222", paper: "#FFFDF7")
  }

  /// What differs for the certificates of one pack, or of one of its rules.
  struct Variant: Sendable {
    let pack: PackID
    /// Absent: every rule of the pack.
    let rule: RuleID?
    let title: Field?
    let subtitle: Field?
    let body: Field?
    let award: Field?
    let closing: Field?
  }

  private let texts: Texts
  private let variants: [Variant]
  package let colours: Colours
  /// The name of the picture's file beside the template; absent: no emblem.
  package let emblem: String?
  /// The YAML exactly as it was read.
  package let text: String

  init(
    texts: Texts, variants: [Variant], colours: Colours, emblem: String?, text: String
  ) {
    self.texts = texts
    self.variants = variants
    self.colours = colours
    self.emblem = emblem
    self.text = text
  }

  package static let mostDetails = 8
  package static let mostSignatures = 4
  /// Variants of one template; one with more is refused.
  package static let mostVariants = 100
  /// Characters of one text in one language.
  package static let mostCharacters = 600

  /// The texts for certificates by a rule: those of the rule, else of its pack, else of the template.
  package func texts(pack: PackID, rule: RuleID) -> Texts {
    var texts = texts
    let fitting = variants.filter { $0.pack == pack && ($0.rule ?? rule) == rule }
    for variant in fitting.sorted(by: { $0.rule == nil && $1.rule != nil }) {
      texts.title = variant.title ?? texts.title
      texts.subtitle = variant.subtitle ?? texts.subtitle
      texts.body = variant.body ?? texts.body
      texts.award = variant.award ?? texts.award
      texts.closing = variant.closing ?? texts.closing
    }
    return texts
  }
}
