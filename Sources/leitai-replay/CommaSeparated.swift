/// Text of RFC 4180: records of fields separated by commas, quoted where they must be.
enum CommaSeparated {
  /// The records of a text, without blank lines; a byte order mark is skipped.
  ///
  /// A field may be quoted and then hold commas, doubled quotes and line ends.
  static func records(in text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: byteOrderMark) { bytes.removeFirst(byteOrderMark.count) }

    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    func endRecord() {
      endField()
      if record != [""] { records.append(record) }
      record.removeAll(keepingCapacity: true)
    }

    while let byte = bytes.popFirst() {
      switch byte {
      case quote where isQuoted && bytes.first == quote:
        field.append(quote)
        bytes.removeFirst()
      case quote: isQuoted.toggle()
      case comma where !isQuoted: endField()
      case lineFeed where !isQuoted: endRecord()
      case carriageReturn where !isQuoted: continue
      default: field.append(byte)
      }
    }
    endRecord()
    return records
  }

  /// One record with its line end.
  static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// What tells spreadsheet programs that a file is UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [quote, comma, lineFeed, carriageReturn].contains($0) })
    else { return field }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + doubled.joined(separator: "\"\"") + "\""
  }
}
