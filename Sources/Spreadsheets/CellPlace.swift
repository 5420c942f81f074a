/// Where a cell stands in its sheet.
package struct CellPlace: Hashable, Sendable {
  /// Zero-based: 0 is column A.
  package let column: Int

  /// One-based, as the sheet numbers its rows.
  package let row: Int

  /// The columns that a sheet of the .xlsx format can have: A to XFD.
  package static let columnCapacity = 16_384

  /// The rows that a sheet of the .xlsx format can have.
  package static let rowCapacity = 1_048_576

  /// - Parameters:
  ///   - column: zero-based, not negative.
  ///   - row: one-based.
  package init(column: Int, row: Int) {
    precondition(column >= 0 && row >= 1, "a column counts from 0 and a row from 1")
    self.column = column
    self.row = row
  }

  /// The place that an A1-style name says, such as `G15`; nil if it is not one or lies outside
  /// the 16,384 columns and 1,048,576 rows of a sheet.
  package init?(name: String) {
    var name = name
    guard let place = name.withUTF8({ CellPlace(utf8: $0) }) else { return nil }
    self = place
  }

  /// The same from the bytes of a parsed attribute, without making a string.
  init?(utf8 name: UnsafeBufferPointer<UInt8>) {
    var column = 0
    var row = 0
    for byte in name {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && (row > 0 || byte != 0x30):
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      default:
        return nil
      }
      guard column <= CellPlace.columnCapacity, row <= CellPlace.rowCapacity else { return nil }
    }
    guard row > 0 else { return nil }
    self.init(column: column - 1, row: row)
  }

  /// The A1-style name, such as `G15` for column 6 and row 15.
  package var name: String { CellPlace.columnName(column) + String(row) }

  /// The letters of a column: `A` for 0, `Z` for 25, `AA` for 26.
  ///
  /// - Parameter column: zero-based, not negative.
  package static func columnName(_ column: Int) -> String {
    precondition(column >= 0, "a column counts from 0")
    var letters: [UInt8] = []
    var rest = column
    repeat {
      letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}
