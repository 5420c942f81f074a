/// An .xlsx file made byte by byte, for what the writer never writes: hidden sheets, formulas, merged
/// cells and pictures as other programs keep them.
struct HandmadeWorkbook {
  enum Value {
    case text(String)
    case number(String)
    /// A number that is shown as a percentage.
    case percent(String)
    case boolean(Bool)
    case formula(String, cached: String)
    /// A picture in the cell as WPS keeps it, by its name.
    case wpsPicture(String)
    /// A picture in the cell as Excel keeps it, by its number in the metadata.
    case excelPicture(Int)
    case empty
  }

  /// A picture that hangs from a cell.
  struct Drawing {
    /// Both zero-based.
    let column: Int
    let row: Int
    var caption = ""
    /// Absent for one that is linked and not stored.
    let bytes: [UInt8]?
  }

  struct Tab {
    let name: String
    var isHidden = false
    /// From row 1 on.
    let rows: [[Value]]
    /// Such as `A2:A3`.
    var merged: [String] = []
    var drawings: [Drawing] = []
  }

  let tabs: [Tab]
  /// The pictures that WPS keeps for cells, by their names.
  var wpsPictures: [(name: String, bytes: [UInt8])] = []
  /// The pictures that Excel places in cells: the first has the number 1.
  var excelPictures: [[UInt8]] = []

  func bytes() -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    func links(_ links: [(id: String, kind: String, target: String)]) -> String {
      let list = links.map {
        #"<Relationship Id="\#($0.id)" Type="\#(office)/\#($0.kind)" Target="\#($0.target)"/>"#
      }
      return #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/"#
        + #"relationships">\#(list.joined())</Relationships>"#
    }
    let sheets = tabs.enumerated().map { index, tab in
      let state = tab.isHidden ? #" state="hidden""# : ""
      return #"<sheet name="\#(tab.name)" sheetId="\#(index + 1)"\#(state) r:id="s\#(index)"/>"#
    }
    let parts = [
      ("_rels/.rels", links([("r1", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        #"<workbook xmlns="\#(main)" xmlns:r="\#(office)"><sheets>"#
          + sheets.joined() + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        links(
          [("styles", "styles", "styles.xml")]
            + tabs.indices.map { ("s\($0)", "worksheet", "worksheets/sheet\($0).xml") }
            + pictureLinks)
      ),
      (
        "xl/styles.xml",
        #"<styleSheet xmlns="\#(main)"><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>"#
          + "</styleSheet>"
      ),
    ]
    let contents = tabs.enumerated().map { index, tab in
      (
        "xl/worksheets/sheet\(index).xml",
        #"<worksheet xmlns="\#(main)"><sheetData>"#
          + tab.rows.enumerated().map(Self.row).joined() + "</sheetData><mergeCells>"
          + tab.merged.map { #"<mergeCell ref="\#($0)"/>"# }.joined() + "</mergeCells></worksheet>"
      )
    }
    let drawings = tabs.enumerated().flatMap { Self.drawing($1.drawings, of: $0) }
    let texts = (parts + contents).map { (name: $0.0, bytes: Array($0.1.utf8)) }
    return StoredArchive.bytes(of: texts + drawings + wpsParts + excelParts)
  }

  private static func row(_ index: Int, _ values: [Value]) -> String {
    let cells = values.enumerated().map { column, value in
      let place = #"r="\#(Character(Unicode.Scalar(UInt8(65 + column))))\#(index + 1)""#
      return switch value {
      case .text(let text):
        #"<c \#(place) t="inlineStr"><is><t xml:space="preserve">\#(escaped(text))</t></is></c>"#
      case .number(let text): "<c \(place)><v>\(text)</v></c>"
      case .percent(let text): #"<c \#(place) s="1"><v>\#(text)</v></c>"#
      case .boolean(let value): #"<c \#(place) t="b"><v>\#(value ? 1 : 0)</v></c>"#
      case .formula(let expression, let cached):
        #"<c \#(place) t="str"><f>\#(escaped(expression))</f><v>\#(escaped(cached))</v></c>"#
      case .wpsPicture(let name):
        #"<c \#(place) t="str"><f>_xlfn.DISPIMG("\#(name)",1)</f><v>=DISPIMG("\#(name)",1)</v></c>"#
      case .excelPicture(let number):
        #"<c \#(place) t="e" vm="\#(number)"><v>#VALUE!</v></c>"#
      case .empty: ""
      }
    }
    return #"<row r="\#(index + 1)">\#(cells.joined())</row>"#
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}

/// A zip archive whose entries are not compressed.
enum StoredArchive {
  static func bytes(of parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let name = Array(part.name.utf8)
      let content = part.bytes
      let start = archive.count
      // Version, flags (names in UTF-8), method, time, date, check, sizes, lengths of name and extra.
      let common =
        little(20, 2) + little(1 << 11, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        + little(Int(check(content)), 4) + little(content.count, 4) + little(content.count, 4)
        + little(name.count, 2) + little(0, 2)
      archive += [0x50, 0x4B, 3, 4] + common + name + content
      directory +=
        [0x50, 0x4B, 1, 2] + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2)
        + little(0, 4) + little(start, 4) + name
    }
    let end =
      [0x50, 0x4B, 5, 6] + little(0, 2) + little(0, 2) + little(parts.count, 2)
      + little(parts.count, 2) + little(directory.count, 4) + little(archive.count, 4)
      + little(0, 2)
    return archive + directory + end
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 of the zip format.
  static func check(_ bytes: [UInt8]) -> UInt32 {
    var value: UInt32 = ~0
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
    }
    return ~value
  }
}
