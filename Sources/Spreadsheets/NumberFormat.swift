/// What the number format of a cell makes of its number.
enum NumberFormat: Equatable {
  case number(Cell.NumberStyle)
  case date(DateLayout)

  /// What a date format shows.
  struct DateLayout: Equatable {
    var hasDate = false
    var hasTime = false

    /// Whether hours run on past 24, as `[h]:mm` does for a duration.
    var isElapsed = false
  }

  /// A format known by number alone: ECMA-376 part 1, 18.8.30, with the East Asian ones as the
  /// Chinese editions show them. A number without a meaning of its own is general.
  static func builtIn(_ identifier: Int) -> NumberFormat {
    switch identifier {
    case 2: .number(.fixed(decimals: 2, hasThousands: false))
    case 3, 37, 38: .number(.fixed(decimals: 0, hasThousands: true))
    case 4, 39, 40: .number(.fixed(decimals: 2, hasThousands: true))
    case 9, 10: .number(.percent)
    case 14...17, 27...31, 36, 50...54, 57, 58: .date(DateLayout(hasDate: true))
    case 18...21, 32...35, 45, 47, 55, 56: .date(DateLayout(hasTime: true))
    case 22: .date(DateLayout(hasDate: true, hasTime: true))
    case 46: .date(DateLayout(hasTime: true, isElapsed: true))
    default: .number(.general)
    }
  }

  /// The meaning of a format code such as `yyyy"年"m"月"d"日"`, `0.0%` or `00000`, from its first
  /// section, the one for positive numbers.
  static func custom(_ code: String) -> NumberFormat {
    if code.lowercased().hasPrefix("general") { return .number(.general) }
    if code.utf8.count >= 2, code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }) {
      return .number(.zeroPadded(width: UInt8(clamping: code.utf8.count)))
    }
    if let style = fixed(code) { return .number(style) }
    var scan = FormatScan(code.unicodeScalars)
    scan.run()
    if let layout = scan.layout { return .date(layout) }
    return .number(scan.hasPercent ? .percent : .general)
  }

  /// `0.0`, `0.00_ `, `#,##0`, `#,##0.00_);(#,##0.00)`: decimals, thousands or both. A plain `0` is
  /// what programs put on numbers of any kind, and rounds none here.
  private static func fixed(_ code: String) -> Cell.NumberStyle? {
    var first = code.prefix { $0 != ";" }
    if first.dropLast().last == "_" { first = first.dropLast(2) }
    let hasThousands = first.hasPrefix("#,##0")
    guard hasThousands || first.hasPrefix("0") else { return nil }
    let rest = first.dropFirst(hasThousands ? 5 : 1)
    let decimals = rest.dropFirst()
    guard rest.isEmpty ? hasThousands : rest.first == "." && (1...15).contains(decimals.count),
      decimals.allSatisfy({ $0 == "0" })
    else { return nil }
    return .fixed(decimals: UInt8(decimals.count), hasThousands: hasThousands)
  }
}

/// Reads the letters of a format code that stand neither in quotes nor behind an escape.
private struct FormatScan {
  private var rest: String.UnicodeScalarView.SubSequence
  private var letters: Set<Unicode.Scalar> = []
  private var isElapsed = false
  private(set) var hasPercent = false

  init(_ code: String.UnicodeScalarView) {
    rest = code[...]
  }

  /// What dates it shows, or nil if it is a format of numbers. An `m` is a minute beside hours or
  /// seconds unless the format shows days or years too, and a month otherwise.
  var layout: NumberFormat.DateLayout? {
    let hasClock = isElapsed || letters.contains("h") || letters.contains("s")
    let hasCalendar = letters.contains("y") || letters.contains("d")
    let hasMonthOnly = letters.contains("m") && !hasClock
    guard hasClock || hasCalendar || hasMonthOnly else { return nil }
    return NumberFormat.DateLayout(
      hasDate: hasCalendar || hasMonthOnly, hasTime: hasClock, isElapsed: isElapsed)
  }

  mutating func run() {
    while let scalar = rest.popFirst() {
      switch scalar {
      case ";": return
      case "\"": skip(past: "\"")
      case "[": readBrackets()
      case "\\", "_", "*": _ = rest.popFirst()
      case "%": hasPercent = true
      case "y", "Y": letters.insert("y")
      case "m", "M": letters.insert("m")
      case "d", "D": letters.insert("d")
      case "h", "H": letters.insert("h")
      case "s", "S": letters.insert("s")
      default: break
      }
    }
  }

  /// Brackets hold a colour, a condition or a locale, or count a duration: `[h]`, `[mm]`, `[s]`.
  private mutating func readBrackets() {
    let inside = rest.prefix { $0 != "]" }
    skip(past: "]")
    guard let first = inside.first, inside.allSatisfy({ $0 == first }) else { return }
    if ["h", "m", "s", "H", "M", "S"].contains(first) { isElapsed = true }
  }

  private mutating func skip(past end: Unicode.Scalar) {
    while let scalar = rest.popFirst(), scalar != end {}
  }
}
