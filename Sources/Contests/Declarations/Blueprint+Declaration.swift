extension Blueprint {
  private static let dealingKeys = ["exposure", "forms"]

  /// Reads `{ draw: 5 }`, or `{ sections: [...] }`; either may have `exposure: least` or `forms:
  /// 20`.
  init?(declared: Declaration) {
    let dealing: Dealing?
    let drawn: [Section]
    if declared.has("sections") {
      let fields = declared.mapping(keys: ["sections"] + Self.dealingKeys)
      guard let fields, let list = fields["sections"] else { return nil }
      dealing = Dealing(fields)
      let parts = list.list()
      drawn = parts.compactMap { part in
        part.mapping(keys: Section.keys).flatMap { Section($0, of: part) }
      }
      guard list.isList, drawn.count == parts.count else { return nil }
    } else {
      guard let fields = declared.mapping(keys: Section.keys + Self.dealingKeys) else { return nil }
      dealing = Dealing(fields)
      guard let section = Section(fields, of: declared) else { return nil }
      drawn = [section]
    }
    guard let dealing else { return nil }
    self.init(sections: drawn, dealing: dealing)
    if !(1...Limits.paperQuestions).contains(questionCount) {
      declared.note(
        LocalizedText(
          zhHans: "试卷应有 1 至 \(Limits.paperQuestions) 题",
          en: "a paper has 1 to \(Limits.paperQuestions) questions"))
    } else if !hasBoundedPoints {
      declared.note(
        LocalizedText(
          zhHans: "试卷得分或扣分不超过 \(Limits.paperPoints) 分",
          en: "a paper earns or costs at most \(Limits.paperPoints) points"))
    }
  }
}

extension Blueprint.Dealing {
  fileprivate init?(_ fields: Declaration.Fields) {
    let exposure = fields["exposure"].map { $0.choice(ExposureRule.self) } ?? .random
    guard let declared = fields["forms"] else {
      guard let exposure else { return nil }
      self = exposure == .least ? .leastExposed : .random
      return
    }
    let count = declared.number(in: Blueprint.formCounts)
    if fields["exposure"] != nil {
      declared.note(
        LocalizedText(
          zhHans: "forms 与 exposure 只能选一项", en: "forms and exposure exclude each other"))
    }
    guard exposure != nil, let count else { return nil }
    self = .forms(count)
  }
}

extension Blueprint.Section {
  fileprivate static let keys = [
    "kind", "questions", "knowledge", "level", "draw", "points", "marking", "difficulty",
  ]

  /// What a section draws.
  private enum Drawn {
    case questions(QuestionKind?)
    case cases
  }

  fileprivate init?(_ fields: Declaration.Fields, of declared: Declaration) {
    let draw = fields.required("draw")?.number(in: 1...Limits.paperQuestions)
    let points =
      fields["points"].map { declared in
        declared.value(
          expecting: LocalizedText(zhHans: "分值，如 1 或 0.5", en: "points such as 1 or 0.5")
        ) { Points(decimal: $0) }
      } ?? Points(1)
    let drawn = Self.drawn(fields["kind"])
    let marking = fields["marking"].map { Self.marking($0, drawn) } ?? .allOrNothing
    let level = fields["level"]?.skillLevel()
    let questions = drawn.flatMap { Self.caseQuestions(fields, $0) }
    guard let draw, let points, let marking, let drawn,
      let bands = Self.bands(fields["difficulty"], draw: draw)
    else { return nil }
    var kind: QuestionKind?
    switch drawn {
    case .questions(let one): kind = one
    case .cases where questions == nil: return nil
    case .cases: break
    }
    self.init(
      kind: kind, knowledge: fields["knowledge"]?.text(), level: level, draw: draw,
      points: points, marking: marking, difficulty: bands, caseQuestions: questions)
  }

  /// How the questions are marked; by pairs only where all of them have pairs.
  private static func marking(_ declared: Declaration, _ drawn: Drawn?) -> MarkingScheme? {
    guard let scheme = MarkingScheme(declared: declared) else { return nil }
    var kind: QuestionKind?
    switch drawn {
    case .questions(let one): kind = one
    case .cases: kind = nil
    case nil: return scheme
    }
    guard scheme.fits(kind) else {
      declared.note(
        LocalizedText(
          zhHans: "按相邻对计分只用于 kind: ordering 或 matching",
          en: "marking by pair is for kind: ordering or matching"))
      return nil
    }
    return scheme
  }

  private static func drawn(_ declared: Declaration?) -> Drawn? {
    guard let declared else { return .questions(nil) }
    let known = QuestionKind.allCases.map(\.rawValue) + ["case"]
    return declared.value(
      expecting: LocalizedText(
        zhHans: known.joined(separator: "、"), en: known.joined(separator: ", "))
    ) { text in
      text == "case" ? .cases : QuestionKind(rawValue: text).map { .questions($0) }
    }
  }

  /// How many questions each case has; absent for a section of single questions.
  private static func caseQuestions(_ fields: Declaration.Fields, _ drawn: Drawn) -> Int? {
    if case .cases = drawn {
      return fields.required("questions")?.number(in: 1...Limits.paperQuestions)
    }
    fields["questions"]?.note(
      LocalizedText(
        zhHans: "只有案例（kind: case）才有 questions",
        en: "only a section of cases (kind: case) has questions"))
    return nil
  }

  private static func bands(_ declared: Declaration?, draw: Int) -> [Difficulty: Int]? {
    let known = Difficulty.allCases.map(\.rawValue)
    guard let declared, let counts = declared.mapping(keys: known) else { return [:] }
    var bands: [Difficulty: Int] = [:]
    for band in Difficulty.allCases {
      guard let given = counts[band.rawValue] else { continue }
      guard let count = given.number(in: 0...Limits.paperQuestions) else { return nil }
      bands[band] = count
    }
    let sum = bands.values.reduce(0, +)
    if sum != draw {
      declared.note(
        LocalizedText(
          zhHans: "各难度合计 \(sum) 题，与抽题数 \(draw) 不符",
          en: "the bands add up to \(sum), but \(draw) are drawn"))
    }
    return bands
  }
}

extension MarkingScheme {
  /// Reads `all-or-nothing`, `partial`, `by-pair` or `{ wrong: 0.5, floor: 0, by: pair }`, the last
  /// of which may be left out.
  fileprivate init?(declared: Declaration) {
    guard declared.isMapping else {
      let names = Self.named.keys.sorted()
      let scheme = declared.value(
        expecting: LocalizedText(
          zhHans: "\(names.joined(separator: "、")) 或 { wrong: 0.5, floor: 0 }",
          en: "\(names.joined(separator: ", ")) or { wrong: 0.5, floor: 0 }")
      ) { Self.named[$0] }
      guard let scheme else { return nil }
      self = scheme
      return
    }
    guard let fields = declared.mapping(keys: ["wrong", "floor", "by"]) else { return nil }
    let wrong = fields.required("wrong")?.value(
      expecting: LocalizedText(zhHans: "每错一处扣的分，如 0.5", en: "points such as 0.5")
    ) { Points(decimal: $0) }
    let floor = fields.required("floor")?.value(
      expecting: LocalizedText(zhHans: "最低得分：0 或负数，如 -2", en: "0 or less, such as -2")
    ) { text in
      text.hasPrefix("-")
        ? Points(decimal: text.dropFirst()).map { Points(thousandths: -$0.thousandths) }
        : text == "0" ? .zero : nil
    }
    let by = fields["by"].map { declared in
      declared.value(expecting: LocalizedText(zhHans: "place 或 pair", en: "place or pair")) {
        ["place", "pair"].contains($0) ? $0 : nil
      }
    }
    guard let wrong, let floor, let by = by ?? "place" else { return nil }
    self = by == "pair" ? .pairs(wrong: wrong, floor: floor) : .each(wrong: wrong, floor: floor)
  }
}

extension Declaration {
  fileprivate func skillLevel() -> SkillLevel? {
    let known = SkillLevel.allCases.map(\.name)
    return value(
      expecting: LocalizedText(
        zhHans: "技能等级：\(known.joined(separator: "、"))",
        en: "a skill level: \(known.joined(separator: ", "))")
    ) { SkillLevel(name: $0) }
  }
}
