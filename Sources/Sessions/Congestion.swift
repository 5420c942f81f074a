import Contests

/// Knows from past commits how many records the next one may have. Pure.
///
/// A commit takes a time of its own, and some more for each record; of those that share rows several
/// count as one (`JournalEntry.work`). The first is the shortest that any commit took of late; the
/// second is the least of what was left for a record in the newest commits that had many, so that a
/// stall of the disk changes neither. No more are let in than can be written
/// within `Limits.commitPatience`: of those who come when it is too much, most are asked to come
/// again, and the others do not wait for long. What was learned in a storm is remembered for the next.
struct Congestion: Sendable {
  /// How many records may wait.
  private(set) var limit: Int
  private let capacity: Int
  private var began = Instant(milliseconds: 0)
  private var batch = 0
  /// The least time of a commit in this period, and in the one before.
  private var least: (now: Int, before: Int) = (.max, .max)
  private var periodEnds: Instant?
  /// Nanoseconds that a record took, in the newest commits that had many.
  private var shares: [Int] = []
  private var next = 0

  private static let period = Milliseconds.seconds(60)
  private static let memory = 8
  /// So many records tell what one of them takes.
  private static let many = 32
  /// No queue is kept shorter, so that a disk which is slow by itself still takes as many as come.
  private static let leastLimit = 64
  /// As many are let in as come at once to a server of which nothing is known yet.
  private static let freshLimit = 512

  init(capacity: Int) {
    self.capacity = capacity
    limit = min(capacity, Self.freshLimit)
  }

  /// A commit of so many records has begun.
  mutating func began(count: Int, at instant: Instant) {
    began = instant
    batch = count
  }

  /// The commit has come to its end, well or not.
  mutating func ended(at instant: Instant) {
    guard batch > 0 else { return }
    let taken = max(1, Int((instant - began).count))
    noteLeast(taken, at: instant)
    guard batch >= Self.many else { return }
    let patience = Int(Limits.commitPatience.count)
    // A disk that is slow by itself must still be told from many records.
    let ownTime = min(least.now, least.before, patience / 2)
    remember(max(1, max(1, taken - ownTime) * 1_000_000 / batch))
    let bearable = (patience - ownTime) * 1_000_000 / (shares.min() ?? 1)
    limit = min(capacity, max(Self.leastLimit, bearable))
  }

  private mutating func noteLeast(_ taken: Int, at instant: Instant) {
    if instant >= periodEnds ?? instant {
      least = (.max, periodEnds == nil ? .max : least.now)
      periodEnds = instant + Self.period
    }
    least.now = min(least.now, taken)
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
