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
    private let placeAndTag: UInt32

    /// - Parameter place: below `places`.
    init(id: ContestantID, prefix: UInt64 = 0, slot: UInt32, place: UInt32 = 0) {
      precondition(place < MemberIndex.places, "more units and places than people")
      (self.id, self.prefix, self.slot) = (id, prefix, slot)
      placeAndTag = place << Self.tagBits | Self.tag(MemberIndex.hash(id))
    }

    /// The index of the member's place.
    var place: UInt32 { placeAndTag >> Self.tagBits }
    /// Part of the hash of `id`: two that differ in it need not be compared.
    fileprivate var tag: UInt32 { placeAndTag & (1 << Self.tagBits - 1) }

    fileprivate static func tag(_ hash: UInt64) -> UInt32 {
      UInt32(truncatingIfNeeded: hash) & (1 << tagBits - 1)
    }

    fileprivate static let tagBits = 6
  }

  /// So many places can be told apart: 67 million.
  static let places = 1 << (32 - Entry.tagBits)

  private var entries: ContiguousArray<Entry?> = []
  private var count = 0

  /// Where the entry of a contestant stands; absent when there is none.
  func place(of contestant: ContestantID) -> Int? { find(contestant)?.place }

  @inline(__always)
  private func find(_ contestant: ContestantID) -> (place: Int, entry: Entry)? {
    guard !entries.isEmpty else { return nil }
    let hash = Self.hash(contestant)
    let tag = Entry.tag(hash)
    var place = first(of: hash)
    while let entry = entries[place] {
      if entry.tag == tag, entry.id.text == contestant.text { return (place, entry) }
      place = place + 1 == entries.count ? 0 : place + 1
    }
    return nil
  }

  func entry(of contestant: ContestantID) -> Entry? {
    find(contestant)?.entry
  }

  mutating func setPrefix(_ prefix: UInt64, of contestant: ContestantID) {
    guard let place = place(of: contestant) else { return }
    entries[place]?.prefix = prefix
  }

  /// Has the memory fetched in which a contestant is looked for.
  func prefetch(_ contestant: ContestantID) {
    if !entries.isEmpty { entries.prefetch(first(of: Self.hash(contestant))) }
  }

  /// Adds a contestant who is not in it.
  mutating func insert(_ entry: Entry) {
    count += 1
    if count * 3 > entries.count * 2 { reserve(count * 3 / 2) }
    put(entry)
  }

  /// Makes room for so many: at most two thirds are taken, so that a search soon comes to its end.
  mutating func reserve(_ count: Int) {
    let capacity = max(8, count * 3 / 2 + 1)
    guard capacity > entries.count else { return }
    let old = entries
    entries = []
    entries.reserveInLargePages(capacity)
    entries.append(contentsOf: repeatElement(nil, count: capacity))
    for case let entry? in old { put(entry) }
  }

  private mutating func put(_ entry: Entry) {
    var place = first(of: Self.hash(entry.id))
    while entries[place] != nil { place = place + 1 == entries.count ? 0 : place + 1 }
    entries[place] = entry
  }

  /// Where the search for a contestant begins: hashes are spread evenly over any number of places.
  private func first(of hash: UInt64) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(entries.count)).high)
  }

  /// Multiplies eight bytes at a time: admission numbers come from rosters, not from strangers.
  @inline(__always)
  fileprivate static func hash(_ contestant: ContestantID) -> UInt64 {
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
