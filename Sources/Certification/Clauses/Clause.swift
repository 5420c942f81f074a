package import Contests

/// One condition that a pack may set, such as `rank: 1..3`.
///
/// A clause is one small type: how it is written, what it asks, and how a person's facts answer.
/// A new one is a new type and its line in `ClauseCatalog`.
protocol Clause: Hashable, Sendable {
  /// The field under which packs write it.
  static var field: String { get }

  /// What it looks at, such as 名次.
  static var title: LocalizedText { get }

  /// Of whom it can be asked; a rule about others must not use it.
  static var subjects: Set<Facts.Subject> { get }

  /// Reads the value of the field; `nil` after noting a finding.
  init?(declared: Declaration)

  /// What it asks for, such as 第 1 至 3 名.
  var required: LocalizedText { get }

  /// Whether the facts answer it. Asked of everybody, so it makes no words.
  func isMet(by facts: Facts, in setting: Setting) -> Bool

  /// What is the case, such as 第 6 名（共 120 名）, and where that is written down.
  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String)

  /// How far it falls short, such as `3 ranks short`. Asked only of facts that do not meet it.
  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText

  /// What a miss waits for when nothing that the person did can change it.
  func awaited(_ facts: Facts, in setting: Setting) -> Awaited?

  /// What it lets through, where that can be told beforehand; see `PolicyCheck`.
  var reach: Reach? { get }

  /// The same of a clause that looks at several things.
  var reaches: [Reach] { get }

  /// Whether it asks something else of each level that a rule leads to.
  var dependsOnLevel: Bool { get }

  /// Whether it asks for the rank of the person's team, so that an objection against the team matters.
  var restsOnTeam: Bool { get }
}

extension Clause {
  static var subjects: Set<Facts.Subject> { [.person] }
  func awaited(_ facts: Facts, in setting: Setting) -> Awaited? { nil }
  var reach: Reach? { nil }
  var reaches: [Reach] { reach.map { [$0] } ?? [] }
  var dependsOnLevel: Bool { false }
  var restsOnTeam: Bool { false }
}

/// What is the same for all clauses of a rule, besides the facts.
struct Setting: Sendable {
  /// The moment for which it is decided.
  let instant: Instant
  /// Its local day.
  let day: CalendarDate
  /// Whether those behind somebody who fell out move up.
  let movesUp: Bool
  /// The level to which the rule leads; absent when it leads to none.
  var level: SkillLevel?
}

/// What somebody waits for who has done everything.
package enum Awaited: String, Hashable, Sendable, CaseIterable {
  /// The end of the public notice, or of an objection in it.
  case notice
  /// A body that is registered for the occupation and the level.
  case issuer

  /// For people.
  package var title: LocalizedText {
    switch self {
    case .notice: LocalizedText(zhHans: "待公示期满", en: "awaiting the end of the public notice")
    case .issuer: LocalizedText(zhHans: "待备案的发证机构", en: "awaiting a registered issuer")
    }
  }
}

/// What a clause lets through of one thing that it looks at: whole numbers within bounds.
///
/// Two clauses of one rule that look at the same thing and let nothing through together make the
/// rule unreachable; so the numbers stand for ranks, levels, years, or the places in a list.
struct Reach: Hashable, Sendable {
  /// What is looked at, such as `rank`.
  let axis: String
  let values: Set<Int>?
  let bounds: ClosedRange<Int>

  init(_ axis: String, _ bounds: ClosedRange<Int>) {
    (self.axis, self.bounds, values) = (axis, bounds, nil)
  }

  init(_ axis: String, oneOf values: Set<Int>) {
    self.axis = axis
    self.values = values
    bounds = (values.min() ?? 0)...(values.max() ?? 0)
  }

  private init(_ axis: String, _ bounds: ClosedRange<Int>, _ values: Set<Int>?) {
    (self.axis, self.bounds, self.values) = (axis, bounds, values)
  }

  /// What both let through; `nil` when that is nothing.
  func intersection(_ other: Reach) -> Reach? {
    let (low, high) = (
      max(bounds.lowerBound, other.bounds.lowerBound),
      min(bounds.upperBound, other.bounds.upperBound)
    )
    guard low <= high else { return nil }
    guard values != nil || other.values != nil else { return Reach(axis, low...high, nil) }
    let both = (values ?? other.values ?? []).filter {
      (low...high).contains($0) && (other.values ?? values ?? []).contains($0)
    }
    return both.isEmpty ? nil : Reach(axis, oneOf: both)
  }

  /// Whether everything that the other lets through passes here as well.
  func contains(_ other: Reach) -> Bool {
    guard let values else {
      return bounds.lowerBound <= other.bounds.lowerBound
        && other.bounds.upperBound <= bounds.upperBound
    }
    guard let others = other.values ?? (other.bounds.count <= 64 ? Set(other.bounds) : nil)
    else { return false }
    return others.isSubset(of: values)
  }

  /// A number that stands for no end.
  static let endless = 1_000_000_000
}

/// Every clause that packs may use.
enum ClauseCatalog {
  static let all: [any Clause.Type] = [
    RankClause.self, RankPercentClause.self, UnsharedRankClause.self, TeamRankClause.self,
    TeamRankPercentClause.self, ScoreClause.self,
    RoundsClause.self, DaysClause.self, ShortlistedClause.self, TheoryClause.self,
    PracticalClause.self, PartsClause.self, PartsPassedClause.self, HoldsLevelClause.self,
    BelowLevelClause.self, LeastLevelClause.self, CategoryClause.self, AgeClause.self,
    GenderClause.self, HoldsTitleClause.self, LacksTitleClause.self, TrainingHoursClause.self,
    WorkYearsClause.self, TierClause.self, ContestClassClause.self, CertifiedOnClause.self,
    PublicNoticeClause.self, ObjectionsClause.self, NotDisqualifiedClause.self,
    IssuerRegisteredClause.self, ParticipantsClause.self, ParticipationRateClause.self,
  ]

  static let fields = all.map { $0.field }

  /// Those that can be asked of a subject.
  static func fields(of subject: Facts.Subject) -> [String] {
    all.filter { $0.subjects.contains(subject) }.map { $0.field }
  }
}

extension Declaration {
  /// The clauses of a mapping in the order of the file, and where they stand; the fields in `besides`
  /// are left to the caller.
  func clauses(besides: [String] = []) -> [(clause: any Clause, place: PolicyPack.Place)] {
    guard mapping(keys: ClauseCatalog.fields + besides) != nil else { return [] }
    return pairs().compactMap { field, value in
      let kind = ClauseCatalog.all.first { $0.field == field }
      return kind?.init(declared: value).map { ($0, PolicyPack.Place(of: value)) }
    }
  }

  /// What follows `words` in a scalar such as `at least 60`.
  func bound<Value>(
    _ words: String, expecting expected: LocalizedText, _ parse: (Substring) -> Value?
  ) -> Value? {
    value(expecting: expected) { text in
      text.hasPrefix(words + " ") ? parse(text.dropFirst(words.count + 1)) : nil
    }
  }

  /// `at least 3`, a whole number within `range`.
  func least(_ range: ClosedRange<Int>, example: String) -> Int? {
    bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "下限，如 at least \(example)", en: "a bound such as at least \(example)")
    ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// Notes that a range is written from its end to its beginning.
  func noteReversed(_ first: some CustomStringConvertible, _ last: some CustomStringConvertible) {
    note(
      LocalizedText(
        zhHans: "范围 \(first)..\(last) 写反了；是否应为 \(last)..\(first)？",
        en: "the range \(first)..\(last) is reversed; was \(last)..\(first) meant?"))
  }

  /// One text, or a list of at least one.
  func texts() -> [String] {
    if isList {
      let texts = list().compactMap { $0.text() }
      if texts.isEmpty { refuse(expecting: LocalizedText(zhHans: "至少一项", en: "at least one")) }
      return texts
    }
    return text().map { [$0] } ?? []
  }

  /// One of an enum's raw values, or a list of at least one.
  func choices<Choice>(_: Choice.Type = Choice.self) -> [Choice]
  where Choice: RawRepresentable<String> & CaseIterable {
    guard isList else { return choice(Choice.self).map { [$0] } ?? [] }
    let found = list().compactMap { $0.choice(Choice.self) }
    if list().isEmpty { refuse(expecting: LocalizedText(zhHans: "至少一项", en: "at least one")) }
    return found
  }

  /// `yes`, the only value of a condition that is the case or is not.
  func isYes() -> Bool {
    value(expecting: LocalizedText(zhHans: "yes", en: "yes")) { $0 == "yes" ? true : nil } ?? false
  }
}

/// Reads `60%`, from 1 to 100.
func wholePercent(_ text: Substring) -> Int? {
  guard text.last == "%", let number = Int(text.dropLast()), (1...100).contains(number)
  else { return nil }
  return number
}
