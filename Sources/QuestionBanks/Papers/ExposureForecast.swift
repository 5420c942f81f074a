import Contests

/// How often the units of every cell are expected to be dealt in a number of attempts.
struct ExposureForecast: Sendable {
  private let pools: DrawPools
  private let attempts: Int
  /// By cell.
  private let groups: [[Group]]
  /// Whether the units of the cell are counted or calculated, and not estimated.
  private let isExact: [Bool]
  /// Whether exactly so many of the units are dealt exactly so often, and nothing is chance.
  private let isCertain: Bool

  /// Units that are dealt equally often.
  private struct Group: Sendable {
    let units: Int
    /// The expected number of times is `numerator / denominator`.
    let numerator: Int
    /// 1 or more.
    let denominator: Int
  }

  /// - Parameter forms: those of a blueprint that deals from forms.
  init(
    _ pools: DrawPools, _ check: BlueprintCheck, _ blueprint: Blueprint, forms: PaperForms?,
    attempts: Int
  ) {
    self.pools = pools
    self.attempts = attempts
    isCertain = blueprint.dealing == .leastExposed
    if isCertain {
      let given = Rotation(pools, digest: blueprint.digest).given(before: attempts)
      groups = zip(pools.cells, given).map { cell, given in
        let (rounds, more) = given.quotientAndRemainder(dividingBy: cell.size)
        return [
          Group(units: cell.size - more, numerator: rounds, denominator: 1),
          Group(units: more, numerator: rounds + 1, denominator: 1),
        ].filter { $0.units > 0 }
      }
      isExact = pools.cells.map { _ in true }
    } else if let forms {
      let exposures = forms.exposures
      groups = pools.cells.map { cell in
        var units = Array(repeating: 0, count: forms.forms.count + 1)
        for unit in pools.units[cell.range] { units[exposures[unit] ?? 0] += 1 }
        return units.enumerated().filter { $0.element > 0 }.map { count, units in
          Group(units: units, numerator: attempts * count, denominator: forms.forms.count)
        }
      }
      isExact = pools.cells.map { _ in true }
    } else {
      let isExact = pools.cells.map { cell in
        cell.draws.allSatisfy { pools.draws[$0].cells.count == 1 }
      }
      let sample = isExact.contains(false) ? ExposureSample(pools, check) : nil
      groups = pools.cells.enumerated().map { index, cell in
        guard !isExact[index], let sample else {
          let drawn = cell.draws.reduce(0) { $0 + pools.draws[$1].count }
          return [Group(units: cell.size, numerator: attempts * drawn, denominator: cell.size)]
        }
        return [
          Group(
            units: cell.size, numerator: attempts * sample.drawn[index],
            denominator: cell.size * sample.papers)
        ]
      }
      self.isExact = isExact
    }
  }

  /// Absent when the cells have no units.
  func exposure(of cells: [Int]) -> BlueprintReport.Exposure? {
    let groups = cells.flatMap { self.groups[$0] }
    let times = groups.map { Fraction($0.numerator, $0.denominator).thousandths }
    guard let least = times.min(), let most = times.max() else { return nil }
    let sum = groups.reduce(UInt128(0)) { sum, group in
      sum + UInt128(group.units) * UInt128(group.numerator) * Fraction.fine
        / UInt128(group.denominator)
    }
    let units = groups.reduce(0) { $0 + $1.units }
    return BlueprintReport.Exposure(
      minimum: least, mean: Fraction.thousandths(ofFine: sum / UInt128(units)), maximum: most,
      isExact: cells.allSatisfy { isExact[$0] })
  }

  /// The share of a bank that is expected not to be dealt, in thousandths.
  func neverDealt(of bank: Int) -> Int {
    guard bank > 0 else { return 0 }
    var dealt = UInt128(0)
    for (cell, groups) in zip(pools.cells, groups) {
      for group in groups {
        let missed =
          isCertain
          ? (group.numerator == 0 ? Fraction.fine : 0)
          : Fraction.missed(group.numerator, group.denominator, attempts)
        dealt += UInt128(group.units * cell.unitQuestions) * (Fraction.fine - missed)
      }
    }
    let missed = UInt128(bank) * Fraction.fine - dealt
    return Fraction.thousandths(ofFine: missed / UInt128(bank))
  }

  /// How many questions two of the attempts are expected to have in common, in thousandths.
  var overlap: Int {
    guard attempts > 1 else { return 0 }
    var sum = UInt128(0)
    for (cell, groups) in zip(pools.cells, groups) {
      for group in groups {
        let questions = UInt128(group.units * cell.unitQuestions)
        let (times, attempts) = (UInt128(group.numerator), UInt128(attempts))
        if isCertain {
          // The share of those pairs of attempts of which both have the unit.
          let pairs = times * (times - min(1, times)) * Fraction.fine
          sum += questions * (pairs / (attempts * (attempts - 1)))
        } else {
          // The square of the chance that one has it.
          let whole = UInt128(group.denominator) * attempts
          sum += questions * (times * Fraction.fine / whole) * times / whole
        }
      }
    }
    return Fraction.thousandths(ofFine: sum)
  }
}

/// How many units of each cell the papers of the first seeds have.
private struct ExposureSample {
  let papers: Int
  /// By cell.
  let drawn: [Int]

  /// Steps of arithmetic that a sample is worth; where papers have to look far ahead it is smaller.
  private static let effort = 50_000_000
  private static let fewest = 100

  init(_ pools: DrawPools, _ check: BlueprintCheck) {
    var cellOfUnit: [Int: Int] = [:]
    for (index, cell) in pools.cells.enumerated() {
      for unit in pools.units[cell.range] { cellOfUnit[unit] = index }
    }
    let ahead = check.schedule.bound.reduce(0) { $0 + pools.draws[$1].count }
    let work = ahead * (check.plan?.edges.count ?? 0)
    papers = max(Self.fewest, min(BlueprintReport.sample, Self.effort / max(1, work)))
    let deal = RandomDeal(pools, check.schedule, plan: check.plan)
    var drawn = Array(repeating: 0, count: pools.cells.count)
    for seed in 0..<UInt64(papers) {
      var generator = SeededGenerator(seed: seed)
      for unit in deal.choose(with: &generator) {
        if let cell = cellOfUnit[unit] { drawn[cell] += 1 }
      }
    }
    self.drawn = drawn
  }
}

/// Arithmetic of expectations; no floating point, so that a report is the same everywhere.
private struct Fraction {
  let numerator: Int
  let denominator: Int

  init(_ numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The unit of sums: one is this many.
  static let fine = UInt128(1_000_000_000_000)

  /// Rounded to the nearest.
  var thousandths: Int {
    Int((UInt128(numerator) * 2000 + UInt128(denominator)) / (UInt128(denominator) * 2))
  }

  /// Rounded to the nearest.
  static func thousandths(ofFine fine: UInt128) -> Int {
    let unit = Self.fine / 1000
    return Int((fine + unit / 2) / unit)
  }

  /// The chance that something expected `numerator / denominator` times in so many attempts never
  /// comes, where the attempts know nothing of each other: `(1 - p)` to the power of the attempts.
  static func missed(_ numerator: Int, _ denominator: Int, _ attempts: Int) -> UInt128 {
    guard attempts > 0 else { return fine }
    // A binary point after 62 bits keeps the product of two within 124.
    let one = UInt128(1) << 62
    let hit = UInt128(numerator) * one / (UInt128(denominator) * UInt128(attempts))
    var base = one - min(hit, one)
    var power = one
    var exponent = attempts
    while exponent > 0 {
      if exponent & 1 == 1 { power = (power * base) >> 62 }
      base = (base * base) >> 62
      exponent >>= 1
    }
    return (power * fine) >> 62
  }
}
