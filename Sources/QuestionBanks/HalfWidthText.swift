extension StringProtocol {
  /// The same text with full-width ASCII (`Ａ`, `１`, `；`) and the ideographic space as their
  /// half-width forms.
  package var halfWidth: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: text.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3000: text.append(" ")
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  /// The text without surrounding white space.
  package var trimmed: String {
    let inner = drop(while: \.isWhitespace)
    return inner.lastIndex { !$0.isWhitespace }.map { String(inner[...$0]) } ?? ""
  }
}
