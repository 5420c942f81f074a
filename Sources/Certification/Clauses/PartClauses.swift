import Contests

/// `theory: at least 60` of 100.
struct TheoryClause: Clause {
  static let field = "theory"
  static var title: LocalizedText { LocalizedText(zhHans: "理论成绩", en: "Theory") }

  private let mark: PartMark

  init?(declared: Declaration) {
    let absent = LocalizedText(zhHans: "未录入理论成绩", en: "no theory score was entered")
    guard let mark = PartMark(Self.field, declared: declared, absent: absent) else { return nil }
    self.mark = mark
  }

  var required: LocalizedText { mark.required }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { mark.isMet(by: facts) }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (mark.actual(facts), facts.certified("parts.theory"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText { mark.shortfall(facts) }

  var reach: Reach? { mark.reach }
}

/// `practical: at least 60` of 100.
struct PracticalClause: Clause {
  static let field = "practical"
  static var title: LocalizedText { LocalizedText(zhHans: "实操成绩", en: "Practical") }

  private let mark: PartMark

  init?(declared: Declaration) {
    let absent = LocalizedText(zhHans: "未录入实操成绩", en: "no practical score was entered")
    guard let mark = PartMark(Self.field, declared: declared, absent: absent) else { return nil }
    self.mark = mark
  }

  var required: LocalizedText { mark.required }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { mark.isMet(by: facts) }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (mark.actual(facts), facts.certified("parts.practical"))
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText { mark.shortfall(facts) }

  var reach: Reach? { mark.reach }
}

/// `parts: { defence: at least 70 }`: pass marks for parts by the ids of the plan, of 100 each.
struct PartsClause: Clause {
  static let field = "parts"
  static var title: LocalizedText { LocalizedText(zhHans: "各部分成绩", en: "Parts") }

  /// At least one, in the order of the file.
  private let marks: [PartMark]

  init?(declared: Declaration) {
    let marks = declared.pairs().compactMap { part, value in
      PartMark(part, declared: value, absent: .noScore)
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
      marks.map { "\($0.part) " + $0.required.text(in: language) }
        .joined(separator: language == .zhHans ? "，" : ", ")
    }
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool {
    marks.allSatisfy { $0.isMet(by: facts) }
  }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    (
      .inEach { language in
        marks.map { "\($0.part) " + $0.actual(facts).text(in: language) }.joined(
          separator: language == .zhHans ? "，" : ", ")
      }, facts.certified("parts")
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    .inEach { language in
      marks.filter { !$0.isMet(by: facts) }
        .map { "\($0.part) " + $0.shortfall(facts).text(in: language) }
        .joined(separator: language == .zhHans ? "，" : ", ")
    }
  }

  var reaches: [Reach] { marks.map(\.reach) }
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

/// The least score that is asked of a part, of 100.
private struct PartMark: Hashable {
  let part: String
  /// 0 to 100.
  private let least: Points
  /// What is said where there is no score.
  private let absent: LocalizedText

  init?(_ part: String, declared: Declaration, absent: LocalizedText) {
    let least = declared.bound(
      "at least",
      expecting: LocalizedText(
        zhHans: "百分制分数下限，如 at least 60", en: "points out of 100 such as at least 60")
    ) { text in Points(decimal: text).flatMap { $0 <= Points(100) ? $0 : nil } }
    guard let least else { return nil }
    (self.part, self.least, self.absent) = (part, least, absent)
  }

  private func score(_ facts: Facts) -> Points? {
    facts.result.parts.first { $0.id == part }?.score
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "不低于 \(least) 分", en: "at least \(counted(least))")
  }

  func isMet(by facts: Facts) -> Bool { score(facts).map { $0 >= least } ?? false }

  func actual(_ facts: Facts) -> LocalizedText {
    score(facts).map { LocalizedText(zhHans: "\($0) 分", en: counted($0)) } ?? absent
  }

  func shortfall(_ facts: Facts) -> LocalizedText {
    guard let score = score(facts) else { return absent }
    let missing = Points(thousandths: least.thousandths - score.thousandths)
    return LocalizedText(zhHans: "差 \(missing) 分", en: "\(counted(missing)) short")
  }

  var reach: Reach { Reach.part(part, from: least) }
}

extension LocalizedText {
  fileprivate static var noScore: LocalizedText {
    LocalizedText(zhHans: "未录入成绩", en: "no score was entered")
  }
}
