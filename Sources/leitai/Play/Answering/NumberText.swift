/// A decimal number as the server takes it: `12`, `-0.5`, `+3.20`, `1.2e-3`; up to 12 decimals,
/// below 1,000,000,000,000 in magnitude.
enum NumberText {
  private static let bytes = 80
  private static let decimals = 12
  /// Before the point and behind it together.
  private static let digits = 24

  /// The number in ASCII, without surrounding space and otherwise as it was typed; `nil` for what
  /// is none. Full-width characters are understood.
  static func reading(_ typed: String) -> String? {
    let text = typed.halfWidth.trimmingSpace.replacing("−", with: "-")
    guard text.utf8.count <= bytes, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard parts.count <= 2, let exponent = exponent(parts.dropFirst().first) else { return nil }
    let halves = unsigned(parts[0]).split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, halves.allSatisfy({ $0.allSatisfy(\.isNumber) }),
      halves.contains(where: { !$0.isEmpty })
    else { return nil }
    let fraction = halves.count == 2 ? halves[1] : ""
    return fits(halves[0] + fraction, shift: exponent - fraction.count + decimals) ? text : nil
  }

  /// One or two digits with or without a sign; 0 when there is none.
  private static func exponent(_ text: Substring?) -> Int? {
    guard let text else { return 0 }
    let size = unsigned(text)
    guard (1...2).contains(size.count), size.allSatisfy(\.isNumber), let power = Int(size) else {
      return nil
    }
    return text.first == "-" ? -power : power
  }

  private static func unsigned(_ text: Substring) -> Substring {
    text.first == "-" || text.first == "+" ? text.dropFirst() : text
  }

  /// Whether digits, times ten to the power of the shift, are a whole number within the bounds.
  private static func fits(_ digits: Substring, shift: Int) -> Bool {
    let significant = digits.drop { $0 == "0" }
    guard !significant.isEmpty else { return true }
    let zeros = significant.reversed().prefix { $0 == "0" }.count
    return significant.count <= Self.digits && significant.count + shift <= Self.digits
      && zeros + shift >= 0
  }
}

extension StringProtocol {
  /// The text with full-width ASCII (`Ａ`, `１`, `．`) and the ideographic space in half width.
  var halfWidth: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(scalar.halfWidth) }
    return String(text)
  }

  /// The text without white space at its ends.
  var trimmingSpace: String {
    let inner = drop(while: \.isWhitespace)
    return inner.lastIndex { !$0.isWhitespace }.map { String(inner[...$0]) } ?? ""
  }
}

extension Unicode.Scalar {
  /// Full-width forms (U+FF01 to U+FF5E) stand for the ASCII characters 0xFEE0 below them.
  var halfWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(UInt8(value - 0xFEE0))
    case 0x3000: " "
    default: self
    }
  }
}
