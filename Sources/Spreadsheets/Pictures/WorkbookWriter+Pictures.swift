extension WorkbookWriter {
  /// Pixels of a row of text, of a character in a column's width, and between pictures.
  private static let rowPixels = 20.0
  private static let characterPixels = 7.0
  private static let gap = 4

  /// The height that a picture is given at most, so that rows stay on a screen.
  private static let heightLimit = 200.0
  /// The highest row, in points, of which three quarters are a pixel.
  private static let rowLimit = 409.0

  /// Hangs pictures from cells of the row that was appended last, below the cells' texts; pictures
  /// of one cell stand below each other. They are made smaller to fit, and move with their cells.
  ///
  /// - Parameter pictures: by zero-based column.
  /// - Precondition: a sheet has begun, and the workbook is not finished.
  /// - Throws: `.unwritablePicture` for bytes that are neither PNG nor JPEG nor GIF.
  package func insert(_ pictures: [Int: [OutputPicture]]) throws(SpreadsheetError) {
    guard let sheet = current, !pictures.isEmpty else { return }
    var rowHeight = Self.rowPixels
    var placed: [(column: Int, top: Int, scale: Double, picture: OutputPicture)] = []
    for (column, shown) in pictures.sorted(by: { $0.key < $1.key }) {
      let width = max(40, sheet.width(of: column) * Self.characterPixels)
      var top = Self.rowPixels
      for picture in shown {
        let scale = min(1, width / Double(picture.width), Self.heightLimit / Double(picture.height))
        placed.append((column, Int(top), scale, picture))
        top += Double(picture.height) * scale + Double(Self.gap)
      }
      rowHeight = max(rowHeight, top)
    }
    let height = min(Self.rowLimit, rowHeight * 0.75)
    for (column, top, scale, picture) in placed {
      guard let part = self.pictures.index(of: picture.bytes) else {
        throw .unwritablePicture(
          SpreadsheetPlace(sheet: sheet.name, row: sheet.rows, column: column))
      }
      sheet.pictures.append(
        PlacedPicture(
          row: sheet.rows - 1, column: column,
          // An offset beyond the row would hang the picture from the next one.
          top: min(top, Int(height / 0.75) - 2),
          width: max(1, Int(Double(picture.width) * scale)),
          height: max(1, Int(Double(picture.height) * scale)), caption: picture.caption,
          part: part))
    }
    sheet.setHeight(height)
  }
}
