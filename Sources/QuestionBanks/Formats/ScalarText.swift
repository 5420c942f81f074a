/// Looking at single scalars: with an accent after it, a brace is another character to Swift, but
/// still a brace in a file.
extension String {
  /// Whether the bytes of a mark stand anywhere in the text.
  func hasBytes(of mark: String) -> Bool { utf8.firstRange(of: mark.utf8) != nil }

  /// The text with each of the scalars replaced.
  func replacingScalars(_ replacements: [Unicode.Scalar: String]) -> String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let replacement = replacements[scalar] {
        text += replacement.unicodeScalars
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// Whether it has no white space at its ends.
  var isTrimmed: Bool {
    unicodeScalars.first?.isSpace != true
      && unicodeScalars.last?.isSpace != true
  }

  /// Whether XML 1.0 can hold every character.
  var isXMLText: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...0x10FFFF: true
      default: false
      }
    }
  }
}

extension StringProtocol {
  /// The text without surrounding white space; an accent that follows white space stays.
  var scalarTrimmed: String {
    if let first = unicodeScalars.first, !first.isSpace,
      unicodeScalars.last?.isSpace == false
    {
      return String(self)
    }
    let inner = unicodeScalars.drop(while: \.isSpace)
    guard let last = inner.lastIndex(where: { !$0.isSpace }) else { return "" }
    return String(String.UnicodeScalarView(inner[...last]))
  }
}
