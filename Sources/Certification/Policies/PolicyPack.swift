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
  /// At least one, no two with the same id, in the order of the file.
  package let rules: [Rule]
  /// Applied in the order of the file, after every rule was judged.
  package let caps: [Cap]
  /// The YAML exactly as it was read.
  package let text: String
  /// SHA-256 of `text` in UTF-8, 64 lower-case hexadecimal digits.
  package let hash: String

  init(
    id: PackID, version: Int, title: LocalizedText, rules: [Rule], caps: [Cap], text: String
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.rules = rules
    self.caps = caps
    self.text = text
    hash = Fingerprint.hex(of: text)
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
  }

  /// One way from facts to an outcome; it is judged on its own.
  package struct Rule: Sendable {
    /// Unique within the pack.
    package let id: RuleID
    /// For people; the name of the outcome when the pack gives none.
    package let title: LocalizedText
    /// All have to be met; empty when the gates say everything.
    let clauses: [any Clause]
    /// All have to be passed.
    package let gates: [Gate]
    /// What a person has who meets everything.
    package let outcome: Outcome
    /// The paper from which the rule was taken; absent when the pack names none.
    package let source: String?
  }

  /// How many outcomes of a family a person keeps.
  package struct Cap: Hashable, Sendable {
    /// Which of several outcomes stays.
    package enum Keep: String, CaseIterable, Sendable {
      /// The highest level; among equals the rule that stands first.
      case highest
    }

    /// The outcomes that are compared.
    package let family: EligibilityFamily
    /// Which of them stays.
    package let keep: Keep
  }
}

extension PolicyPack: Equatable {
  package static func == (left: PolicyPack, right: PolicyPack) -> Bool { left.text == right.text }
}

/// Names a rule within its pack.
package typealias RuleID = Identifier<PolicyPack.Rule>
/// Names a gate within its pack.
package typealias GateID = Identifier<PolicyPack.Gate>
