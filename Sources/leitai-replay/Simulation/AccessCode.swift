/// What a contestant signs in with, as the server told it once when it took the roster.
struct AccessCode: Hashable, Sendable {
  let admission: String
  let event: String
  let code: String

  /// Reads `admission,name,event,code` with these headings, in any order.
  ///
  /// - Throws: `ReplayFailure` when a heading or a field is missing.
  static func list(csv text: String) throws(ReplayFailure) -> [AccessCode] {
    let records = CommaSeparated.records(in: text)
    let headings = records.first ?? []
    guard let admission = headings.firstIndex(of: "admission"),
      let event = headings.firstIndex(of: "event"), let code = headings.firstIndex(of: "code")
    else { throw ReplayFailure("the access codes need the columns admission, event and code") }
    var codes: [AccessCode] = []
    for (index, record) in records.dropFirst().enumerated() {
      guard record.count == headings.count else {
        throw ReplayFailure("record \(index + 2) of the access codes has \(record.count) fields")
      }
      codes.append(
        AccessCode(admission: record[admission], event: record[event], code: record[code]))
    }
    return codes
  }
}
