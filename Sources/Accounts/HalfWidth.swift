extension String {
  /// The text with full-width letters, digits, signs and spaces, as Chinese input methods give
  /// them, turned into their ASCII forms: `７Ｋ－` becomes `7K-`.
  var halfWidth: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        text.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3000:
        text.append(" ")
      default:
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The text without white space (and byte order marks) at either end.
  var trimmed: String {
    func isSpace(_ character: Character) -> Bool {
      character.isWhitespace || character == "\u{FEFF}"
    }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(self[first...last])
  }
}
