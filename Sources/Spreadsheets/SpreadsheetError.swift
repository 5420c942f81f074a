package import Archives

/// Why a spreadsheet could not be read or written. `limit` is the limit that was passed.
package enum SpreadsheetError: Error, Equatable, Sendable {
  /// The bytes are not a zip archive, or it holds no workbook.
  case notAWorkbook

  /// An .xls or .xlsb workbook, or one locked with a password.
  case unsupportedWorkbook

  /// The zip archive of an .xlsx is damaged, unsafe or too large.
  case archive(ArchiveError)

  /// Not well-formed, or nested deeper than any spreadsheet.
  case malformedXML(SpreadsheetPlace)

  /// A document type declaration, the carrier of entity attacks. No spreadsheet has one.
  case forbiddenDoctype(SpreadsheetPlace)

  /// Well-formed, but not what the format allows: rows out of order, an unknown shared string.
  case malformedContent(SpreadsheetPlace)

  case tooManySheets(limit: Int)
  case tooManyRows(SpreadsheetPlace, limit: Int)
  case tooManyColumns(SpreadsheetPlace, limit: Int)
  case tooManyCells(SpreadsheetPlace, limit: Int)
  case tooManyMergedRanges(SpreadsheetPlace, limit: Int)
  case cellTooLong(SpreadsheetPlace, limit: Int)

  /// CSV bytes that are neither UTF-8, UTF-16 with a byte order mark nor GB18030, or not text.
  case undecodableText(SpreadsheetPlace)

  /// CSV text longer than `limit` bytes.
  case textTooLarge(limit: Int)

  /// The quote that opens at the place has no end.
  case unterminatedQuote(SpreadsheetPlace)

  /// Characters follow the closing quote of a CSV field.
  case strayQuote(SpreadsheetPlace)

  case tooManyPictures(limit: Int)

  /// Bytes of all pictures together.
  case picturesTooLarge(limit: Int)

  /// A picture that is neither PNG nor JPEG nor GIF.
  case unwritablePicture(SpreadsheetPlace)

  /// Empty, longer than 31, taken, or with one of `[ ] : * ? / \` or an apostrophe at an end.
  case invalidSheetName(String)

  /// A number to be written that is infinite or not a number.
  case unwritableNumber(SpreadsheetPlace)
}

/// Where in a file something is, as far as it is known.
package struct SpreadsheetPlace: Equatable, Sendable {
  /// The entry of an .xlsx archive, such as `xl/worksheets/sheet1.xml`.
  package var part: String?

  /// The text of its tab.
  package var sheet: String?

  /// One-based, as the file numbers it.
  package var row: Int?

  /// Zero-based.
  package var column: Int?

  /// - Parameters:
  ///   - row: one-based.
  ///   - column: zero-based.
  package init(
    part: String? = nil, sheet: String? = nil, row: Int? = nil, column: Int? = nil
  ) {
    self.part = part
    self.sheet = sheet
    self.row = row
    self.column = column
  }
}

extension SpreadsheetError {
  /// What an error of the archive or of a part's XML means for a workbook.
  ///
  /// - Parameter place: where the reader was; the lines of a part tell the sender of an .xlsx
  ///   nothing.
  init(_ error: ArchiveError, at place: SpreadsheetPlace = SpreadsheetPlace()) {
    self =
      switch error {
      case .notAnArchive: .notAWorkbook
      case .foreignContainer: .unsupportedWorkbook
      case .malformedXML: .malformedXML(place)
      case .forbiddenDoctype: .forbiddenDoctype(place)
      default: .archive(error)
      }
  }

  /// Where the error is; without sheet, row and column when it concerns the whole file.
  package var place: SpreadsheetPlace {
    switch self {
    case .malformedXML(let place), .forbiddenDoctype(let place), .malformedContent(let place),
      .tooManyRows(let place, _), .tooManyColumns(let place, _), .tooManyCells(let place, _),
      .tooManyMergedRanges(let place, _), .cellTooLong(let place, _), .undecodableText(let place),
      .unterminatedQuote(let place), .strayQuote(let place), .unwritableNumber(let place),
      .unwritablePicture(let place):
      place
    default: SpreadsheetPlace()
    }
  }
}
