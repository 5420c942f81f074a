extension Admission {
  /// Reads `roster`, `open`, or a mapping such as `{ shortlist-of: practice, regions: [3203] }`.
  init?(declared: Declaration, after earlier: EarlierStages) {
    guard declared.isMapping else {
      guard let word = declared.choice(AdmissionWord.self) else { return nil }
      self.init(source: word.source)
      return
    }
    let fields = declared.mapping(keys: ["from", "shortlist-of", "regions", "per-unit"])
    guard let fields else { return nil }
    let source = Source(fields, after: earlier)
    let regions = fields["regions"].map { $0.regionPrefixes() } ?? []
    let perUnit = fields["per-unit"]?.number(in: Self.unitSizes)
    guard let source else { return nil }
    self.init(source: source, regions: regions, perUnit: perUnit)
  }
}

extension Admission.Source {
  fileprivate init?(_ fields: Declaration.Fields, after earlier: EarlierStages) {
    let word = fields["from"].map { $0.choice(AdmissionWord.self) } ?? .roster
    guard let declared = fields["shortlist-of"] else {
      guard let word else { return nil }
      self = word.source
      return
    }
    if fields["from"] != nil {
      declared.note(
        LocalizedText(
          zhHans: "from 与 shortlist-of 只能选一项", en: "from and shortlist-of exclude each other"))
    }
    guard let stage = declared.identifier(Stage.self) else { return nil }
    switch earlier.hasCut(stage) {
    case .some(true): break
    case .some(false):
      declared.note(
        LocalizedText(
          zhHans: "阶段 \(stage) 没有晋级规则（cut），没有晋级名单",
          en: "stage \(stage) has no cut, so it has no shortlist"))
    case nil:
      declared.note(
        LocalizedText(
          zhHans: "本赛项在此之前没有阶段 \(stage)", en: "this event has no earlier stage \(stage)"))
    }
    self = .shortlist(of: stage)
  }
}

extension Declaration {
  fileprivate func regionPrefixes() -> [RegionPrefix] {
    let parts = list()
    guard isList else { return [] }
    guard Admission.regionCounts.contains(parts.count) else {
      let counts = Admission.regionCounts
      note(
        LocalizedText(
          zhHans: "地区应为 \(counts.lowerBound) 至 \(counts.upperBound) 个",
          en: "there are \(counts.lowerBound) to \(counts.upperBound) regions where any are named"))
      return []
    }
    var seen: Set<RegionPrefix> = []
    return parts.compactMap { part in
      let prefix = part.value(
        expecting: LocalizedText(
          zhHans: "行政区划代码（GB/T 2260）或其前 2、4 位",
          en: "a region code (GB/T 2260) or its first 2 or 4 digits")
      ) { RegionPrefix($0) }
      guard let prefix else { return nil }
      if !seen.insert(prefix).inserted {
        part.note(
          LocalizedText(zhHans: "地区重复：\(prefix)", en: "the same region twice: \(prefix)"))
      }
      return prefix
    }
  }
}
