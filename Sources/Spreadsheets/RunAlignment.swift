import Archives

/// Raised and lowered pieces of rich text, which a plain text would run together: 10⁻³ is not 10-3.
enum RunAlignment {
  case superscript
  case `subscript`

  /// The `val` attribute of `vertAlign`: ECMA-376 part 1, 22.9.2.17; absent for the base line.
  init?(_ attributes: XMLAttributes) {
    switch attributes.string("val") {
    case "superscript": self = .superscript
    case "subscript": self = .subscript
    default: return nil
    }
  }

  /// The piece in signs of Unicode, or as `^(…)` and `_(…)` where one of its signs has no such form.
  func text(_ piece: String) -> String {
    let signs = self == .superscript ? Self.raised : Self.lowered
    var text = String.UnicodeScalarView()
    for scalar in piece.unicodeScalars {
      if scalar.properties.isWhitespace {
        text.append(scalar)
      } else if let sign = signs[scalar] {
        text.append(sign)
      } else {
        return "\(self == .superscript ? "^" : "_")(\(piece))"
      }
    }
    return String(text)
  }

  private static let raised = pairs("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
  private static let lowered = pairs(
    "0123456789+-−=()aeioruvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢₒᵣᵤᵥₓ")

  private static func pairs(_ plain: String, _ signs: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, signs.unicodeScalars))
  }
}
