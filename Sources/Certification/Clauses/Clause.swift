import Contests

/// One condition that a pack may set, such as `rank: 1..3`.
///
/// A clause is one small type: how it is written, what it asks, and how a person's facts answer.
/// A new one is a new type and its line in `ClauseCatalog`.
protocol Clause: Hashable, Sendable {
  /// The field under which packs write it.
  static var field: String { get }

  /// What it looks at, such as 名次.
  static var title: LocalizedText { get }

  /// Reads the value of the field; `nil` after noting a finding.
  init?(declared: Declaration)

  /// What it asks for, such as 第 1 至 3 名.
  var required: LocalizedText { get }

  /// Holds the facts against it at a moment.
  func judge(_ facts: Facts, at instant: Instant) -> Judgement
}

/// What a clause found. A miss is never without its distance: the clause is met exactly when
/// `shortfall` is absent.
struct Judgement: Hashable, Sendable {
  /// What is the case, such as 第 6 名（共 120 名）.
  let actual: LocalizedText
  /// Where that is written down.
  let evidence: String
  /// How far it falls short, such as `3 ranks short`; absent when the clause is met.
  let shortfall: LocalizedText?
}

/// Every clause that packs may use.
enum ClauseCatalog {
  static let all: [any Clause.Type] = [
    RankClause.self, RankPercentClause.self, TeamRankClause.self, TeamRankPercentClause.self,
    ScoreClause.self, RoundsClause.self, ShortlistedClause.self, TheoryClause.self,
    PracticalClause.self, HoldsLevelClause.self, BelowLevelClause.self, TierClause.self,
    PublicNoticeClause.self, NotDisqualifiedClause.self, IssuerRegisteredClause.self,
  ]

  static let fields = all.map { $0.field }
}

extension Declaration {
  /// The clauses of a mapping in the order of the file; the fields in `besides` are left to the
  /// caller.
  func clauses(besides: [String] = []) -> [any Clause] {
    guard mapping(keys: ClauseCatalog.fields + besides) != nil else { return [] }
    return pairs().compactMap { field, value in
      ClauseCatalog.all.first { $0.field == field }?.init(declared: value)
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
}

/// Reads `60%`, from 1 to 100.
func wholePercent(_ text: Substring) -> Int? {
  guard text.last == "%", let number = Int(text.dropLast()), (1...100).contains(number)
  else { return nil }
  return number
}
