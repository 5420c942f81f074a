package import Contests

/// One line of a table.
package struct Standing: Hashable, Sendable {
  /// 1 for the best; equals share it when the stage says so.
  package let rank: Int
  package let contestant: Contestant
  package let result: StageResult
  let key: RankKey
}

/// The order of everybody who has a result in a stage; a value, computed from results alone.
///
/// Who has no submitted attempt has no rank and is not listed. What the declared keys leave equal
/// is listed by admission number, which never changes a shared rank.
package struct Standings: Sendable {
  /// Best first.
  package let rows: [Standing]

  package init(
    of results: [(contestant: Contestant, result: StageResult)], by stage: Stage
  ) {
    let keyed = results.map {
      (key: RankKey($0.result, by: stage.ranking), contestant: $0.contestant, result: $0.result)
    }
    let ordered = keyed.sorted { ($0.key, $0.contestant.id) < ($1.key, $1.contestant.id) }
    var rows: [Standing] = []
    rows.reserveCapacity(ordered.count)
    for (position, entry) in ordered.enumerated() {
      let shares = stage.ties.ranks == .shared && rows.last?.key == entry.key
      rows.append(
        Standing(
          rank: shares ? rows[position - 1].rank : position + 1, contestant: entry.contestant,
          result: entry.result, key: entry.key))
    }
    self.rows = rows
  }
}
