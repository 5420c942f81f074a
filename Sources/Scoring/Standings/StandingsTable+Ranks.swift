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
    index(of: scope).flatMap { index in
      entry(of: contestant, inScopeAt: index).map { rank(of: $0, in: scopes[index].list) }
    }
  }

  /// Contestants' ranks in a scope, in their order; `nil` for whoever has none in it. Many are found in
  /// half the time that they take one by one, since they wait for memory together.
  package func ranks(
    of contestants: [ContestantID], in scope: Scope = .overall
  ) -> [Int?] {
    guard let index = index(of: scope) else { return contestants.map { _ in nil } }
    var ranks: [Int?] = []
    ranks.reserveCapacity(contestants.count)
    for start in stride(from: 0, to: contestants.count, by: Self.foresight) {
      let end = min(contestants.count, start + Self.foresight)
      appendRanks(of: contestants[start..<end], inScopeAt: index, to: &ranks)
    }
    return ranks
  }

  /// - Parameter contestants: at most `foresight`.
  private func appendRanks(
    of contestants: ArraySlice<ContestantID>, inScopeAt index: Int, to ranks: inout [Int?]
  ) {
    typealias Sought = (entry: RankedList.Entry, approach: RankedLists.Approach)
    let list = scopes[index].list
    for contestant in contestants { members.prefetch(contestant) }
    withUnsafeTemporaryAllocation(of: Sought?.self, capacity: Self.foresight) { sought in
      for (place, contestant) in zip(sought.indices, contestants) {
        let found = entry(of: contestant, inScopeAt: index).map { entry in
          (entry, lists.approach(better(than: entry), in: list))
        }
        sought.initializeElement(at: place, to: found)
      }
      for found in sought.prefix(contestants.count) {
        ranks.append(found.map { 1 + lists.count(better(than: $0.entry), from: $0.approach) })
      }
    }
  }

  /// A contestant's ranks in all scopes in which there is one, the widest first; empty without a rank.
  package func ranks(of contestant: ContestantID) -> [ScopeRank] {
    guard let (entry, place) = members.ranked(contestant) else { return [] }
    let indices = scopes(at: place)
    for index in indices { scopes.prefetch(Int(index)) }
    let better = better(than: entry)
    return withUnsafeTemporaryAllocation(
      of: RankedLists.Approach.self, capacity: Scope.kinds
    ) { approaches in
      // The leaves of all lists are waited for together.
      for (place, index) in zip(approaches.indices, indices) {
        approaches.initializeElement(
          at: place, to: lists.approach(better, in: scopes[Int(index)].list))
      }
      return zip(indices, approaches).map { index, approach in
        let scope = scopes[Int(index)]
        return ScopeRank(
          scope: scope.scope, rank: 1 + lists.count(better, from: approach),
          ranked: Int(scope.list.count))
      }
    }
  }

  /// Where a contestant stands in the list of a scope, from 0; absent without a rank in it.
  package func position(of contestant: ContestantID, in scope: Scope = .overall) -> Int? {
    index(of: scope).flatMap { index in
      entry(of: contestant, inScopeAt: index).map { entry in
        let before = RankedLists.Predecessors(
          entry: entry, areEqualsCounted: true, members: members)
        return lists.count(before, from: lists.approach(before, in: scopes[index].list))
      }
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
    let better = better(than: entry)
    return 1 + lists.count(better, from: lists.approach(better, in: list))
  }

  /// Those who have a better rank than an entry.
  @inline(__always)
  private func better(than entry: RankedList.Entry) -> RankedLists.Predecessors {
    RankedLists.Predecessors(entry: entry, areEqualsCounted: !sharesRanks, members: members)
  }

  @inline(__always)
  private func entry(of contestant: ContestantID, inScopeAt index: Int) -> RankedList.Entry? {
    guard let (entry, place) = members.ranked(contestant),
      index == 0 || scopes(at: place).contains(UInt32(index))
    else { return nil }
    return entry
  }
}
