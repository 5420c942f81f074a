import Archives

extension XMLElement {
  /// The name as QTI 2 spells it: `choiceInteraction` also for `qti-choice-interaction`.
  var qtiName: String {
    name.hasPrefix("qti-") ? QTISpelling.camelCase(name.dropFirst(4)) : name
  }

  /// An attribute by its name in QTI 2, whichever version the document is.
  func qti(_ attribute: String) -> String? {
    attributes[attribute] ?? attributes[QTISpelling.kebabCase(attribute)]
  }

  /// The child elements, in order.
  var elements: [XMLElement] {
    children.compactMap { if case .element(let child) = $0 { child } else { nil } }
  }

  /// The first child of this name in QTI 2.
  func qtiFirst(_ name: String) -> XMLElement? {
    for case .element(let child) in children where child.qtiName == name { return child }
    return nil
  }

  /// The children of this name in QTI 2, in order.
  func qtiAll(_ name: String) -> [XMLElement] { elements.filter { $0.qtiName == name } }

  /// The elements inside that a condition holds for, in order; what is inside those is not
  /// searched.
  func qtiOutermost(where condition: (XMLElement) -> Bool) -> [XMLElement] {
    elements.flatMap { condition($0) ? [$0] : $0.qtiOutermost(where: condition) }
  }

  /// Whether an element that a condition holds for is inside.
  func qtiHolds(where condition: (XMLElement) -> Bool) -> Bool {
    elements.contains { condition($0) || $0.qtiHolds(where: condition) }
  }

  /// Whether something is to be answered here.
  var isInteraction: Bool { qtiName.hasSuffix("Interaction") }

  func hasClass(_ name: String) -> Bool {
    guard let classes = attributes["class"] else { return false }
    return classes.split(whereSeparator: \.isWhitespace).contains { $0 == name }
  }
}

/// How the versions of QTI spell names: `matchMax` in 2, `match-max` in 3.
enum QTISpelling {
  static func camelCase(_ name: some StringProtocol) -> String {
    var camel = ""
    var isFirst = false
    for character in name {
      if character == "-" {
        isFirst = true
      } else {
        camel += isFirst ? character.uppercased() : String(character)
        isFirst = false
      }
    }
    return camel
  }

  static func kebabCase(_ name: some StringProtocol) -> String {
    name.reduce(into: "") { kebab, character in
      if character.isUppercase { kebab += "-" }
      kebab += character.lowercased()
    }
  }
}

/// The classes by which Leitai knows its own items again. They say nothing to other systems.
enum QTIClass {
  /// White space counts as it stands.
  static let text = "leitai-text"
  /// A paragraph with nothing but the entry of the answer: it is no part of the stem.
  static let answer = "leitai-answer"
  static let unit = "leitai-unit"
  static let passage = "leitai-passage"
  /// A choice between two options that is no true/false question, whatever they say.
  static let single = "leitai-single"
}
