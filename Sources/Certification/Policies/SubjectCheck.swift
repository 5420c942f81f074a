import Contests

/// Finds clauses that are asked of others than a rule is about, such as an age of a unit: nobody could
/// meet them, or everybody would.
enum SubjectCheck {
  /// In the order of the file, those of gates at the place where the rule needs the gate.
  static func findings(of rule: PolicyPack.Rule) -> [DeclarationFinding] {
    let subject = rule.recipient.subject
    let own = zip(rule.clauses, rule.clausePlaces).filter { !$0.0.isAsked(of: subject) }
    let ofGates = zip(rule.gates, rule.gatePlaces).flatMap { gate, needed in
      zip(gate.clauses, gate.clausePlaces).filter { !$0.0.isAsked(of: subject) }
        .map { clause, place in
          needed.finding(problem(of: clause, in: rule, needing: gate.id, at: place.line))
        }
    }
    return own.map { clause, place in place.finding(problem(of: clause, in: rule)) } + ofGates
  }

  private static func problem(
    of clause: any Clause, in rule: PolicyPack.Rule, needing gate: GateID? = nil,
    at line: Int? = nil
  ) -> LocalizedText {
    let kind = type(of: clause)
    let subject = rule.recipient.subject
    let asked = Facts.Subject.allCases.filter(kind.subjects.contains)
    let known = ClauseCatalog.fields(of: subject)
    return .inEach { language in
      let isZh = language == .zhHans
      let about = subject.plural.text(in: language)
      let others = asked.map { $0.plural.text(in: language) }
        .joined(separator: isZh ? "和" : " and ")
      let names = asked.map { "for: \($0.rawValue)" }.joined(separator: isZh ? " 或 " : " or ")
      let advice =
        switch (subject, isZh) {
        case (.person, true): "要评\(others)请写 \(names)"
        case (.person, false): "write \(names) where \(others) are meant"
        case (_, true): "\(about)的规则可用：\(known.joined(separator: "、"))"
        case (_, false): "rules about \(about) may ask: \(known.joined(separator: ", "))"
        }
      let place = line.map { isZh ? "（第 \($0) 行）" : " (line \($0))" } ?? ""
      let field = kind.field
      let what =
        switch (gate, isZh) {
        case (nil, _): field
        case (let gate?, true): "门槛 \(gate) 的 \(field)\(place)"
        case (let gate?, false): "\(field) of gate \(gate)\(place)"
        }
      return isZh
        ? "\(what) 只能问\(others)，而规则 \(rule.id) 面向\(about)；\(advice)"
        : "\(what) is asked of \(others), and rule \(rule.id) is about \(about); \(advice)"
    }
  }
}

extension Clause {
  fileprivate func isAsked(of subject: Facts.Subject) -> Bool {
    Self.subjects.contains(subject)
  }
}

extension Facts.Subject {
  /// Several of them, for people.
  var plural: LocalizedText {
    switch self {
    case .person: LocalizedText(zhHans: "选手", en: "people")
    case .team: LocalizedText(zhHans: "代表队", en: "teams")
    case .unit: LocalizedText(zhHans: "单位", en: "units")
    }
  }

  func one(in language: Language) -> String {
    language == .zhHans ? plural.text(in: language) : rawValue
  }
}
