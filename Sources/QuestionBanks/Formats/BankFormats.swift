/// All formats, in the order in which they are tried.
package enum BankFormats {
  package static let all: [any BankFormat] = [
    QTIFormat(writing: .v21), QTIFormat(writing: .v22), QTIFormat(writing: .v30), WorkbookFormat(),
    NativeFormat(), RecordsFormat(), MoodleXMLFormat(), GIFTFormat(), AikenFormat(),
    NumberedTextFormat(),
    CSVFormat(),
  ]

  /// Absent when no format has that name.
  package static func named(_ name: String) -> (any BankFormat)? {
    all.first { $0.name == name }
  }

  /// The names that `--format` takes.
  package static var names: [String] { all.map(\.name) }
}
