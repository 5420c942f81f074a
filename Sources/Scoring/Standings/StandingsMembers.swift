import Contests

/// Everybody who has a result in a stage, by slot: with the lists of all scopes about 270 bytes for
/// one with a single attempt.
struct StandingsMembers: Sendable {
  /// What decides between two members whose keys have one prefix. These stand close together, apart
  /// from the rest: a search waits for each that is far from the processor.
  private struct Point: Sendable {
    /// `RankKey.last` while the member has no rank.
    var key = RankKey.last
    let id: ContestantID
  }

  /// What is shown of a person, with what the result is made of.
  struct Member: Sendable {
    let name: String
    var outcomes = Outcomes.none
    let level: SkillLevel?
    /// The index of the member's place.
    let place: UInt32
  }

  /// The outcomes of a member's attempts by number. Nearly everybody has one, which needs no room of
  /// its own.
  enum Outcomes: Sendable {
    case none
    case one(AttemptOutcome)
    case many([AttemptOutcome])
    /// A result of which the attempts do not matter any more.
    case final(StageResult)
  }

  private var points: ContiguousArray<Point> = []
  private var members: ContiguousArray<Member> = []
  private var index = MemberIndex()
  let prefix: RankPrefix
  /// That of `RankKey.last`.
  private let lastPrefix: UInt64

  init(ranking: [RankingKey]) {
    prefix = RankPrefix(of: ranking)
    lastPrefix = prefix(.last)
  }

  subscript(slot: UInt32) -> Member {
    _read { yield members[Int(slot)] }
    _modify { yield &members[Int(slot)] }
  }

  var count: Int { members.count }

  func id(_ slot: UInt32) -> ContestantID { points[Int(slot)].id }

  mutating func reserve(_ count: Int) {
    points.reserveInLargePages(count)
    members.reserveInLargePages(count)
    index.reserve(count)
  }

  func slot(of contestant: ContestantID) -> UInt32? { index.entry(of: contestant)?.slot }

  /// What the lists hold of a contestant, and the index of the place; absent without a rank.
  func ranked(_ contestant: ContestantID) -> (entry: RankedList.Entry, place: UInt32)? {
    guard let entry = index.entry(of: contestant) else { return nil }
    // A key whose prefix looks like none's is looked at whole.
    guard entry.prefix != lastPrefix || key(entry.slot) != .last else { return nil }
    return (RankedList.Entry(prefix: entry.prefix, slot: entry.slot), entry.place)
  }

  mutating func append(_ member: Member, _ id: ContestantID) -> UInt32 {
    let slot = UInt32(members.count)
    members.append(member)
    points.append(Point(id: id))
    index.insert(MemberIndex.Entry(id: id, prefix: lastPrefix, slot: slot, place: member.place))
    return slot
  }

  // MARK: Order

  /// The key of a member; `RankKey.last` without a rank.
  func key(_ slot: UInt32) -> RankKey { points[Int(slot)].key }

  /// What the lists hold of a member.
  func entry(_ slot: UInt32) -> RankedList.Entry {
    RankedList.Entry(prefix: prefix(key(slot)), slot: slot)
  }

  mutating func setKey(_ key: RankKey, of slot: UInt32) {
    points[Int(slot)].key = key
    index.setPrefix(prefix(key), of: points[Int(slot)].id)
  }

  /// Whether the first of two, whose prefixes are equal, has a better key than the second.
  @inline(never)
  func isBetter(_ left: UInt32, _ right: UInt32, prefix: UInt64) -> Bool {
    self.prefix.isExact(prefix) ? false : key(left) < key(right)
  }

  /// Whether the first of two, whose prefixes are equal, stands before the second: by key, then by
  /// admission number.
  @inline(never)
  func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    guard left != right else { return false }
    let (leftKey, rightKey) = (key(left), key(right))
    return leftKey != rightKey
      ? leftKey < rightKey : points[Int(left)].id < points[Int(right)].id
  }

  // MARK: Foresight

  /// Has the memory fetched in which a contestant is looked for.
  func prefetch(_ contestant: ContestantID) { index.prefetch(contestant) }

  /// Has the memory fetched in which a member stands.
  func prefetch(_ slot: UInt32) {
    points.prefetch(Int(slot))
    members.prefetch(Int(slot))
  }
}
