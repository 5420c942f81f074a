package import Contests

/// A body that the authorities registered to issue level certificates of an occupation (备案).
package struct IssuerRegistration: Hashable, Sendable {
  /// Who it certifies.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A firm, its own people only (企业自主评价).
    case firm
    /// A body, anybody (社会化评价).
    case body
  }

  package let name: String
  package let kind: Kind
  package let occupation: OccupationCode
  /// Both inclusive.
  package let levels: ClosedRange<SkillLevel>
  /// The first day.
  package let from: CalendarDate
  /// The last day, inclusive; absent while there is no end.
  package let until: CalendarDate?
  /// Where it is written down, such as the number of the register entry.
  package let evidence: String

  package init(
    name: String, kind: Kind, occupation: OccupationCode, levels: ClosedRange<SkillLevel>,
    from: CalendarDate, until: CalendarDate?, evidence: String
  ) {
    self.name = name
    self.kind = kind
    self.occupation = occupation
    self.levels = levels
    self.from = from
    self.until = until
    self.evidence = evidence
  }

  /// What makes two entries of the register the same: the later one takes the place of the other, with
  /// its last day and its kind.
  struct Key: Hashable {
    let name: String
    let number: String
    let occupation: OccupationCode
    let levels: ClosedRange<SkillLevel>
    let from: CalendarDate
  }

  var key: Key {
    Key(name: name, number: evidence, occupation: occupation, levels: levels, from: from)
  }

  /// Whether it may issue that level to people of that employer on that day.
  package func covers(_ level: SkillLevel, employer: UnitName, on day: CalendarDate) -> Bool {
    levels.contains(level) && from <= day && day <= (until ?? day)
      && (kind == .body || name == employer.text)
  }
}
