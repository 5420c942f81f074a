/// What one event of a stream of standings holds: everything that was asked for as it is by now.
///
/// The event's name is `snapshot` when the server cannot tell what changed since the client's last
/// event, and `change` otherwise.
package struct StandingsEvent: Codable, Hashable, Sendable {
  package let stage: String
  package let title: String
  package let scope: String
  /// `live`, `frozen` or `certified`, as in `Rankings`.
  package let status: String
  /// How many have a rank in this scope.
  package let ranked: Int
  /// The admission numbers of those in the rows whose results have changed since the client's last
  /// event; absent in a snapshot.
  package let changed: [String]?
  /// The best of the scope.
  package let rows: [RankingRow]
  /// The rows about somebody; absent when nobody was asked for.
  package let around: [RankingRow]?

  package init(
    stage: String, title: String, scope: String, status: String, ranked: Int, changed: [String]?,
    rows: [RankingRow], around: [RankingRow]?
  ) {
    self.stage = stage
    self.title = title
    self.scope = scope
    self.status = status
    self.ranked = ranked
    self.changed = changed
    self.rows = rows
    self.around = around
  }
}
