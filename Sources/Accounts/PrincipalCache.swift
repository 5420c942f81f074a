import Contests

/// The principals of recently used tokens, so that an answer is not preceded by a read.
///
/// Two generations bound it: when the young one is full it becomes the old one, and what is not
/// used until the next turn is forgotten.
struct PrincipalCache {
  struct Entry {
    let principal: Principal
    /// The first instant at which the entry is no longer believed.
    let until: Instant
  }

  private let generationCapacity: Int
  private var young: [String: Entry] = [:]
  private var old: [String: Entry] = [:]
  /// How often an entry was removed.
  private(set) var removalCount = 0

  /// - Parameter capacity: the most entries held, 2 or more.
  init(capacity: Int) {
    precondition(capacity >= 2, "a cache without room")
    generationCapacity = capacity / 2
  }

  /// `nil` when the token is not here or no longer believed.
  mutating func principal(of token: String, at now: Instant) -> Principal? {
    if let entry = young[token] { return entry.until > now ? entry.principal : nil }
    guard !old.isEmpty, let entry = old.removeValue(forKey: token), entry.until > now else {
      return nil
    }
    insert(entry, for: token)
    return entry.principal
  }

  mutating func insert(_ entry: Entry, for token: String) {
    if young.count >= generationCapacity, young[token] == nil {
      old = young
      young = [:]
    }
    young[token] = entry
  }

  /// Inserts what was read from the store, unless something was removed since the read began: a
  /// token that was revoked meanwhile must not come back.
  mutating func insert(_ entry: Entry, for token: String, readAfter removals: Int) {
    guard removalCount == removals else { return }
    insert(entry, for: token)
  }

  mutating func remove(_ token: String) {
    removalCount += 1
    young[token] = nil
    old[token] = nil
  }

  /// Never more than the capacity.
  var count: Int { young.count + old.count }
}
