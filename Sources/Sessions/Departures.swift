import AttemptRecords

/// Which attempts left memory of late: whoever has read an attempt meanwhile may hold what it was
/// before.
struct Departures: Sendable {
  /// How many there have been so far.
  private(set) var count = 0
  private var newest: [AttemptID] = []

  /// How many are known by name.
  private static let memory = 1024

  mutating func add(_ id: AttemptID) {
    if newest.count < Self.memory {
      newest.append(id)
    } else {
      newest[count % Self.memory] = id
    }
    count += 1
  }

  /// Whether an attempt may have left after there had been `earlier` departures.
  func mayHold(_ id: AttemptID, since earlier: Int) -> Bool {
    let missed = count - earlier
    guard missed <= newest.count else { return true }
    return (0..<missed).contains { newest[(count - 1 - $0) % Self.memory] == id }
  }
}
