extension Character {
  /// The columns that a terminal gives it: 2 for Chinese characters, full-width forms and emoji, 0
  /// for controls and what only modifies its neighbour, else 1.
  ///
  /// Widths as of Unicode's EastAsianWidth.txt (W and F are wide, ambiguous ones are narrow).
  var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    if unicodeScalars.contains("\u{FE0F}") { return 2 }
    return first.columns
  }
}

extension Unicode.Scalar {
  fileprivate var columns: Int {
    if value < 0x7F { return value < 0x20 ? 0 : 1 }
    switch properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator:
      return 0
    default: return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x25FD...0x25FE,
    0x2614...0x2615, 0x2648...0x2653, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE,
    0x26C4...0x26C5, 0x26D4...0x26D4, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
    0x1F1E6...0x1F265, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F7E0...0x1F7F0,
    0x1F90C...0x1FAFF, 0x20000...0x3FFFD,
  ]
}

extension StringProtocol {
  /// The columns that a terminal gives to the text on one line.
  var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension String {
  /// The text with spaces after it, or before it, to be `width` columns wide; longer ones stay.
  func padded(to width: Int, leading: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - columns))
    return leading ? gap + self : self + gap
  }

  /// The text cut to at most `width` columns; an ellipsis shows that something is missing.
  func truncated(to width: Int) -> String {
    guard columns > width else { return self }
    var kept = ""
    var used = 0
    for character in self {
      guard used + character.columns <= width - 1 else { break }
      kept.append(character)
      used += character.columns
    }
    return width > 0 ? kept + "…" : ""
  }

  /// The text without anything that steers a terminal: somebody else wrote it.
  ///
  /// Line feeds stay, tabs become spaces; other controls and what turns the direction of writing
  /// become U+FFFD.
  var withoutControls: String {
    guard unicodeScalars.contains(where: { $0.steersTerminals && $0 != "\n" }) else { return self }
    var clean = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": clean.append(scalar)
      case "\t": clean.append(" ")
      case "\r": continue
      default: clean.append(scalar.steersTerminals ? "\u{FFFD}" : scalar)
      }
    }
    return String(clean)
  }
}

extension Unicode.Scalar {
  fileprivate var steersTerminals: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
