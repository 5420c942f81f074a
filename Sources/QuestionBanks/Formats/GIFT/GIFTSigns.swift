/// A character of a GIFT question: one that a backslash made ordinary is told from one that means
/// something.
struct GIFTSign: Equatable {
  let scalar: Unicode.Scalar
  var isEscaped = false

  /// Whether the character means what GIFT uses it for.
  static func ~= (meaning: Unicode.Scalar, sign: GIFTSign) -> Bool {
    !sign.isEscaped && sign.scalar == meaning
  }
}

typealias GIFTSigns = ArraySlice<GIFTSign>

extension GIFTSigns {
  /// Reads `\:`, `\#`, `\=`, `\{`, `\}`, `\~`, `\\` and `\n`; any other backslash stands for
  /// itself.
  ///
  /// - Parameter lines: each without its end.
  init(_ lines: [String]) {
    var signs: [GIFTSign] = []
    for (number, line) in lines.enumerated() {
      if number > 0 { signs.append(GIFTSign(scalar: "\n")) }
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if isEscaped {
          isEscaped = false
          switch scalar {
          case ":", "#", "=", "{", "}", "~", "\\":
            signs.append(GIFTSign(scalar: scalar, isEscaped: true))
            continue
          case "n":
            signs.append(GIFTSign(scalar: "\n", isEscaped: true))
            continue
          default: signs.append(GIFTSign(scalar: "\\", isEscaped: true))
          }
        } else if scalar == "\\" {
          isEscaped = true
          continue
        }
        signs.append(GIFTSign(scalar: scalar))
      }
      if isEscaped { signs.append(GIFTSign(scalar: "\\", isEscaped: true)) }
    }
    self = signs[...]
  }

  /// The characters.
  var text: String { String(String.UnicodeScalarView(map(\.scalar))) }

  /// Without white space at the ends that is not escaped.
  var trimmedSigns: GIFTSigns {
    func isSpace(_ sign: GIFTSign) -> Bool {
      !sign.isEscaped && sign.scalar.properties.isWhitespace
    }
    let inner = drop(while: isSpace)
    guard let last = inner.lastIndex(where: { !isSpace($0) }) else { return inner.prefix(0) }
    return inner[...last]
  }

  func firstIndex(ofMeaning scalar: Unicode.Scalar) -> Int? { firstIndex { scalar ~= $0 } }

  /// Where the mark, none of it escaped, first begins.
  func firstIndex(ofMark mark: String) -> Int? {
    let mark = Array(mark.unicodeScalars)
    return indices.first { isMark(mark, at: $0) }
  }

  /// Where the mark, none of it escaped, last begins.
  func lastIndex(ofMark mark: String) -> Int? {
    let mark = Array(mark.unicodeScalars)
    return indices.last { isMark(mark, at: $0) }
  }

  func hasPrefix(mark: String) -> Bool {
    !isEmpty && isMark(Array(mark.unicodeScalars), at: startIndex)
  }

  private func isMark(_ mark: [Unicode.Scalar], at start: Int) -> Bool {
    guard start + mark.count <= endIndex else { return false }
    for (offset, scalar) in mark.enumerated() where !(scalar ~= self[start + offset]) {
      return false
    }
    return true
  }

  /// Takes `[html]` and the like from the beginning.
  func splitFormat() -> (format: MoodleTextFormat?, text: GIFTSigns) {
    guard let first, "[" ~= first, let end = prefix(12).firstIndex(ofMeaning: "]") else {
      return (nil, self)
    }
    let name = self[(startIndex + 1)..<end]
    guard !name.contains(where: \.isEscaped),
      let format = MoodleTextFormat(name: name.text.lowercased())
    else { return (nil, self) }
    return (format, self[(end + 1)...])
  }

  /// Takes a weight such as `%50%` or `%-33.333%` from the beginning.
  func splitWeight() -> (weight: ExactNumber?, text: GIFTSigns) {
    guard let first, "%" ~= first, let end = dropFirst().prefix(16).firstIndex(ofMeaning: "%"),
      let weight = ExactNumber(self[(startIndex + 1)..<end].text)
    else { return (nil, self) }
    return (weight, self[(end + 1)...])
  }

  /// The part before feedback.
  var withoutFeedback: GIFTSigns { prefix { !("#" ~= $0) } }
}
