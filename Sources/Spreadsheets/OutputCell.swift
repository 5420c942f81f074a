/// One value to be written into a spreadsheet or a CSV file.
package enum OutputCell: Equatable, Sendable {
  case empty

  /// Always text, whatever it begins with: never a formula.
  case text(String)

  case integer(Int)

  /// A finite number; at most 15 significant digits are kept.
  case number(Double)

  /// A length of time, not below zero: in a workbook a number that shows as `[h]:mm:ss.000`, in a
  /// CSV file the seconds.
  case duration(milliseconds: Int64)

  /// The cell as a reader of a printed page sees it; a length of time as `1:02:03.045`, or as
  /// `02:03.045` below an hour.
  package var text: String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): DecimalText.text(value)
    case .duration(let milliseconds): Self.clock(milliseconds)
    }
  }

  /// The same, but a length of time as a number of seconds.
  var figure: String {
    guard case .duration(let milliseconds) = self else { return text }
    return DecimalText.text(Double(milliseconds) / 1000)
  }

  private static func clock(_ milliseconds: Int64) -> String {
    func padded(_ number: Int64, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let seconds = milliseconds / 1000
    let rest =
      "\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
      + ".\(padded(milliseconds % 1000, 3))"
    return seconds < 3600 ? rest : "\(seconds / 3600):\(rest)"
  }

  /// How wide the cell is in characters of the default font, where a Chinese character takes two; of
  /// figures with decimals what they take at most in a usual column.
  var columns: Int {
    switch self {
    case .empty: 0
    case .integer(let value): Self.digits(value.magnitude) + (value < 0 ? 1 : 0)
    case .number(let value):
      Self.digits(UInt(exactly: value.magnitude.rounded(.down)) ?? .max) + 5
    case .duration: 13
    case .text(let text):
      text.utf8.reduce(0) { width, byte in
        switch byte {
        case ..<0x80, 0xC0..<0xE0: width + 1
        case 0xE0...: width + 2
        default: width
        }
      }
    }
  }

  private static func digits(_ number: UInt) -> Int {
    var (rest, digits) = (number, 1)
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits
  }
}

/// One column of a written sheet.
package struct OutputColumn: Equatable, Sendable {
  /// The text of the first row.
  package let header: String

  /// In characters of the default font, where a Chinese character takes two; 0 to 255.
  package let width: Double

  /// Decimals that numbers show, 0 to 15; nil for as many as they have.
  package let decimals: Int?

  /// Whether the column becomes as wide as its widest cell, from `width` up to 60.
  package let isFitted: Bool

  /// - Precondition: `width` and `decimals` are within their bounds.
  package init(
    header: String, width: Double = 12, decimals: Int? = nil, isFitted: Bool = false
  ) {
    precondition((0...255).contains(width), "a column is 0 to 255 characters wide")
    precondition((0...15).contains(decimals ?? 0), "numbers show 0 to 15 decimals")
    self.header = header
    self.width = width
    self.decimals = decimals
    self.isFitted = isFitted
  }
}

/// How a sheet is printed: on A4 across, as wide as the page, the header row on every page.
package struct PrintLayout: Equatable, Sendable {
  /// What stands on top of every page.
  package let title: String

  package init(title: String) { self.title = title }
}
