import Accounts
import Contests
import Scoring
import Spreadsheets

/// The form of a file that the query asks for.
enum ExportFormat: String, CaseIterable {
  case csv, xlsx, json, pdf

  /// - Throws: `BadRequest` when `format` is none of them; absent when the query names none.
  static func asked(_ call: Call) throws(BadRequest) -> ExportFormat? {
    guard let name = call.query["format"] else { return nil }
    guard let format = ExportFormat(rawValue: name) else {
      throw BadRequest(
        code: "format-unknown", zhHans: "格式应为 csv、xlsx、json 或 pdf",
        en: "a format is csv, xlsx, json or pdf")
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
