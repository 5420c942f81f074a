/// One value of a sheet, as the program that saved the file stored it.
package enum Cell: Equatable, Sendable {
  /// Nothing was stored, or a text of no characters.
  case empty

  /// Characters, with the line breaks of the file. CSV has no other kind.
  case text(String)

  /// A finite number. `text` is what the file wrote, such as `0.28999999999999998`.
  case number(Double, text: String, style: NumberStyle)

  case boolean(Bool)

  /// ISO 8601 without a zone: `2026-03-01`, `2026-03-01T09:30:00`, or for a cell that shows only
  /// a time or a duration `09:30:00`, with hours from 24 up in a duration.
  case date(iso: String)

  /// A computed cell. `expression` has no leading `=` and is empty where the cell shares the
  /// formula of another one; `cached` is the text last computed, empty if none was stored.
  /// Stored apart, so that the commoner cells take 32 bytes and not 40.
  indirect case formula(expression: String, cached: String)

  /// An error value, such as `#N/A`.
  case error(String)

  /// How the sheet shows a number, as far as it changes what the number says.
  package enum NumberStyle: Equatable, Sendable {
    case general

    /// 0.7 is shown as 70%.
    case percent

    /// 123 is shown as 00123 in a width of 5 digits: numbers of admission tickets, for instance.
    case zeroPadded(width: UInt8)

    /// 11 is shown as 11.0 with one decimal, and 1234.5 as 1,234.50 with two and with thousands.
    case fixed(decimals: UInt8, hasThousands: Bool)
  }
}

extension Cell {
  /// What a reader of the sheet sees: `70%` for 0.7 in a percent style, `TRUE` or `FALSE`, the
  /// cached text of a formula, and no trailing `.0`.
  ///
  /// A number shows at most 15 significant digits, as in Excel, and all of them: how many decimals
  /// the style asks for is not applied, since rounding would lose what the author typed;
  /// `formattedText` applies it.
  package var displayText: String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .number(let value, _, let style): DecimalText.text(value, style: style)
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .date(let iso): iso
    case .formula(_, let cached): cached
    case .error(let text): text
    }
  }

  /// The same with as many decimals as the style asks for, rounded half away from zero, and with
  /// its thousands: what a text that people read should say, and no program should reckon with.
  package var formattedText: String {
    if case .number(let value, _, .fixed(let decimals, let hasThousands)) = self {
      DecimalText.fixed(value, decimals: Int(decimals), hasThousands: hasThousands)
    } else {
      displayText
    }
  }

  /// Whether the sheet shows nothing here: empty, or a text of white space only.
  ///
  /// A formula is never blank, even when it shows nothing: whoever refuses formulas must see it.
  package var isBlank: Bool {
    switch self {
    case .empty: true
    case .text(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    case .number, .boolean, .date, .formula, .error: false
    }
  }

  /// Whether the sheet shows the number as a percentage.
  package var isPercent: Bool {
    if case .number(_, _, .percent) = self { true } else { false }
  }

  /// Whether a number has more digits than Excel keeps, which is 15: an identity number that was
  /// typed as a number comes out of the file with its last digits lost.
  package var exceedsExactDigits: Bool {
    if case .number(let value, _, _) = self { value.magnitude >= 1e15 } else { false }
  }
}
