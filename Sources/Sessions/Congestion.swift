import Contests

/// Tells a slow disk from too many entries, and how many may wait then. Pure.
///
/// What an entry takes of a commit is taken to be the least share of any recent one: a stall of the
/// disk does not change it. When commits take long because of their entries, and not only once, no
/// more are let in than can be written within `Limits.commitPatience`.
struct Congestion: Sendable {
  /// How many entries may wait.
  private(set) var limit: Int
  private let capacity: Int
  private var began = Instant(milliseconds: 0)
  private var batch = 0
  /// Thousandths of a millisecond that an entry took, of recent commits.
  private var shares: [Int] = []
  private var next = 0
  /// Commits in a row that took long because of their entries.
  private var late = 0

  private static let memory = 32
  /// No queue is so short that a commit is not worth it.
  private static let leastLimit = 8
  /// As many are let in as come at once to a server of which nothing is known yet.
  private static let freshLimit = 512

  init(capacity: Int) {
    self.capacity = capacity
    limit = min(capacity, Self.freshLimit)
  }

  /// A commit of so many entries has begun.
  mutating func began(count: Int, at instant: Instant) {
    began = instant
    batch = count
  }

  /// The commit has come to its end, well or not.
  mutating func ended(at instant: Instant) {
    guard batch > 0 else { return }
    let taken = max(1, Int((instant - began).count))
    remember(taken * 1000 / batch)
    let patience = Int(Limits.commitPatience.count)
    let bearable = patience * 1000 / max(1, shares.min() ?? 1)
    if taken > patience && batch >= bearable {
      late += 1
    } else if late < 2 || batch < bearable / 2 {
      late = 0
    }
    limit = min(
      capacity,
      late < 2 ? max(Self.freshLimit, 4 * bearable) : max(Self.leastLimit, bearable))
  }

  private mutating func remember(_ share: Int) {
    if shares.count < Self.memory {
      shares.append(share)
    } else {
      shares[next] = share
    }
    next = (next + 1) % Self.memory
  }
}
