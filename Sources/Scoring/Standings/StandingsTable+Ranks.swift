package import Contests

/// Where somebody stands among those of a scope.
package struct ScopeRank: Hashable, Sendable {
  package let scope: Scope
  /// 1 for the best.
  package let rank: Int
  /// How many have a rank in the scope.
  package let ranked: Int

  package init(scope: Scope, rank: Int, ranked: Int) {
    self.scope = scope
    self.rank = rank
    self.ranked = ranked
  }
}

extension StandingsTable {
  /// A contestant's rank in a scope; absent when there is none.
  package func rank(of contestant: ContestantID, in scope: Scope = .overall) -> Int? {
    entry(of: contestant, in: scope).map { rank(of: $1, in: scopes[$0].list) }
  }

  /// A contestant's ranks in all scopes in which there is one, the widest first; empty without a rank.
  package func ranks(of contestant: ContestantID) -> [ScopeRank] {
    guard let entry = members.ranked(contestant) else { return [] }
    let indices = scopes(of: entry.slot)
    for index in indices { scopes.prefetch(Int(index)) }
    // The leaves of all lists are waited for together.
    for index in indices { lists.prefetch(entry.prefix, in: scopes[Int(index)].list) }
    return indices.map { index in
      let list = scopes[Int(index)].list
      return ScopeRank(
        scope: scopes[Int(index)].scope, rank: rank(of: entry, in: list), ranked: Int(list.count))
    }
  }

  /// Where a contestant stands in the list of a scope, from 0; absent without a rank in it.
  package func position(of contestant: ContestantID, in scope: Scope = .overall) -> Int? {
    entry(of: contestant, in: scope).map { list, entry in
      lists.position(of: entry, in: scopes[list].list, among: members)
    }
  }

  /// The rows about a contestant, at most `radius` on either side; empty without a rank.
  package func rows(
    around contestant: ContestantID, radius: Int, in scope: Scope = .overall
  ) -> [Standing] {
    guard let position = position(of: contestant, in: scope) else { return [] }
    return rows(max(0, position - radius)..<(position + radius + 1), in: scope)
  }

  /// The rank of an entry that is in a list.
  func rank(of entry: RankedList.Entry, in list: RankedList) -> Int {
    1
      + (sharesRanks
        ? lists.countBetter(than: entry, in: list, among: members)
        : lists.position(of: entry, in: list, among: members))
  }

  private func entry(
    of contestant: ContestantID, in scope: Scope
  ) -> (list: Int, entry: RankedList.Entry)? {
    guard let index = index(of: scope), let entry = members.ranked(contestant),
      index == 0 || scopes(of: entry.slot).contains(UInt32(index))
    else { return nil }
    return (index, entry)
  }
}
