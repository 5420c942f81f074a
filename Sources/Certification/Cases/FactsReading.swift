package import Contests

/// Reads facts as cases and snapshots write them: what a case does not say is as all cases of the
/// file have it, and what these do not say is a person of whom nothing is known.
struct FactsReading {
  private let common: Declaration?

  init(_ common: Declaration?) { self.common = common }

  static let fields = [
    "at", "subject", "stage", "occupation", "tier", "class", "zone", "window-days", "results",
    "version", "certified", "certified-on", "public", "rank", "ranked", "tied", "fell-out", "score",
    "maximum", "shortlisted", "rounds", "days", "parts", "failed-parts", "team-rank",
    "ranked-teams", "teams-fell-out", "team-objection", "participants", "participation-rate",
    "contestant", "unit", "region", "level", "category", "born", "gender",
    "titles", "training-hours", "works-since", "employer", "mentor", "promotions", "disqualified",
    "objection", "issuers", "evidence",
  ]

  /// - Parameter place: where a finding is noted that belongs to no field.
  /// - Returns: `nil` after noting a finding.
  func facts(with own: Declaration?, in place: Declaration) -> (Facts, Instant)? {
    let first = common?.mapping(keys: Self.fields)
    let second = own?.mapping(keys: Self.fields)
    if own != nil && second == nil || common != nil && first == nil { return nil }
    let fields = Values(common: first, own: second)
    guard let occasion = occasion(fields), let (result, instant) = result(fields, occasion),
      let person = person(fields)
    else {
      place.note(LocalizedText(zhHans: "案例的事实无法读取", en: "the facts of the case cannot be read"))
      return nil
    }
    let disqualified = fields["disqualified"]?.isYesOrNo() ?? false
    let objection = fields["objection"].flatMap { $0.choice(Facts.Objection.self) } ?? .none
    let facts = Facts(
      subject: fields["subject"].flatMap { $0.choice(Facts.Subject.self) } ?? .person,
      person: person, occasion: occasion, result: result, record: record(fields),
      disqualified: Fact(disqualified, evidence: fields.evidence("disqualified")),
      objection: Fact(objection, evidence: fields.evidence("objection")),
      issuers: fields["issuers"]?.issuers(of: occasion.occupation) ?? [])
    return (facts, instant)
  }

  /// The fields of a case before those of all cases.
  private struct Values {
    let common: Declaration.Fields?
    let own: Declaration.Fields?

    subscript(key: String) -> Declaration? {
      let value = own?[key] ?? common?[key]
      // `rank: ~` says that there is none, where all cases have one.
      return value.flatMap { $0.isNull ? nil : $0 }
    }

    func evidence(_ field: String) -> String {
      self["evidence"]?.pairs().first { $0.key == field }?.value.text() ?? "case:\(field)"
    }

    func fact<Value>(_ field: String, _ read: (Declaration) -> Value?) -> Fact<Value?> {
      Fact(self[field].flatMap(read), evidence: evidence(field))
    }
  }

  private func occasion(_ fields: Values) -> Facts.Occasion? {
    let stage = fields["stage"].map { declared in
      declared.value(
        expecting: LocalizedText(zhHans: "竞赛/赛项/阶段", en: "CONTEST/EVENT/STAGE")
      ) { try? StagePath($0) }
    }
    let occupation = fields["occupation"].map { declared in
      declared.value(
        expecting: LocalizedText(
          zhHans: "职业代码，如 6-31-01-02", en: "an occupation code such as 6-31-01-02")
      ) { OccupationCode($0) }
    }
    let zone = fields["zone"].map { declared in
      declared.value(
        expecting: LocalizedText(
          zhHans: "时区，如 Asia/Shanghai", en: "a time zone such as Asia/Shanghai")
      ) { ContestZone($0) }
    }
    guard let stage = stage ?? (try? StagePath("case/case/final")),
      let occupation = occupation ?? OccupationCode("6-31-01-02"),
      let zone = zone ?? ContestZone("Asia/Shanghai")
    else { return nil }
    let title = LocalizedText(zhHans: "案例", en: "case")
    return Facts.Occasion(
      stage: stage, contestTitle: title, eventTitle: title, occupation: occupation,
      tier: fields["tier"].flatMap { $0.choice(Tier.self) } ?? .city,
      contestClass: fields["class"]?.number(in: Contest.classes), zone: zone,
      windowDays: fields["window-days"]?.number(in: 1...10_000))
  }

  private func result(
    _ fields: Values, _ occasion: Facts.Occasion
  ) -> (Facts.Result, Instant)? {
    let certified =
      fields["certified"].map { $0.instant(in: occasion.zone) }
      ?? occasion.zone.instant(of: "2025-06-01T08:00")
    guard let certified, let day = occasion.zone.date(of: certified) else { return nil }
    let certifiedOn = fields["certified-on"].map { $0.date() } ?? day
    guard let certifiedOn else { return nil }
    let at =
      fields["at"].map { $0.instant(in: occasion.zone, after: certified) }
      ?? certified + Milliseconds(30 * 86_400_000)
    guard let at else { return nil }
    let count = 0...Limits.headcount
    let failed = fields["failed-parts"]?.texts() ?? []
    var parts = (fields["parts"]?.pairs() ?? []).map { id, value in
      Facts.Part(id: id, score: value.points(), isPassed: !failed.contains(id))
    }
    parts += failed.filter { id in !parts.contains { $0.id == id } }.map {
      Facts.Part(id: $0, score: nil, isPassed: false)
    }
    let rank = fields["rank"]?.number(in: 1...Limits.headcount)
    var result = Facts.Result(
      hash: fields["results"]?.text() ?? String(repeating: "0", count: 64),
      version: fields["version"]?.number(in: 1...1_000_000) ?? 1, certifiedAt: certified,
      certifiedOn: certifiedOn, rank: rank,
      rankedCount: fields["ranked"]?.number(in: count) ?? rank ?? 0,
      isTied: fields["tied"]?.isYesOrNo() ?? false,
      fellOutAhead: fields["fell-out"]?.number(in: count) ?? 0,
      score: fields["score"]?.points() ?? .zero,
      maximum: fields["maximum"]?.points() ?? StagePart.whole,
      shortlisted: fields["shortlisted"]?.isYesOrNo() ?? false,
      rounds: fields["rounds"]?.number(in: count) ?? 0,
      days: fields["days"]?.number(in: count) ?? 0, parts: parts,
      participants: fields["participants"]?.number(in: count),
      participationRate: fields["participation-rate"]?.percent()?.thousandths)
    if let since = fields["public"] {
      result.publicSince = since.publicSince(in: occasion.zone, after: certified)
    }
    result.teamRank = fields["team-rank"]?.number(in: 1...Limits.headcount)
    result.rankedTeams = fields["ranked-teams"]?.number(in: count) ?? 0
    result.teamsFellOutAhead = fields["teams-fell-out"]?.number(in: count) ?? 0
    if let objection = fields["team-objection"]?.choice(Facts.Objection.self), objection != .none {
      result.teamObjection = Fact(objection, evidence: fields.evidence("team-objection"))
    }
    return (result, at)
  }

  private func person(_ fields: Values) -> Facts.Person? {
    let contestant = fields["contestant"].map { $0.identifier(Contestant.self) }
    let unit = fields["unit"].map { declared in
      declared.value(expecting: LocalizedText(zhHans: "单位名称", en: "the name of a unit")) {
        UnitName($0)
      }
    }
    let region = fields["region"].map { declared in
      declared.value(
        expecting: LocalizedText(zhHans: "六位行政区划代码", en: "a six-digit region code")
      ) { RegionCode($0) }
    }
    guard let contestant = contestant ?? (try? ContestantID("case")),
      let unit = unit ?? UnitName("案例单位"), let region = region ?? RegionCode("320300")
    else { return nil }
    return Facts.Person(
      contestant: contestant, name: "案例", unit: unit, cityName: region.text, region: region)
  }

  private func record(_ fields: Values) -> PersonRecord {
    var record = PersonRecord(searched: "case")
    record.level = fields.fact("level") { $0.isNoLevel ? nil : $0.level() }
    record.category = fields.fact("category") { $0.choice() }
    record.birthDate = fields.fact("born") { $0.date() }
    record.gender = fields.fact("gender") { $0.choice() }
    record.titles = (fields["titles"]?.texts() ?? []).map {
      Fact($0, evidence: fields.evidence("title \($0)"))
    }
    record.trainingHours = fields.fact("training-hours") { $0.number(in: 0...1_000_000) }
    record.worksSince = fields.fact("works-since") { $0.date() }
    record.employer = fields.fact("employer") { $0.text() }
    record.mentor = fields.fact("mentor") { $0.text() }
    record.promotions = (fields["promotions"]?.list() ?? []).compactMap { declared in
      guard let fields = declared.mapping(keys: ["level", "on", "contest", "evidence"]),
        let level = fields.required("level")?.level(), let date = fields.required("on")?.date()
      else { return nil }
      return PersonRecord.Promotion(
        level: level, date: date, contest: fields["contest"]?.text(),
        evidence: fields["evidence"]?.text() ?? "case:promotions")
    }
    return record
  }
}

extension Declaration {
  fileprivate func isYesOrNo() -> Bool {
    value(expecting: LocalizedText(zhHans: "yes 或 no", en: "yes or no")) {
      ["yes": true, "no": false][$0]
    } ?? false
  }

  fileprivate func points() -> Points? {
    value(expecting: LocalizedText(zhHans: "分数，如 80 或 59.5", en: "points such as 80 or 59.5")) {
      Points(decimal: $0)
    }
  }

  /// `40` and `40%` are the same.
  fileprivate func percent() -> Points? {
    value(
      expecting: LocalizedText(zhHans: "百分比，如 40 或 40%", en: "a percentage such as 40 or 40%")
    ) { text in Points(decimal: text.hasSuffix("%") ? String(text.dropLast()) : text) }
  }

  fileprivate func date() -> CalendarDate? {
    value(expecting: LocalizedText(zhHans: "日期，如 2025-06-01", en: "a day such as 2025-06-01")) {
      CalendarDate($0)
    }
  }

  /// A local time, milliseconds since 1970, or a length of time after another moment.
  fileprivate func instant(in zone: ContestZone, after start: Instant? = nil) -> Instant? {
    value(
      expecting: LocalizedText(
        zhHans: start == nil ? "时间，如 2025-06-01T08:00" : "时间，如 2025-06-09T08:00，或确认后多久，如 8d",
        en: start == nil
          ? "a time such as 2025-06-01T08:00"
          : "a time such as 2025-06-09T08:00, or how long after certification, such as 8d")
    ) { text in
      if let start, let length = Milliseconds(text: text) { return start + length }
      if let start, text == "0" { return start }
      if let milliseconds = Int64(text) { return Instant(milliseconds: milliseconds) }
      return zone.instant(of: text) ?? zone.instant(of: text + "T00:00")
    }
  }

  /// `no` while the public does not see the results.
  fileprivate func publicSince(in zone: ContestZone, after certified: Instant) -> Instant? {
    guard let text = text(), text != "no" else { return nil }
    return instant(in: zone, after: certified)
  }

  /// `yes` for a body that may issue every level, `no`, or a list.
  fileprivate func issuers(of occupation: OccupationCode) -> [IssuerRegistration] {
    guard isList else {
      guard isYesOrNo(), let from = CalendarDate(year: 2000, month: 1, day: 1) else { return [] }
      return [
        IssuerRegistration(
          name: "案例机构", kind: .body, occupation: occupation,
          levels: .junior ... .seniorTechnician, from: from, until: nil, evidence: "case:issuers")
      ]
    }
    return list().compactMap { declared in
      guard
        let fields = declared.mapping(keys: [
          "name", "kind", "levels", "from", "until", "evidence",
        ]), let name = fields.required("name")?.text(),
        let levels = fields.required("levels")?.levels(),
        let from = fields.required("from")?.date()
      else { return nil }
      return IssuerRegistration(
        name: name, kind: fields["kind"].flatMap { $0.choice() } ?? .body,
        occupation: occupation, levels: levels, from: from,
        until: fields["until"].flatMap { $0.date() },
        evidence: fields["evidence"]?.text() ?? "case:issuers")
    }
  }

  /// `高级工..高级技师`, or one level.
  private func levels() -> ClosedRange<SkillLevel>? {
    let ends = value(
      expecting: LocalizedText(zhHans: "等级范围，如 高级工..高级技师", en: "levels such as 高级工..高级技师")
    ) { text in SkillLevel.ends(text) }
    guard let (first, last) = ends else { return nil }
    if last < first {
      noteReversed(first.name, last.name)
      return nil
    }
    return first...last
  }
}

extension SkillLevel {
  /// Reads `高级工..高级技师`, also with a dash between, or one level; `nil` for a reversed range as well.
  package static func range(_ text: String) -> ClosedRange<SkillLevel>? {
    ends(text).flatMap { first, last in first <= last ? first...last : nil }
  }

  /// The same, with the ends as they are written.
  fileprivate static func ends(_ text: String) -> (first: SkillLevel, last: SkillLevel)? {
    for separator in ["..", "至", "-", "—", "~", "～"] {
      guard let place = text.firstRange(of: separator) else { continue }
      guard let first = SkillLevel(name: text[..<place.lowerBound]),
        let last = SkillLevel(name: text[place.upperBound...])
      else { return nil }
      return (first, last)
    }
    return SkillLevel(name: text).map { ($0, $0) }
  }
}
