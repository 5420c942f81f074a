import Contests

/// Finds a member by admission number, with what the search for a rank begins with: a hash table in
/// open addressing whose entry has all of it in one line of the processor's caches. Nobody ever
/// leaves it.
struct MemberIndex: Sendable {
  /// 32 bytes.
  struct Entry: Sendable {
    let id: ContestantID
    /// The upper half of the member's key.
    var prefix: UInt64
    let slot: UInt32
  }

  /// A power of two.
  private var entries: ContiguousArray<Entry?> = []
  private var count = 0

  /// Where the entry of a contestant stands; absent when there is none.
  func place(of contestant: ContestantID) -> Int? {
    guard !entries.isEmpty else { return nil }
    var place = Self.hash(contestant) & (entries.count - 1)
    while let entry = entries[place] {
      if entry.id == contestant { return place }
      place = (place + 1) & (entries.count - 1)
    }
    return nil
  }

  func entry(of contestant: ContestantID) -> Entry? {
    place(of: contestant).flatMap { entries[$0] }
  }

  mutating func setPrefix(_ prefix: UInt64, of contestant: ContestantID) {
    guard let place = place(of: contestant) else { return }
    entries[place]?.prefix = prefix
  }

  /// Adds a contestant who is not in it.
  mutating func insert(_ entry: Entry) {
    count += 1
    reserve(count)
    put(entry)
  }

  /// Makes room for so many: at most four fifths are taken, so that a search soon comes to its end.
  mutating func reserve(_ count: Int) {
    var capacity = max(8, entries.count)
    while count * 5 > capacity * 4 { capacity *= 2 }
    guard capacity > entries.count else { return }
    let old = entries
    entries = ContiguousArray(repeating: nil, count: capacity)
    for case let entry? in old { put(entry) }
  }

  private mutating func put(_ entry: Entry) {
    var place = Self.hash(entry.id) & (entries.count - 1)
    while entries[place] != nil { place = (place + 1) & (entries.count - 1) }
    entries[place] = entry
  }

  /// FNV-1a with its bits mixed once more: admission numbers come from rosters, not from strangers.
  private static func hash(_ contestant: ContestantID) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in contestant.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15 >> 8)
  }
}
