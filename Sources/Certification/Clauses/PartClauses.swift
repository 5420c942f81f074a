import Contests

/// `theory: at least 60` of 100.
struct TheoryClause: Clause {
  static let field = "theory"
  static var title: LocalizedText { LocalizedText(zhHans: "理论成绩", en: "Theory") }

  /// 0 to 100.
  let least: Points

  init?(declared: Declaration) {
    guard let least = declared.partBound() else { return nil }
    self.least = least
  }

  var required: LocalizedText { .atLeast(least) }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.score(of: Self.field).map { $0 >= least } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (facts.words(of: Self.field, absent: Self.absent), facts.certified("parts.theory"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.missing(of: Self.field, least, absent: Self.absent)
  }

  var reach: Reach? { Reach("part \(Self.field)", least.thousandths...100_000) }

  private static var absent: LocalizedText {
    LocalizedText(zhHans: "未录入理论成绩", en: "no theory score was entered")
  }
}

/// `practical: at least 60` of 100.
struct PracticalClause: Clause {
  static let field = "practical"
  static var title: LocalizedText { LocalizedText(zhHans: "实操成绩", en: "Practical") }

  /// 0 to 100.
  let least: Points

  init?(declared: Declaration) {
    guard let least = declared.partBound() else { return nil }
    self.least = least
  }

  var required: LocalizedText { .atLeast(least) }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    facts.score(of: Self.field).map { $0 >= least } ?? false
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (facts.words(of: Self.field, absent: Self.absent), facts.certified("parts.practical"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    facts.missing(of: Self.field, least, absent: Self.absent)
  }

  var reach: Reach? { Reach("part \(Self.field)", least.thousandths...100_000) }

  private static var absent: LocalizedText {
    LocalizedText(zhHans: "未录入实操成绩", en: "no practical score was entered")
  }
}

/// `parts: { defence: at least 70 }`: pass marks for parts by the ids of the plan, of 100 each.
struct PartsClause: Clause {
  static let field = "parts"
  static var title: LocalizedText { LocalizedText(zhHans: "各部分成绩", en: "Parts") }

  private struct Mark: Hashable {
    let part: String
    let least: Points
  }

  /// At least one, in the order of the file.
  private let marks: [Mark]

  init?(declared: Declaration) {
    let marks = declared.pairs().compactMap { part, value in
      value.partBound().map { Mark(part: part, least: $0) }
    }
    guard declared.isMapping, !marks.isEmpty else {
      if declared.isMapping {
        declared.refuse(
          expecting: LocalizedText(
            zhHans: "部分及其合格线，如 { theory: at least 60 }",
            en: "parts with their pass marks, such as { theory: at least 60 }"))
      }
      return nil
    }
    self.marks = marks
  }

  var required: LocalizedText {
    .inEach { language in
      marks.map { "\($0.part) " + LocalizedText.atLeast($0.least).text(in: language) }
        .joined(separator: language == .zhHans ? "，" : ", ")
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    marks.allSatisfy { mark in facts.score(of: mark.part).map { $0 >= mark.least } ?? false }
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (
      .inEach { language in
        marks.map { mark in
          "\(mark.part) " + facts.words(of: mark.part, absent: .noScore).text(in: language)
        }.joined(separator: language == .zhHans ? "，" : ", ")
      }, facts.certified("parts")
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    .inEach { language in
      marks.compactMap { mark in
        let score = facts.score(of: mark.part)
        guard score.map({ $0 < mark.least }) ?? true else { return nil }
        return "\(mark.part) "
          + facts.missing(of: mark.part, mark.least, absent: .noScore).text(in: language)
      }.joined(separator: language == .zhHans ? "，" : ", ")
    }
  }
}

/// `parts-passed: yes`: every part reached the pass mark that the plan declares for it.
struct PartsPassedClause: Clause {
  static let field = "parts-passed"
  static var title: LocalizedText { LocalizedText(zhHans: "各部分合格", en: "Parts passed") }

  init?(declared: Declaration) {
    guard declared.isYes() else { return nil }
  }

  var required: LocalizedText { LocalizedText(zhHans: "均合格", en: "all") }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    !facts.result.parts.isEmpty && facts.result.parts.allSatisfy(\.isPassed)
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let words = isMet(by: facts, in: setting) ? required : shortfall(facts, in: setting)
    return (words, facts.certified("parts"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let failed = facts.result.parts.filter { !$0.isPassed }.map(\.id)
    guard !failed.isEmpty else {
      return LocalizedText(zhHans: "成绩不分部分", en: "the result has no parts")
    }
    return LocalizedText(
      zhHans: "未合格：\(failed.joined(separator: "、"))",
      en: "not passed: \(failed.joined(separator: ", "))")
  }
}

extension Facts {
  fileprivate func score(of part: String) -> Points? {
    result.parts.first { $0.id == part }?.score
  }

  fileprivate func words(of part: String, absent: LocalizedText) -> LocalizedText {
    score(of: part).map { LocalizedText(zhHans: "\($0) 分", en: counted($0)) } ?? absent
  }

  fileprivate func missing(
    of part: String, _ least: Points, absent: LocalizedText
  ) -> LocalizedText {
    guard let score = score(of: part) else { return absent }
    let missing = Points(thousandths: least.thousandths - score.thousandths)
    return LocalizedText(zhHans: "差 \(missing) 分", en: "\(counted(missing)) short")
  }
}

extension Declaration {
  fileprivate func partBound() -> Points? {
    bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "百分制分数下限，如 at least 60", en: "points out of 100 such as at least 60")
    ) { text in Points(decimal: text).flatMap { $0 <= Points(100) ? $0 : nil } }
  }
}

extension LocalizedText {
  fileprivate static func atLeast(_ points: Points) -> LocalizedText {
    LocalizedText(zhHans: "不低于 \(points) 分", en: "at least \(counted(points))")
  }

  fileprivate static var noScore: LocalizedText {
    LocalizedText(zhHans: "未录入成绩", en: "no score was entered")
  }
}
