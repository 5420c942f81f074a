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
