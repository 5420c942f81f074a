import Contests

/// Everybody who has a result in a stage, by slot: about 200 bytes for one with a single attempt, in
/// all scopes.
struct StandingsMembers: Sendable {
  /// A person with what the result is made of.
  struct Member: Sendable {
    let id: ContestantID
    let name: String
    let level: SkillLevel?
    /// The index of the member's place.
    let place: UInt32
    var outcomes: Outcomes
    /// Absent while the member has no rank.
    var key: RankKey?
  }

  /// The outcomes of a member's attempts by number. Nearly everybody has one, which needs no room of
  /// its own.
  enum Outcomes: Sendable {
    case none
    case one(AttemptOutcome)
    case many([AttemptOutcome])
    /// A result of which the attempts do not matter any more.
    case final(StageResult)

    var all: [AttemptOutcome] {
      switch self {
      case .none, .final: []
      case .one(let outcome): [outcome]
      case .many(let outcomes): outcomes
      }
    }

    init(_ outcomes: [AttemptOutcome]) {
      switch outcomes.count {
      case 0: self = .none
      case 1: self = .one(outcomes[0])
      default: self = .many(outcomes)
      }
    }
  }

  private(set) var members: ContiguousArray<Member> = []
  private var slots: [ContestantID: UInt32] = [:]

  subscript(slot: UInt32) -> Member {
    get { members[Int(slot)] }
    _modify { yield &members[Int(slot)] }
  }

  var count: Int { members.count }

  mutating func reserve(_ count: Int) {
    members.reserveCapacity(count)
    slots.reserveCapacity(count)
  }

  func slot(of contestant: ContestantID) -> UInt32? { slots[contestant] }

  mutating func append(_ member: Member) -> UInt32 {
    let slot = UInt32(members.count)
    members.append(member)
    slots[member.id] = slot
    return slot
  }

  // MARK: Order

  /// The key of a member who has a rank.
  func key(_ slot: UInt32) -> RankKey {
    members[Int(slot)].key ?? RankKey.last
  }

  /// Whether the first of two stands before the second: by key, then by admission number.
  @inline(__always)
  func precedes(_ left: RankedList.Entry, _ right: RankedList.Entry) -> Bool {
    let (leftPrefix, rightPrefix) = (left.prefix, right.prefix)
    return leftPrefix != rightPrefix
      ? leftPrefix < rightPrefix : precedes(left.slot, right.slot)
  }

  @inline(never)
  private func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
    guard left != right else { return false }
    let (leftKey, rightKey) = (key(left), key(right))
    return leftKey != rightKey
      ? leftKey < rightKey : members[Int(left)].id < members[Int(right)].id
  }
}
