/// How the texts given for blanks are compared with the accepted ones. Width and white space never
/// matter.
package struct BlankRule: Hashable, Sendable {
  /// Whether the blanks may be filled in any order; what is accepted for one blank then counts once.
  package let isAnyOrder: Bool
  /// Whether `mpa` is wrong where `MPa` is accepted.
  package let isCaseSensitive: Bool

  package init(isAnyOrder: Bool = false, isCaseSensitive: Bool = false) {
    self.isAnyOrder = isAnyOrder
    self.isCaseSensitive = isCaseSensitive
  }

  /// In the order of the blanks, without regard to case.
  package static let standard = BlankRule()

  /// A text as the rule compares it: two that are folded equal are equal answers.
  package func folded(_ text: String) -> String {
    let wide = text.halfWidth
    return (isCaseSensitive ? wide : wide.lowercased()).filter { !$0.isWhitespace }
  }
}

extension BlankRule {
  /// What stands before a key to say the rule; empty for the standard one.
  var marks: String { (isAnyOrder ? "[any-order]" : "") + (isCaseSensitive ? "[case]" : "") }

  /// Takes the marks from the beginning of a key: `[any-order]` or `[不分顺序]`, `[case]` or
  /// `[区分大小写]`, in either order.
  static func read(_ text: some StringProtocol) -> (rule: BlankRule, rest: Substring) {
    var rule = BlankRule.standard
    var rest = Substring(text)
    while let (name, after) = mark(rest) {
      if anyOrder.contains(name) {
        rule = BlankRule(isAnyOrder: true, isCaseSensitive: rule.isCaseSensitive)
      } else if caseSensitive.contains(name) {
        rule = BlankRule(isAnyOrder: rule.isAnyOrder, isCaseSensitive: true)
      } else {
        break
      }
      rest = after
    }
    return (rule, rest)
  }

  private static let anyOrder: Set = ["any-order", "any order", "不分顺序", "任意顺序"]
  private static let caseSensitive: Set = ["case", "区分大小写"]

  /// What stands in brackets at the beginning, and what follows.
  private static func mark(_ text: Substring) -> (name: String, rest: Substring)? {
    let start = text.drop(while: \.isWhitespace)
    guard let first = start.first, first == "[" || first == "［" else { return nil }
    let inner = start.dropFirst()
    guard let end = inner.prefix(20).firstIndex(where: { $0 == "]" || $0 == "］" }) else {
      return nil
    }
    return (inner[..<end].halfWidth.trimmed.lowercased(), inner[inner.index(after: end)...])
  }
}
