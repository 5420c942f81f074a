package import Contests

/// A place in a file that an organizer wrote.
///
/// Every text of an import has one: it takes 24 bytes and not the 48 of two optional integers.
package struct FilePlace: Hashable, Sendable {
  /// The sheet's name; absent for files without sheets.
  package let sheet: String?
  /// -1 where absent.
  private let storedRow: Int32
  private let storedColumn: Int32

  /// - Parameters:
  ///   - row: not negative; the largest that can be told is 2,147,483,647.
  ///   - column: the same.
  package init(sheet: String? = nil, row: Int? = nil, column: Int? = nil) {
    self.sheet = sheet
    storedRow = Int32(clamping: row ?? -1)
    storedColumn = Int32(clamping: column ?? -1)
  }

  /// The row of a sheet or the line of a text, 1-based; absent for the whole file.
  package var row: Int? { storedRow < 0 ? nil : Int(storedRow) }

  /// The column of a sheet, zero-based; absent for the whole row and for other files.
  package var column: Int? { storedColumn < 0 ? nil : Int(storedColumn) }
}

/// One thing that a reader of the file should know, with its place.
package struct ImportFinding: Hashable, Sendable {
  /// What a finding means for the import.
  package enum Severity: String, Sendable, Codable {
    /// The file is refused as a whole.
    case error
    /// The file is taken.
    case warning
  }

  package let severity: Severity
  package let place: FilePlace
  /// The field of the question, such as `key`; empty for the row or the file.
  package let field: String
  /// A stable name for programs, in kebab-case.
  package let code: String
  package let text: LocalizedText

  package init(
    _ severity: Severity = .error, at place: FilePlace, field: String = "", code: String,
    zhHans: String, en: String
  ) {
    self.severity = severity
    self.place = place
    self.field = field
    self.code = code
    text = LocalizedText(zhHans: zhHans, en: en)
  }

  package init(_ finding: DeclarationFinding) {
    self.init(
      at: FilePlace(row: finding.line), field: finding.field, code: finding.code,
      zhHans: finding.sentence(in: .zhHans), en: finding.sentence(in: .en))
  }
}

/// A file from which no question could be read at all.
package struct BankFileRefused: Error, Equatable {
  package let findings: [ImportFinding]

  package init(findings: [ImportFinding]) { self.findings = findings }
}
