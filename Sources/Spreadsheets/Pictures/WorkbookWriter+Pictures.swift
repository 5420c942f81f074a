import CXLSXWriter

extension WorkbookWriter {
  /// Pixels of a row of text, of a character in a column's width, and between pictures.
  private static let rowPixels = 20.0
  private static let characterPixels = 7.0
  private static let gap = 4

  /// The height that a picture is given at most, so that rows stay on a screen.
  private static let heightLimit = 200.0

  /// Hangs pictures from cells of the row that was appended last, below the cells' texts; pictures
  /// of one cell stand below each other. They are made smaller to fit, and move with their cells.
  ///
  /// - Parameter pictures: by zero-based column.
  /// - Precondition: the workbook was begun for pictures, a sheet has begun, and the workbook is not
  ///   finished.
  /// - Throws: `.unwritablePicture` when the library does not take the bytes.
  package func insert(_ pictures: [Int: [OutputPicture]]) throws(SpreadsheetError) {
    guard let sheet = current, !pictures.isEmpty else { return }
    let row = lxw_row_t(sheet.rows - 1)
    var rowHeight = Self.rowPixels
    var places: [(column: Int, top: Int, scale: Double, picture: OutputPicture)] = []
    for (column, shown) in pictures.sorted(by: { $0.key < $1.key }) {
      let width = max(40, sheet.width(of: column) * Self.characterPixels)
      var top = Self.rowPixels
      for picture in shown {
        let scale = min(1, width / Double(picture.width), Self.heightLimit / Double(picture.height))
        places.append((column, Int(top), scale, picture))
        top += Double(picture.height) * scale + Double(Self.gap)
      }
      rowHeight = max(rowHeight, top)
    }
    // Three quarters of a point are a pixel, and 409 points the highest row.
    worksheet_set_row(sheet.pointer, row, min(409, rowHeight * 0.75), nil)
    for (column, top, scale, picture) in places {
      var options = lxw_image_options()
      options.x_offset = 2
      // An offset beyond the row would hang the picture from the next one.
      options.y_offset = Int32(min(top, Int(min(409, rowHeight * 0.75) / 0.75) - 2))
      options.x_scale = scale
      options.y_scale = scale
      options.object_position = UInt8(LXW_OBJECT_MOVE_AND_SIZE.rawValue)
      let result = picture.caption.withCString { caption in
        options.description = UnsafeMutablePointer(mutating: caption)
        return picture.bytes.withUnsafeBufferPointer { bytes in
          worksheet_insert_image_buffer_opt(
            sheet.pointer, row, lxw_col_t(column), bytes.baseAddress, bytes.count, &options)
        }
      }
      guard result == LXW_NO_ERROR else {
        throw .unwritablePicture(
          SpreadsheetPlace(sheet: sheet.name, row: sheet.rows, column: column))
      }
    }
  }
}
