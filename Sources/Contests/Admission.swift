/// Who may enter a stage.
package struct Admission: Hashable, Sendable {
  /// Where a stage's contestants come from.
  package enum Source: Hashable, Sendable {
    /// Everyone on the event's roster.
    case roster
    /// Every contestant of the contest, also from another event's roster.
    case open
    /// Those who passed the cut of an earlier stage of the same event.
    case shortlist(of: StageID)
  }

  package let source: Source
  /// The regions for which a contestant may stand, any of them; empty: every region.
  package let regions: [RegionPrefix]
  /// At most so many different contestants of one unit, first come; absent: no bound.
  package let perUnit: Int?

  package init(source: Source, regions: [RegionPrefix] = [], perUnit: Int? = nil) {
    self.source = source
    self.regions = regions
    self.perUnit = perUnit
  }

  /// Everyone on the event's roster.
  package static let roster = Admission(source: .roster)
  /// Every contestant of the contest.
  package static let open = Admission(source: .open)

  /// What `perUnit` may be.
  package static let unitSizes = 1...100_000
  /// How many regions may be named where any are.
  package static let regionCounts = 1...1000

  /// Whether somebody who stands for `region` is admitted, as far as regions go.
  package func admits(_ region: RegionCode) -> Bool {
    regions.isEmpty || regions.contains { $0.contains(region) }
  }
}

/// The sources that a plan names by one word.
enum AdmissionWord: String, CaseIterable, Codable {
  case roster, open

  var source: Admission.Source { self == .roster ? .roster : .open }
}

/// Coded as it is declared: one word, or the fields that are not what they are when left out. One
/// admission has one form, because documents that hold it are hashed.
extension Admission: Codable {
  private enum CodingKeys: String, CodingKey {
    case from, regions
    case shortlistOf = "shortlist-of"
    case perUnit = "per-unit"
  }

  package init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(AdmissionWord.self) {
      self.init(source: word.source)
      return
    }
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let word = try fields.decodeIfPresent(AdmissionWord.self, forKey: .from)
    let stage = try fields.decodeIfPresent(StageID.self, forKey: .shortlistOf)
    guard word == nil || stage == nil else {
      throw DecodingError.dataCorruptedError(
        forKey: .from, in: fields, debugDescription: "from beside shortlist-of")
    }
    let regions = try fields.decodeIfPresent([RegionPrefix].self, forKey: .regions)
    if let regions {
      guard Self.regionCounts.contains(regions.count), Set(regions).count == regions.count else {
        throw DecodingError.dataCorruptedError(
          forKey: .regions, in: fields, debugDescription: "no regions, too many, or one twice")
      }
    }
    let perUnit = try fields.decodeIfPresent(Int.self, forKey: .perUnit)
    guard perUnit.map(Self.unitSizes.contains) ?? true else {
      throw DecodingError.dataCorruptedError(
        forKey: .perUnit, in: fields, debugDescription: "outside \(Self.unitSizes)")
    }
    self.init(
      source: stage.map { .shortlist(of: $0) } ?? word?.source ?? .roster,
      regions: regions ?? [], perUnit: perUnit)
  }

  package func encode(to encoder: any Encoder) throws {
    if regions.isEmpty, perUnit == nil, let word {
      var container = encoder.singleValueContainer()
      try container.encode(word)
      return
    }
    var fields = encoder.container(keyedBy: CodingKeys.self)
    switch source {
    case .roster: break
    case .open: try fields.encode(AdmissionWord.open, forKey: .from)
    case .shortlist(let stage): try fields.encode(stage, forKey: .shortlistOf)
    }
    if !regions.isEmpty { try fields.encode(regions, forKey: .regions) }
    try fields.encodeIfPresent(perUnit, forKey: .perUnit)
  }

  /// The source in one word; absent for a shortlist.
  private var word: AdmissionWord? {
    switch source {
    case .roster: .roster
    case .open: .open
    case .shortlist: nil
    }
  }
}
