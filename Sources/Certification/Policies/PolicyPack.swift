package import Contests

/// A policy pack: the rules by which a certified result leads to outcomes (一赛多证).
///
/// A pack is its text. A version never changes; a correction is a new version.
package struct PolicyPack: Sendable {
  /// The name under which stages list it.
  package let id: PackID
  /// 1 or more.
  package let version: Int
  /// For people.
  package let title: LocalizedText
  /// Whether those behind somebody who fell out in the public notice move up (递补).
  package let movesUp: Bool
  /// At least one, no two with the same id, in the order of the file.
  package let rules: [Rule]
  /// Applied in the order of the file, after every rule was judged; which of several levels a year has
  /// room for is settled last.
  package let caps: [Cap]
  /// The YAML exactly as it was read.
  package let text: String
  /// SHA-256 of `text` in UTF-8, 64 lower-case hexadecimal digits.
  package let hash: String
  /// The gates that rules need, each once, and for each rule where its gates stand among them.
  let gates: [Gate]
  let gatesOfRules: [[Int]]

  init(
    id: PackID, version: Int, title: LocalizedText, movesUp: Bool, rules: [Rule], caps: [Cap],
    text: String
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.movesUp = movesUp
    self.rules = rules
    self.caps = caps
    self.text = text
    hash = Fingerprint.hex(of: text)
    var gates: [Gate] = []
    gatesOfRules = rules.map { rule in
      rule.gates.map { gate in
        if let known = gates.firstIndex(where: { $0.id == gate.id }) { return known }
        gates.append(gate)
        return gates.count - 1
      }
    }
    self.gates = gates
  }

  /// How many levels somebody may gain through contests in a calendar year; absent: any number.
  package var promotionsAYear: Int? {
    caps.compactMap { if case .aYear(let most) = $0 { most } else { nil } }.min()
  }

  /// Whom its rules are about.
  package var subjects: Set<Facts.Subject> { Set(rules.map(\.recipient.subject)) }

  /// Whether any rule leads a person to a skill level.
  package var leadsToLevels: Bool { rules.contains { $0.ladder != nil } }

  /// Whether any rule needs the public notice to be over.
  package var asksForNotice: Bool {
    (rules.flatMap(\.clauses) + gates.flatMap(\.clauses)).contains { $0 is PublicNoticeClause }
  }

  /// Rules of one pack; a pack with more is refused.
  package static let maximumRules = 200

  /// A named set of clauses that several rules need.
  package struct Gate: Sendable {
    /// The name under which rules need it.
    package let id: GateID
    /// For people; the id when the pack gives none.
    package let title: LocalizedText
    /// At least one; all have to be met.
    let clauses: [any Clause]
    /// Where each of them stands.
    let clausePlaces: [Place]
  }

  /// Where a value stands in the text.
  struct Place: Sendable {
    /// 1-based, as is the column; absent when the place is not known.
    let line: Int?
    let column: Int?
    /// Such as `rules[0].when.rank`.
    let field: String

    init(of declared: Declaration) {
      (line, column, field) = (declared.line, declared.column, declared.field)
    }

    func finding(_ problem: LocalizedText) -> DeclarationFinding {
      DeclarationFinding(line: line, column: column, field: field, broken: problem)
    }
  }

  /// One way from facts to an outcome; it is judged on its own.
  package struct Rule: Sendable {
    /// Unique within the pack.
    package let id: RuleID
    /// For people; the name of the outcome when the pack gives none.
    package let title: LocalizedText
    /// Who has the outcome.
    package let recipient: Recipient
    /// All have to be met; empty when the gates say everything.
    let clauses: [any Clause]
    /// All have to be passed.
    package let gates: [Gate]
    /// The outcomes of the same person of which one has to be there; absent: none.
    package let follows: Follows?
    /// What a person has who meets everything; where the level follows from the one that is held,
    /// with the highest level.
    package let outcome: Outcome
    /// How long the certificate holds; absent: without an end, and where no certificate is issued.
    package let validity: Validity?
    /// Present when the outcome is a skill level.
    let ladder: LevelLadder?
    /// The paper from which the rule was taken; absent when the pack names none.
    package let source: String?
    /// Where the rule stands, each of its clauses, each gate that it needs, and its outcome.
    let place: Place
    let clausePlaces: [Place]
    let gatePlaces: [Place]
    let outcomePlace: Place

    /// What the rule leads to, for whoever meets it; the sentence of a `Decision` is about one person.
    package func outcomeSentence(in language: Language) -> String {
      guard let ladder, case .skillLevel(_, let review) = outcome else {
        return outcome.sentence(in: language)
      }
      return ladder.sentence(review: review, in: language)
    }
  }

  /// Who has an outcome.
  package enum Recipient: String, Hashable, Sendable, CaseIterable {
    case person, team, unit
    /// The master of a person who has an outcome.
    case mentor
    /// The trade union of the employer of a person who has an outcome.
    case union

    /// Whose facts are judged.
    var subject: Facts.Subject {
      switch self {
      case .person, .mentor, .union: .person
      case .team: .team
      case .unit: .unit
      }
    }
  }

  /// Outcomes from which another follows.
  package struct Follows: Hashable, Sendable {
    /// At least one; each stands before the rule that follows.
    package let rules: [RuleID]
    /// Only where that level was gained; absent: any.
    package let level: SkillLevel?
  }

  /// What of several outcomes a person keeps.
  package enum Cap: Hashable, Sendable {
    /// Of a family the highest level; among equals the rule that stands first.
    case highest(EligibilityFamily)
    /// Of outcomes that exclude each other the rule that stands first.
    case first([RuleID])
    /// So many levels gained through contests in a calendar year, in all contests together.
    case aYear(Int)

    /// Whether it says which of the outcomes of two rules is kept.
    func settles(_ one: Rule, _ other: Rule) -> Bool {
      switch self {
      case .highest(let family): one.outcome.family == family && other.outcome.family == family
      case .first(let rules): rules.contains(one.id) && rules.contains(other.id)
      case .aYear(let most): most == 1 && one.ladder != nil && other.ladder != nil
      }
    }
  }
}

extension PolicyPack: Equatable {
  package static func == (left: PolicyPack, right: PolicyPack) -> Bool { left.text == right.text }
}

/// Names a rule within its pack.
package typealias RuleID = Identifier<PolicyPack.Rule>
/// Names a gate within its pack.
package typealias GateID = Identifier<PolicyPack.Gate>
