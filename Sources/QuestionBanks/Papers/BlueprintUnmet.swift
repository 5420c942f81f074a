package import Contests

/// Why a bank cannot fill a blueprint.
package struct BlueprintUnmet: Error, Equatable {
  /// In the order of the sections; every section that cannot be filled is in one of them.
  package let shortages: [Shortage]

  /// A section, or its share of one difficulty band.
  package struct Part: Hashable, Sendable {
    /// 0-based, in the blueprint.
    package let section: Int
    package let kind: QuestionKind?
    /// The questions of each case that is wanted; absent where single questions are.
    package let caseQuestions: Int?
    package let knowledge: String?
    package let level: SkillLevel?
    package let difficulty: Difficulty?
    /// Questions, or cases.
    package let needed: Int
  }

  /// Parts for which there are too few questions.
  package struct Shortage: Hashable, Sendable {
    /// One that is too much by itself; or several that each could be filled, but draw on the same
    /// questions. In the order of the sections.
    package let parts: [Part]
    /// Questions, or cases, that fit any of the parts.
    package let available: Int

    /// Questions, or cases, that the parts need together.
    package var needed: Int { parts.reduce(0) { $0 + $1.needed } }
  }
}

extension BlueprintUnmet.Shortage {
  /// Such as `needs 10 hard multiple-choice on 液压传动, the bank has 7`.
  package func sentence(in language: Language) -> String {
    let wants = parts.map { $0.words(in: language) }
    let isOfCases = parts.contains { $0.caseQuestions != nil }
    guard parts.count > 1 else {
      return switch language {
      case .zhHans: "需要 \(wants.joined())，题库只有 \(available) \(isOfCases ? "个" : "道")"
      case .en: "needs \(wants.joined()), the bank has \(available)"
      }
    }
    var numbers: [Int] = []
    for part in parts where numbers.last != part.section + 1 { numbers.append(part.section + 1) }
    let shown = numbers.map(String.init)
    switch language {
    case .zhHans:
      let (what, unit) = isOfCases ? ("案例", "个") : ("题目", "道")
      return "第 \(shown.joined(separator: "、")) 部分从相同的\(what)中抽取（\(wants.joined(separator: "；"))），"
        + "共需 \(needed) \(unit)，题库只有 \(available) \(unit)"
    case .en:
      let sections =
        shown.count == 1
        ? "section \(shown[0]) draws"
        : "sections \(shown.joined(separator: ", ")) draw"
      return "\(sections) on the same \(isOfCases ? "cases" : "questions") "
        + "(\(wants.joined(separator: "; "))): needs \(needed), the bank has \(available)"
    }
  }
}

extension BlueprintUnmet.Part {
  /// What is wanted, such as `10 hard multiple-choice on 液压传动`.
  package func words(in language: Language) -> String {
    switch language {
    case .zhHans:
      let conditions = [
        level?.name(in: language), difficulty.map { "难度\($0.name(in: language))" },
        caseQuestions.map { "每个 \($0) 题" },
      ].compactMap { $0 }
      let topic = knowledge.map { "“\($0)”" } ?? ""
      let count = caseQuestions == nil ? "\(needed) 道" : "\(needed) 个"
      let thing = caseQuestions == nil ? kind?.name(in: language) ?? "题" : "案例"
      return "\(count)\(topic)\(thing)"
        + (conditions.isEmpty ? "" : "（\(conditions.joined(separator: "，"))）")
    case .en:
      let plural = needed == 1 ? "" : "s"
      let thing =
        caseQuestions.map { "case\(plural) of \($0) question\($0 == 1 ? "" : "s")" }
        ?? kind?.name(in: language) ?? "question\(plural)"
      return [
        "\(needed)", difficulty?.name(in: language), thing, knowledge.map { "on \($0)" },
        level.map { "for \($0.name(in: language))" },
      ].compactMap { $0 }.joined(separator: " ")
    }
  }
}
