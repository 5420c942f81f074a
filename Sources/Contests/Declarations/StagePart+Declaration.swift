extension Declaration {
  /// The keys of the order of results; notes keys of parts that are not there and keys too many.
  func rankingKeys(among parts: [StagePart]?) -> [RankingKey] {
    let keys = list().compactMap { declared -> RankingKey? in
      let key = declared.value(
        expecting: LocalizedText(
          zhHans: "score desc、elapsed asc、submitted asc 或 part:标识 desc",
          en: "score desc, elapsed asc, submitted asc or part:ID desc")
      ) { RankingKey($0) }
      if case .partDescending(let part)? = key, !(parts ?? []).contains(where: { $0.id == part }) {
        declared.note(
          LocalizedText(zhHans: "本阶段没有部分 \(part)", en: "the stage has no part \(part)"))
      }
      return key
    }
    if keys.isEmpty || Set(keys).count != keys.count {
      note(
        LocalizedText(zhHans: "排名依据至少一项，且不得重复", en: "at least one ranking key, and none twice"))
    }
    if !keys.fit {
      note(
        LocalizedText(
          zhHans: "排名依据过多：一共 128 位，score 和 elapsed 各占 36 位，submitted 占 44 位，每个部分占 27 位",
          en: "too many ranking keys: there are 128 bits; score and elapsed take 36 each, "
            + "submitted 44, a part 27"))
    }
    return keys
  }

  /// The parts of a stage; notes weights that do not come to 100, and parts that do not fit to the
  /// paper that the stage has or has not.
  func stageParts(hasPaper: Bool, after earlier: EarlierStages) -> [StagePart]? {
    let declared = list()
    guard isList, (1...Limits.stageParts).contains(declared.count) else {
      if isList {
        note(
          LocalizedText(
            zhHans: "部分应为 1 至 \(Limits.stageParts) 个",
            en: "a stage has 1 to \(Limits.stageParts) parts"))
      }
      return nil
    }
    let parts = declared.compactMap { StagePart(declared: $0, after: earlier) }
    guard parts.count == declared.count else { return nil }
    if Set(parts.map(\.id)).count != parts.count {
      note(LocalizedText(zhHans: "标识重复", en: "the same id twice"))
    }
    let sum = parts.reduce(.zero) { $0 + $1.weight }
    if sum != StagePart.whole {
      note(
        LocalizedText(
          zhHans: "各部分的权重之和应为 100，现为 \(sum)", en: "the weights come to \(sum), not to 100"))
    }
    let papers = parts.count { $0.source == .paper }
    if hasPaper, papers != 1 {
      note(
        LocalizedText(
          zhHans: "应有且只有一个部分是本阶段的试卷（online: true）",
          en: "exactly one part is the stage's own paper (online: true)"))
    } else if !hasPaper, papers > 0 || !parts.contains(where: \.isJudged) {
      note(
        LocalizedText(
          zhHans: "没有试卷（paper）的阶段至少有一个部分由裁判评分，且没有 online 的部分",
          en: "without a paper at least one part is scored by judges, and none is online"))
    }
    return parts
  }

  /// Who has no rank; notes reasons that mean nothing without parts.
  func unrankedReasons(parts: [StagePart]?) -> [UnrankedReason] {
    let reasons = list().compactMap { declared -> UnrankedReason? in
      let reason: UnrankedReason? = declared.choice()
      if reason == .failedPart, parts?.contains(where: { $0.pass != nil }) != true {
        declared.note(
          LocalizedText(zhHans: "没有一个部分有合格线（pass）", en: "no part has a pass mark (pass)"))
      }
      return reason
    }
    if Set(reasons).count != reasons.count {
      note(LocalizedText(zhHans: "不得重复", en: "none twice"))
    }
    return reasons
  }

  /// A decimal within bounds, both included.
  fileprivate func points(_ bounds: ClosedRange<Points>) -> Points? {
    value(
      expecting: LocalizedText(
        zhHans: "\(bounds.lowerBound) 至 \(bounds.upperBound) 的数，至多三位小数",
        en: "a number from \(bounds.lowerBound) to \(bounds.upperBound), at most three decimals")
    ) { Points(decimal: $0).flatMap { bounds.contains($0) ? $0 : nil } }
  }
}

extension StagePart {
  private static let least = Points(thousandths: 1)

  fileprivate init?(declared: Declaration, after earlier: EarlierStages) {
    guard
      let fields = declared.mapping(keys: [
        "id", "title", "online", "carry-over", "weight", "of", "pass", "judges",
      ])
    else { return nil }
    let id = fields.required("id")?.identifier(StagePart.self)
    let title = fields["title"]?.localizedText()
    let weight = fields.required("weight")?.points(Self.least...Self.whole)
    let pass = fields["pass"]?.points(.zero...Self.whole)
    let source: Source?
    if let online = fields["online"] {
      source = online.value(expecting: LocalizedText(zhHans: "true", en: "true")) {
        $0 == "true" ? .paper : nil
      }
    } else if let stage = fields["carry-over"] {
      source = stage.carriedStage(after: earlier).map { .stage($0) }
    } else {
      let rule = fields["judges"].map { JudgingRule(declared: $0) } ?? JudgingRule()
      let most = fields.required("of")?.points(Self.least...Points(Limits.paperPoints))
      source = rule.flatMap { rule in most.map { .judges(rule, of: $0) } }
    }
    if fields["online"] != nil || fields["carry-over"] != nil {
      if fields["online"] != nil { fields["carry-over"]?.notForJudges() }
      fields["of"]?.notForJudges()
      fields["judges"]?.notForJudges()
    }
    guard let id, let weight, let source else { return nil }
    self.init(
      id: id, title: title ?? LocalizedText(zhHans: id.text, en: id.text), source: source,
      weight: weight, pass: pass)
  }
}

extension Declaration {
  fileprivate func carriedStage(after earlier: EarlierStages) -> StageID? {
    guard let stage = identifier(Stage.self) else { return nil }
    if earlier.hasCut(stage) == nil {
      note(
        LocalizedText(
          zhHans: "本赛项在此之前没有阶段 \(stage)", en: "no earlier stage of the event is called \(stage)"))
    }
    return stage
  }

  fileprivate func notForJudges() {
    note(
      LocalizedText(
        zhHans: "一个部分只有一个来源：online、carry-over，或裁判评分（of、judges）",
        en: "a part has one source: online, carry-over, or judges (of, judges)"))
  }
}

extension JudgingRule {
  fileprivate init?(declared: Declaration) {
    guard let fields = declared.mapping(keys: ["combine", "at-least", "disagreement"]) else {
      return nil
    }
    let combine = fields["combine"].map { $0.choice(Combination.self) } ?? .mean
    let least = combine == .trimmedMean ? 3 : Self.judges.lowerBound
    let atLeast = fields["at-least"].map { $0.number(in: least...Self.judges.upperBound) } ?? least
    let disagreement = fields["disagreement"]?.points(.zero...Points(Limits.paperPoints))
    guard let combine, let atLeast else { return nil }
    self.init(combine: combine, atLeast: atLeast, disagreement: disagreement)
  }
}
