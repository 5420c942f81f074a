import Contests

/// Finds a member by admission number, with what the search for a rank begins with: a hash table in
/// open addressing whose entry has all of it in one line of the processor's caches. Nobody ever
/// leaves it.
struct MemberIndex: Sendable {
  /// 32 bytes.
  struct Entry: Sendable {
    let id: ContestantID
    /// The prefix of the member's key.
    var prefix: UInt64
    let slot: UInt32
  }

  private var entries: ContiguousArray<Entry?> = []
  private var count = 0

  /// Where the entry of a contestant stands; absent when there is none.
  func place(of contestant: ContestantID) -> Int? {
    guard !entries.isEmpty else { return nil }
    var place = first(of: contestant)
    while let entry = entries[place] {
      if entry.id == contestant { return place }
      place = place + 1 == entries.count ? 0 : place + 1
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

  /// Has the memory fetched in which a contestant is looked for.
  func prefetch(_ contestant: ContestantID) {
    if !entries.isEmpty { entries.prefetch(first(of: contestant)) }
  }

  /// Adds a contestant who is not in it.
  mutating func insert(_ entry: Entry) {
    count += 1
    if count * 5 > entries.count * 4 { reserve(count * 3 / 2) }
    put(entry)
  }

  /// Makes room for so many: at most four fifths are taken, so that a search soon comes to its end.
  mutating func reserve(_ count: Int) {
    let capacity = max(8, count * 5 / 4 + 1)
    guard capacity > entries.count else { return }
    let old = entries
    entries = []
    entries.reserveInLargePages(capacity)
    entries.append(contentsOf: repeatElement(nil, count: capacity))
    for case let entry? in old { put(entry) }
  }

  private mutating func put(_ entry: Entry) {
    var place = first(of: entry.id)
    while entries[place] != nil { place = place + 1 == entries.count ? 0 : place + 1 }
    entries[place] = entry
  }

  /// Where the search for a contestant begins: hashes are spread evenly over any number of places.
  private func first(of contestant: ContestantID) -> Int {
    Int(Self.hash(contestant).multipliedFullWidth(by: UInt64(entries.count)).high)
  }

  /// Multiplies eight bytes at a time: admission numbers come from rosters, not from strangers.
  private static func hash(_ contestant: ContestantID) -> UInt64 {
    let text = contestant.text.utf8
    return text.withContiguousStorageIfAvailable { hash(UnsafeRawBufferPointer($0)) }
      ?? Array(text).withUnsafeBytes { hash($0) }
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func mix(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    for start in stride(from: 0, to: bytes.count - 8, by: 8) {
      mix(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    if bytes.count >= 8 {
      mix(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
    } else {
      mix(bytes.reduce(0) { $0 << 8 | UInt64($1) })
    }
    return hash
  }
}
