import Accounts
import Contests
import Scoring
import Spreadsheets

/// The form of a file that the query asks for.
enum ExportFormat: String, CaseIterable {
  case csv, xlsx, json, pdf

  /// - Parameter offered: those in which there is such a file.
  /// - Throws: `BadRequest` when `format` is none of them; absent when the query names none.
  static func asked(
    _ call: Call, among offered: [ExportFormat] = allCases
  ) throws(BadRequest) -> ExportFormat? {
    guard let name = call.query["format"] else { return nil }
    guard let format = ExportFormat(rawValue: name), offered.contains(format) else {
      let names = offered.map(\.rawValue)
      throw BadRequest(
        code: "format-unknown", zhHans: "格式应为 \(names.joined(separator: "、")) 之一",
        en: "the format is one of \(names.joined(separator: ", "))")
    }
    return format
  }

  var type: String {
    switch self {
    case .csv: "text/csv; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .json: "application/json; charset=utf-8"
    case .pdf: "application/pdf"
    }
  }
}

extension TableExport {
  /// The table as a file; csv, xlsx or json.
  ///
  /// - Parameters:
  ///   - sheet: what a workbook calls its sheet.
  ///   - title: what stands on top of every page that is printed of it.
  /// - Throws: `Conflict` for more rows than a sheet has, before anything is written;
  ///   `SpreadsheetError`, or an error of the coder.
  /// - Precondition: the format is not pdf.
  func bytes(
    _ rows: some Collection<Row>, as format: ExportFormat, sheet: String, title: String,
    byteOrderMark: Bool
  ) throws -> [UInt8] {
    switch format {
    case .csv: return try csv(rows, byteOrderMark: byteOrderMark)
    case .xlsx:
      let most = CellPlace.rowCapacity - 1
      guard rows.count <= most else {
        throw Conflict(
          code: "sheet-too-long",
          zhHans: "共 \(rows.count) 行，一张工作表最多 \(most) 行；请缩小范围，用 --top，或用 csv",
          en: "\(rows.count) rows are more than the \(most) of a sheet; narrow the scope, use "
            + "--top, or ask for csv")
      }
      return try xlsx(rows, sheet: sheet, title: title)
    case .json: return try json(rows)
    case .pdf: preconditionFailure("a table by itself is not printed")
    }
  }
}

extension RankingsExport.Edition {
  /// The edition that the query asks for: to those who work with results the internal one unless they
  /// ask as the public, to everybody else always the public notice.
  ///
  /// - Throws: `BadRequest` for an unknown one, `NotAllowed` for one that is not the caller's.
  static func asked(_ call: Call, seenBy view: StandingsBoard.View) throws -> Self {
    let mayReadInternal = [.organizer, .judge, .auditor].contains(try call.caller().role)
    guard let name = call.query["edition"] else {
      return mayReadInternal && view == .jury ? .internal : .publicNotice
    }
    guard let edition = Self(rawValue: name) else {
      throw BadRequest(
        code: "edition-unknown", zhHans: "版本应为 internal 或 public-notice",
        en: "an edition is internal or public-notice")
    }
    guard edition == .publicNotice || mayReadInternal else { throw NotAllowed() }
    return edition
  }
}
