package import Contests

extension Decision {
  /// The decision in lines that the person concerned understands: the verdict, every clause with
  /// what was asked and what was found, and the rule.
  ///
  ///     高级工晋升技师：不符合（可申报技师职业技能等级，须通过综合评审）
  ///       ✓ 名次（要求第 1 至 3 名）：第 2 名（共 20 名）
  ///       ✗ 理论和实操均合格
  ///         ✓ 理论成绩（要求不低于 60 分）：81 分
  ///         ✗ 实操成绩（要求不低于 60 分）：58 分，差 2 分
  ///       依据：city-leading-contest 第 1 版，规则 C1
  package func explanation(in language: Language) -> [String] {
    var lines = [headline(language)]
    lines += clauses.map { "  " + $0.line(language) }
    for gate in gates {
      lines.append("  \(Self.mark(gate.met)) \(gate.title.text(in: language))")
      lines += gate.clauses.map { "    " + $0.line(language) }
    }
    lines.append("  " + reference(language))
    return lines
  }

  private func headline(_ language: Language) -> String {
    let own = title.text(in: language)
    let title =
      recipient == .mentor || recipient == .union
      ? "\(own) → \(recipientName ?? "?")" : own
    let outcome = outcome.sentence(in: language)
    switch (verdict, language) {
    case (.awaiting(let awaited), .zhHans):
      return "\(title)：条件均已达到，\(awaited.title.text(in: .zhHans))（\(outcome)）"
    case (.awaiting(let awaited), .en):
      return "\(title): eligible, \(awaited.title.text(in: .en)) (\(outcome))"
    case (.capped(let earlier), .zhHans):
      return "\(title)：条件均已达到，但\(spent(by: earlier, language))，"
        + "每年限 \(promotionsAYear ?? 1) 次（\(outcome)）"
    case (.capped(let earlier), .en):
      return "\(title): every clause is met, but \(spent(by: earlier, language)) (\(outcome))"
    case (.met, .zhHans): return "\(title)：符合，\(outcome)"
    case (.met, .en): return "\(title): met; \(outcome)"
    case (.missed, .zhHans): return "\(title)：不符合（\(outcome)）"
    case (.missed, .en): return "\(title): not met (\(outcome))"
    case (.displaced(let rule), .zhHans):
      return "\(title)：条件均已达到，但\(kept(rule, language))（\(outcome)）"
    case (.displaced(let rule), .en):
      return "\(title): every clause is met, but \(kept(rule, language)) (\(outcome))"
    }
  }

  /// By what the year has no room left; who may only apply by an outcome on record has no level of it.
  private func spent(by earlier: PersonRecord.Promotion, _ language: Language) -> String {
    let (level, date) = (earlier.level.title.text(in: .en), earlier.date)
    switch (earlier.outcome, language) {
    case (let number?, .zhHans):
      return "同一年度已有\(earlier.level.name)的申报资格"
        + "（\(date)，\(earlier.contest ?? "") 成果 \(number)）"
    case (let number?, .en):
      return "an application for \(level) is open already in the same year (\(date), outcome "
        + "\(number) of \(earlier.contest ?? ""))"
    case (nil, .zhHans):
      return "同一年度已通过竞赛晋升\(earlier.level.name)（\(date)，\(earlier.evidence)）"
    case (nil, .en):
      return "\(level) was gained through a contest in the same year (\(date), \(earlier.evidence))"
    }
  }

  /// What a cap keeps instead, and by what.
  private func kept(_ rule: RuleID, _ language: Language) -> String {
    switch (displacing, language) {
    case (.first, .zhHans): "这些结果互相排斥，只保留排在前面的规则 \(rule)"
    case (.first, .en): "it goes together with no other, and rule \(rule) stands first"
    case (.highest, .zhHans): "同类结果只保留最高的一项，已由规则 \(rule) 代替"
    case (.highest, .en): "only the highest of its kind is kept, which is rule \(rule)"
    case (_, .zhHans): "通过竞赛晋升每年限 \(promotionsAYear ?? 1) 次，已保留规则 \(rule)"
    case (_, .en):
      "contests lead to \(counted(promotionsAYear ?? 1, "level")) a year, and rule \(rule) is kept"
    }
  }

  private func reference(_ language: Language) -> String {
    let paper = source.paper.map { language == .zhHans ? "；\($0)" : "; \($0)" } ?? ""
    return switch language {
    case .zhHans: "依据：\(source.pack) 第 \(source.version) 版，规则 \(source.rule)\(paper)"
    case .en: "Rule: \(source.rule) of \(source.pack), version \(source.version)\(paper)"
    }
  }

  fileprivate static func mark(_ met: Bool) -> String { met ? "✓" : "✗" }
}

extension JudgedClause {
  fileprivate func line(_ language: Language) -> String {
    let (title, required) = (title.text(in: language), required.text(in: language))
    // What is simply absent says how far it is in the same words.
    let distance = shortfall == actual ? nil : shortfall?.text(in: language)
    let found = [actual.text(in: language), distance].compactMap { $0 }
    return switch language {
    case .zhHans:
      "\(Decision.mark(met)) \(title)（要求\(required)）：\(found.joined(separator: "，"))"
    case .en:
      "\(Decision.mark(met)) \(title) (required: \(required)): \(found.joined(separator: ", "))"
    }
  }
}
