package import Contests

/// What a bank gives to a blueprint: whether every section can be filled, and how often its
/// questions will be seen.
///
/// Numbers of times and of questions are in integer thousandths, rounded to the nearest.
package struct BlueprintReport: Hashable, Sendable {
  /// The papers for which the forecast is made.
  package let attempts: Int
  /// In the order of the sections, and within a section from easy to hard.
  package let parts: [Part]
  /// Everything that the bank lacks; empty when there is a paper.
  package let shortages: [BlueprintUnmet.Shortage]
  /// Absent when there is no paper.
  package let forecast: Forecast?

  /// A section, or its share of one difficulty band.
  package struct Part: Hashable, Sendable {
    package let wanted: BlueprintUnmet.Part
    /// Questions, or cases, that are left to it when every other part has taken its own; less than
    /// `needed` when it cannot be filled.
    package let available: Int
    /// Questions, or cases, that fit.
    package let pool: Int
    /// Absent when there is no paper, or nothing fits.
    package let exposure: Exposure?

    /// 0-based, in the blueprint.
    package var section: Int { wanted.section }
    package var difficulty: Difficulty? { wanted.difficulty }
    /// Questions, or cases, that a paper takes.
    package var needed: Int { wanted.needed }
  }

  /// How often the questions of a pool are expected to be dealt, by any section.
  package struct Exposure: Hashable, Sendable {
    package let minimum: Int
    /// Over the questions of the pool.
    package let mean: Int
    package let maximum: Int
    /// Whether it is a calculation. Otherwise sections overlap, and it is an estimate: the mean of
    /// the papers of the first seeds, in general as many as `BlueprintReport.sample`.
    package let isExact: Bool
  }

  /// What the whole bank can expect.
  package struct Forecast: Hashable, Sendable {
    /// Questions that no paper can have.
    package let unreachable: Int
    /// The share of the bank that is expected not to be dealt in any of the attempts, in
    /// thousandths; questions that no paper can have among it.
    package let neverDealt: Int
    /// How many questions two of the attempts are expected to have in common.
    package let overlap: Int
    /// The forms; absent unless the blueprint deals from forms.
    package let forms: Forms?
  }

  /// How alike the forms of a blueprint are.
  package struct Forms: Hashable, Sendable {
    package let count: Int
    /// How far the mean difficulties are apart, in thousandths.
    package let spread: Int
    /// Questions that two forms have in common, at most.
    package let largestOverlap: Int
  }

  /// Papers that are dealt for an estimate; fewer, 100 at least, where dealing one takes long.
  package static let sample = 2_000
  /// More attempts than this are forecast as so many.
  package static let mostAttempts = 1_000_000_000

  /// - Parameters:
  ///   - blueprint: within its limits; see `Blueprint.isWithinLimits`.
  ///   - attempts: 0 or more.
  package init(blueprint: Blueprint, questions shapes: [QuestionShape], attempts: Int) {
    let attempts = max(0, min(attempts, Self.mostAttempts))
    let pools = DrawPools(blueprint: blueprint, shapes: shapes)
    let check = BlueprintCheck(pools, blueprint)
    let forms = check.shortages.isEmpty ? Self.forms(of: blueprint, shapes) : nil
    let forecast =
      check.shortages.isEmpty
      ? ExposureForecast(pools, check, blueprint, forms: forms, attempts: attempts) : nil
    let available = pools.availability
    self.attempts = attempts
    shortages = check.shortages
    parts = pools.draws.enumerated().map { index, draw in
      Part(
        wanted: BlueprintUnmet.Part(draw, of: blueprint), available: available[index],
        pool: draw.poolSize,
        exposure: forecast?.exposure(of: draw.cells))
    }
    self.forecast = forecast.map { forecast in
      Forecast(
        unreachable: shapes.count - pools.reachableQuestions,
        neverDealt: forecast.neverDealt(of: shapes.count), overlap: forecast.overlap,
        forms: forms.map {
          Forms(count: $0.forms.count, spread: $0.spread, largestOverlap: $0.largestOverlap)
        })
    }
  }

  private static func forms(of blueprint: Blueprint, _ shapes: [QuestionShape]) -> PaperForms? {
    guard case .forms(let count) = blueprint.dealing else { return nil }
    return try? PaperForms.assemble(
      count: count, blueprint: blueprint, questions: shapes, seed: blueprint.digest)
  }
}

extension DrawPools {
  /// Questions of all units.
  fileprivate var reachableQuestions: Int {
    cells.reduce(0) { $0 + $1.size * $1.unitQuestions }
  }

  /// For each draw how many units it could have at most while all others have theirs.
  fileprivate var availability: [Int] {
    var others = flow(of: Array(draws.indices))
    for draw in draws.indices { others.fill(draw) }
    return draws.indices.map { draw in
      var flow = others
      let missing = flow.need[draw]
      guard missing == 0 else { return draws[draw].count - missing }
      let most = draws[draw].poolSize
      flow.want(most, of: draw)
      flow.fill(draw)
      return draws[draw].count + most - flow.need[draw]
    }
  }
}
