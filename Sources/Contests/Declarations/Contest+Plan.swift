extension Contest {
  /// Reads a contest plan, the YAML file in which an organizer declares a contest.
  ///
  /// - Throws: `DeclarationRefused` with the line, column and field of everything that is wrong.
  package init(plan text: String) throws(DeclarationRefused) {
    self = try Declaration.read(text) { root in
      let fields = root.mapping(keys: [
        "contest", "title", "tier", "class", "timezone", "hosts", "events",
      ])
      guard let fields else { return nil }
      let id = fields.required("contest")?.identifier(Contest.self)
      let title = fields.required("title")?.localizedText()
      let tier = fields.required("tier")?.choice(Tier.self)
      let contestClass = fields["class"]?.number(in: Contest.classes)
      // With an unknown zone the events are still read for their own faults.
      let usual = ContestZone("Asia/Shanghai")
      let zone = fields["timezone"].flatMap(Self.zone) ?? usual
      let hosts = fields["hosts"]?.list().compactMap { $0.region() } ?? []
      guard let list = fields.required("events"), let zone else { return nil }
      let events = list.parts(
        LocalizedText(
          zhHans: "赛项应为 1 至 \(Limits.contestParts) 个",
          en: "a contest has 1 to \(Limits.contestParts) events")
      ).compactMap { Event(declared: $0, zone: zone) }
      list.refuseRepeats(of: events.map(\.id.text))
      guard let id, let title, let tier else { return nil }
      return Contest(
        id: id, title: title, tier: tier, contestClass: contestClass, zone: zone, hosts: hosts,
        events: events)
    }
  }

  private static func zone(_ declared: Declaration) -> ContestZone? {
    declared.value(
      expecting: LocalizedText(
        zhHans: "时区，如 Asia/Shanghai", en: "a time zone such as Asia/Shanghai")
    ) { ContestZone($0) }
  }
}

extension Declaration {
  fileprivate func region() -> RegionCode? {
    value(
      expecting: LocalizedText(
        zhHans: "六位行政区划代码（GB/T 2260）", en: "a six-digit region code (GB/T 2260)")
    ) { RegionCode($0) }
  }

  /// The events of a contest or the stages of an event; none of them is read when there are none
  /// or too many.
  fileprivate func parts(_ rule: LocalizedText) -> [Declaration] {
    let parts = list()
    guard isList, !(1...Limits.contestParts).contains(parts.count) else { return parts }
    note(rule)
    return []
  }

  fileprivate func refuseRepeats(of names: [String]) {
    let repeated = Set(names.filter { name in names.count(where: { $0 == name }) > 1 })
    guard !repeated.isEmpty else { return }
    let shown = repeated.sorted().joined(separator: ", ")
    note(LocalizedText(zhHans: "标识重复：\(shown)", en: "the same id twice: \(shown)"))
  }
}

extension Event {
  fileprivate init?(declared: Declaration, zone: ContestZone) {
    let fields = declared.mapping(keys: ["id", "title", "occupation", "bank", "stages"])
    guard let fields else { return nil }
    let id = fields.required("id")?.identifier(Event.self)
    let title = fields.required("title")?.localizedText()
    let occupation = fields.required("occupation")?.value(
      expecting: LocalizedText(
        zhHans: "职业代码，如 6-31-01-02", en: "an occupation code such as 6-31-01-02")
    ) { OccupationCode($0) }
    let bank = fields.required("bank")?.identifier(QuestionBankSubject.self)
    guard let list = fields.required("stages") else { return nil }
    var earlier = EarlierStages()
    let stages = list.parts(
      LocalizedText(
        zhHans: "阶段应为 1 至 \(Limits.contestParts) 个",
        en: "an event has 1 to \(Limits.contestParts) stages")
    ).compactMap { Stage(declared: $0, zone: zone, after: &earlier) }
    list.refuseRepeats(of: stages.map(\.id.text))
    guard let id, let title, let occupation, let bank else { return nil }
    self.init(id: id, title: title, occupation: occupation, bank: bank, stages: stages)
  }
}

/// The stages of an event that stand before the one that is being read, with what others may refer
/// to, whether or not the rest of them is sound.
struct EarlierStages {
  /// Whether somebody passes from the stage to another.
  private var hasCut: [StageID: Bool] = [:]

  mutating func add(_ stage: StageID, hasCut: Bool) { self.hasCut[stage] = hasCut }

  /// Absent when there is no such stage.
  func hasCut(_ stage: StageID) -> Bool? { hasCut[stage] }
}

extension Stage {
  private static let paceBounds = Milliseconds.seconds(1)...Milliseconds.seconds(600)

  fileprivate init?(declared: Declaration, zone: ContestZone, after earlier: inout EarlierStages) {
    let fields = declared.mapping(keys: [
      "id", "title", "window", "bell", "late", "paper", "time", "grace", "pace", "tries", "counts",
      "feedback", "admission", "ranking", "ties", "cut", "policies", "appeals", "parts",
      "unranked", "rollups",
    ])
    guard let fields else { return nil }
    let id = fields.required("id")?.identifier(Stage.self)
    let title = fields["title"]?.localizedText()
    let window = fields.required("window")?.window(in: zone)
    let bell = fields["bell"]?.bell(in: zone, within: window)
    let late = fields["late"]?.late(within: window)
    let isOffline = fields["paper"] == nil && fields["parts"] != nil
    let blueprint =
      isOffline ? Blueprint.none : fields.required("paper").flatMap { Blueprint(declared: $0) }
    let allowance = isOffline ? Milliseconds(0) : fields.required("time")?.milliseconds()
    let grace = fields["grace"].map { $0.milliseconds() } ?? .seconds(3)
    let pace = fields["pace"]?.pace(in: Self.paceBounds)
    let tries = fields["tries"].map { Tries(declared: $0) } ?? Tries(perDay: nil, total: nil)
    let counting = fields["counts"].map { $0.choice(CountingRule.self) } ?? .best
    let feedback = fields["feedback"].map { $0.choice(Feedback.self) } ?? Feedback.none
    Self.noteWhatNeedsOrForbidsABell(fields, feedback)
    if isOffline { Self.noteWhatNeedsAPaper(fields, feedback) }
    let admission =
      fields["admission"].map { Admission(declared: $0, after: earlier) } ?? .roster
    let parts = fields["parts"]?.stageParts(hasPaper: !isOffline, after: earlier)
    let ranking =
      fields["ranking"]?.rankingKeys(among: parts)
      ?? [.scoreDescending, .elapsedAscending, .submittedAscending]
    let ties =
      fields["ties"].map { TiePolicy(declared: $0) } ?? TiePolicy(ranks: .shared, atCut: .allIn)
    let cut = fields["cut"].map { Cut(declared: $0) }
    let policies = fields["policies"]?.list().compactMap { $0.identifier(PolicyPackSubject.self) }
    let appeals = fields["appeals"]?.milliseconds()
    let unranked = fields["unranked"]?.unrankedReasons(parts: parts)
    let rollups = fields["rollups"].map { RollupRules(declared: $0) }
    if let id { earlier.add(id, hasCut: fields["cut"] != nil) }
    guard let id, let window, let blueprint, let allowance, let grace, let tries, let counting,
      let feedback, let admission, let ties
    else { return nil }
    self.init(
      id: id, title: title ?? LocalizedText(zhHans: id.text, en: id.text), window: window,
      blueprint: blueprint, allowance: allowance, grace: grace, tries: tries, counting: counting,
      feedback: feedback, admission: admission, ranking: ranking, ties: ties, cut: cut ?? nil,
      policies: policies ?? [], bell: bell, late: late, pace: pace, appeals: appeals,
      parts: parts, unranked: unranked, rollups: rollups ?? nil)
  }

  private static func noteWhatNeedsAPaper(_ fields: Declaration.Fields, _ feedback: Feedback?) {
    for name in ["time", "grace", "pace", "tries", "counts", "bell", "late"] {
      fields[name]?.note(
        LocalizedText(
          zhHans: "没有试卷（paper）的阶段不用 \(name)",
          en: "a stage without a paper has no \(name)"))
    }
    if let feedback, feedback != .none, feedback != .score {
      fields["feedback"]?.note(
        LocalizedText(
          zhHans: "没有试卷（paper）的阶段只能是 none 或 score",
          en: "without a paper there are no answers to tell: none or score"))
    }
  }

  private static func noteWhatNeedsOrForbidsABell(
    _ fields: Declaration.Fields, _ feedback: Feedback?
  ) {
    if fields["bell"] == nil {
      fields["late"]?.note(
        LocalizedText(
          zhHans: "只有统一开考（bell）的阶段才有 late", en: "only a stage with a bell has late"))
    } else if feedback == .afterEach {
      fields["feedback"]?.note(
        LocalizedText(
          zhHans: "统一开考（bell）的阶段不能逐题反馈（after-each）：先答的人会看到后答的人的答案",
          en: "a stage with a bell has no feedback after-each: the first to answer would see the "
            + "keys to the questions of the others"))
    }
  }
}

extension Declaration {
  fileprivate func window(in zone: ContestZone) -> Window? {
    let window: Window? = value(
      expecting: LocalizedText(
        zhHans: "起止时间，如 2025-04-01T00:00/2025-06-01T00:00",
        en: "two local times such as 2025-04-01T00:00/2025-06-01T00:00")
    ) { text in
      let ends = text.split(separator: "/", omittingEmptySubsequences: false)
      guard ends.count == 2, let opens = zone.instant(of: ends[0]),
        let closes = zone.instant(of: ends[1])
      else { return nil }
      return Window(opens: opens, closes: closes)
    }
    guard let window else { return nil }
    if window.closes <= window.opens {
      note(LocalizedText(zhHans: "结束时间应晚于开始时间", en: "the window ends before it begins"))
    }
    return window
  }
}

extension Declaration {
  fileprivate func bell(in zone: ContestZone, within window: Window?) -> Instant? {
    let bell = value(
      expecting: LocalizedText(
        zhHans: "当地时间，如 2025-06-01T09:00", en: "a local time such as 2025-06-01T09:00")
    ) { zone.instant(of: $0) }
    guard let bell else { return nil }
    // A window that ends before it begins has its own finding.
    if let window, window.opens < window.closes, !window.contains(bell) {
      note(
        LocalizedText(
          zhHans: "开考时间应在起止时间之内，且早于结束时间",
          en: "the bell is outside the window, whose end is exclusive"))
    }
    return bell
  }

  /// Unlike other lengths of time it may be none: then one enters by the moment of the bell.
  fileprivate func late(within window: Window?) -> Milliseconds? {
    let late = value(
      expecting: LocalizedText(zhHans: "时长，如 0m、90s、15m", en: "a time such as 0m, 90s, 15m")
    ) { text in
      ["0s", "0m", "0h", "0d"].contains(text) ? Milliseconds(0) : Milliseconds(text: text)
    }
    guard let late else { return nil }
    if let window, window.opens < window.closes, window.closes - window.opens < late {
      note(LocalizedText(zhHans: "迟到时限不得超过起止时间之差", en: "late is longer than the window"))
    }
    return late
  }

  fileprivate func pace(in bounds: ClosedRange<Milliseconds>) -> Milliseconds? {
    value(
      expecting: LocalizedText(zhHans: "1s 至 10m 的时长", en: "a time from 1s to 10m")
    ) { text in
      Milliseconds(text: text).flatMap { bounds.contains($0) ? $0 : nil }
    }
  }
}

extension Tries {
  fileprivate init?(declared: Declaration) {
    guard let fields = declared.mapping(keys: ["per-day", "total"]) else { return nil }
    self.init(
      perDay: fields["per-day"]?.number(in: 1...1000),
      total: fields["total"]?.number(in: 1...10_000))
  }
}

extension TiePolicy {
  fileprivate init?(declared: Declaration) {
    guard let fields = declared.mapping(keys: ["ranks", "cut"]) else { return nil }
    let ranks = fields["ranks"].map { $0.choice(Ranks.self) } ?? .shared
    let atCut = fields["cut"].map { $0.choice(AtCut.self) } ?? .allIn
    guard let ranks, let atCut else { return nil }
    self.init(ranks: ranks, atCut: atCut)
  }
}

extension Cut {
  fileprivate init?(declared: Declaration) {
    let fields = declared.mapping(keys: ["per-city", "per-unit", "reserves"])
    guard let fields else { return nil }
    let perUnit = fields["per-unit"].map { $0.number(in: 1...100_000) } ?? nil
    let reserves = fields["reserves"].map { $0.number(in: 1...100_000) } ?? nil
    guard let perCity = fields.required("per-city")?.number(in: 1...100_000) else { return nil }
    self.init(perCity: perCity, perUnit: perUnit, reserves: reserves)
  }
}
