import Archives

/// What one part of a workbook means, told element by element.
protocol WorkbookPartHandler: XMLHandler where Failure == SpreadsheetError {
  /// Where the handler has come to, for the parser's own errors.
  var place: SpreadsheetPlace { get }
}

extension WorkbookPartHandler {
  func refusal(_ error: ArchiveError) -> SpreadsheetError {
    SpreadsheetError(error, at: place)
  }
}
