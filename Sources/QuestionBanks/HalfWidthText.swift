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
    if let first = unicodeScalars.first, let last = unicodeScalars.last,
      first.isPlainlyVisible, last.isPlainlyVisible
    {
      return String(self)
    }
    let inner = drop(while: \.isWhitespace)
    return inner.lastIndex { !$0.isWhitespace }.map { String(inner[...$0]) } ?? ""
  }
}

extension Unicode.Scalar {
  /// Whether it is neither white space nor ever part of a character that is: ASCII, Chinese and
  /// full-width signs, which need no look at the tables of Unicode.
  fileprivate var isPlainlyVisible: Bool {
    switch value {
    case 0x21...0x7E, 0x3001...0x3020, 0x4E00...0x9FFF, 0xFF01...0xFF5E: true
    default: false
    }
  }
}
