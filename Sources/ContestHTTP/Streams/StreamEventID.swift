/// The id of an event: which table it is of and how many changes that had seen. Written `TABLE-COUNT`.
struct StreamEventID: Hashable, Sendable, CustomStringConvertible {
  let table: String
  let changes: Int

  init(table: String, changes: Int) {
    self.table = table
    self.changes = changes
  }

  /// `nil` for what no event had as its id.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64,
      let changes = Int(parts[1]), changes >= 0
    else { return nil }
    self.init(table: String(parts[0]), changes: changes)
  }

  var description: String { "\(table)-\(changes)" }
}
