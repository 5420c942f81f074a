/// Does work for every item, at most `limit` at a time, beginning in the order of the items.
///
/// - Returns: the results in the order of the items.
/// - Precondition: `limit` is positive.
func concurrently<Item: Sendable, Outcome: Sendable>(
  _ items: [Item], atMost limit: Int, _ work: @escaping @Sendable (Item) async -> Outcome
) async -> [Outcome] {
  precondition(limit > 0, "nothing is done by nobody")
  return await withTaskGroup(of: (Int, Outcome).self) { group in
    var outcomes = [Outcome?](repeating: nil, count: items.count)
    var rest = items.enumerated().makeIterator()
    func begin() {
      guard let (index, item) = rest.next() else { return }
      group.addTask { (index, await work(item)) }
    }
    for _ in 0..<limit { begin() }
    for await (index, outcome) in group {
      outcomes[index] = outcome
      begin()
    }
    return outcomes.compactMap { $0 }
  }
}
