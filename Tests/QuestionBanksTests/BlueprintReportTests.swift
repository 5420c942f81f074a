import Contests
import QuestionBanks
import Testing

@Suite struct BlueprintReportTests {
  private func bank(
    _ count: Int, kind: QuestionKind = .single, knowledge: String = "甲", caseNumber: Int? = nil
  ) -> [QuestionShape] {
    (0..<count).map { index in
      QuestionShape(
        kind: kind, optionCount: 4, knowledge: knowledge, level: .senior,
        difficulty: Difficulty.allCases[index % 3], caseNumber: caseNumber)
    }
  }

  private func section(
    _ kind: QuestionKind?, _ draw: Int, _ knowledge: String? = nil, bands: [Difficulty: Int] = [:]
  ) -> Blueprint.Section {
    Blueprint.Section(
      kind: kind, knowledge: knowledge, draw: draw, points: Points(1), difficulty: bands)
  }

  private func report(
    _ sections: [Blueprint.Section], _ dealing: Blueprint.Dealing, _ shapes: [QuestionShape],
    attempts: Int
  ) -> BlueprintReport {
    BlueprintReport(
      blueprint: Blueprint(sections: sections, dealing: dealing), questions: shapes,
      attempts: attempts)
  }

  /// How often each question is on the papers of the first seeds or serials.
  private func counts(
    _ sections: [Blueprint.Section], _ dealing: Blueprint.Dealing, _ shapes: [QuestionShape],
    attempts: Int
  ) throws -> [Int] {
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: sections, dealing: dealing), questions: shapes)
    var counts = Array(repeating: 0, count: shapes.count)
    for serial in 0..<attempts {
      for item in dealer.paper(seed: UInt64(serial)).items { counts[item.question] += 1 }
    }
    return counts
  }

  @Test func exposureOfSeparateSectionsIsExact() throws {
    let shapes = bank(300) + bank(40, kind: .multiple) + bank(60, kind: .trueFalse)
    let sections = [section(.single, 20, bands: [.easy: 15, .hard: 5]), section(.multiple, 7)]
    let report = report(sections, .random, shapes, attempts: 20_000)
    #expect(report.shortages == [])
    #expect(report.parts.map(\.section) == [0, 0, 1])
    #expect(report.parts.map(\.difficulty) == [.easy, .hard, nil])
    #expect(report.parts.map(\.needed) == [15, 5, 7])
    #expect(report.parts.map(\.pool) == [100, 100, 40])
    #expect(report.parts.map(\.available) == [100, 100, 40])
    let exposures = report.parts.compactMap(\.exposure)
    #expect(exposures.map(\.minimum) == [3_000_000, 1_000_000, 3_500_000])
    #expect(exposures.map(\.mean) == [3_000_000, 1_000_000, 3_500_000])
    #expect(exposures.map(\.maximum) == [3_000_000, 1_000_000, 3_500_000])
    #expect(exposures.allSatisfy { $0.isExact })
    let forecast = try #require(report.forecast)
    #expect(forecast.unreachable == 160)
    #expect(forecast.neverDealt == 400)
    // 15 * 15 / 100 + 5 * 5 / 100 + 7 * 7 / 40
    #expect(forecast.overlap == 3725)
    #expect(forecast.forms == nil)
    // Counting agrees; 15 % of 20,000 lie within 5 standard deviations.
    let counts = try counts(sections, .random, shapes, attempts: 20_000)
    for (index, count) in counts.enumerated() where index < 300 {
      let expected = [3000, 0, 1000][index % 3]
      #expect((expected - 255...expected + 255).contains(count))
    }
  }

  @Test func forecastRoundsToThousandths() {
    let report = report([section(.single, 2)], .random, bank(3), attempts: 1)
    #expect(report.parts[0].exposure?.mean == 667)
    #expect(report.parts[0].exposure?.minimum == 667)
    #expect(report.forecast?.neverDealt == 333)
    #expect(report.forecast?.overlap == 0, "one attempt has nothing to share")
  }

  /// (1 - 1/10) to the power of 20 is 0.12158.
  @Test func neverDealtFollowsFromTheChance() {
    let report = report([section(.single, 10)], .random, bank(100), attempts: 20)
    #expect(report.forecast?.neverDealt == 122)
  }

  @Test func nothingIsDealtInNoAttempts() {
    let report = report([section(.single, 10)], .random, bank(100), attempts: 0)
    #expect(report.parts[0].exposure?.maximum == 0)
    #expect(report.forecast?.neverDealt == 1000)
    #expect(report.forecast?.overlap == 0)
    #expect(
      self.report([section(.single, 1)], .random, bank(3), attempts: -4).attempts == 0)
    #expect(
      self.report([section(.single, 1)], .random, bank(3), attempts: .max).attempts
        == BlueprintReport.mostAttempts)
  }

  /// Overlapping sections are forecast from a sample; 20,000 papers agree with it within 4 percent.
  @Test func exposureOfOverlappingSectionsIsAnEstimate() throws {
    let shapes = bank(40) + bank(60, knowledge: "乙") + bank(50, kind: .multiple)
    let sections = [section(.single, 12), section(nil, 8, "甲"), section(.multiple, 5)]
    let report = report(sections, .random, shapes, attempts: 20_000)
    let counts = try counts(sections, .random, shapes, attempts: 20_000)
    let pools = [
      Array(counts[..<100]), Array(counts[..<40] + counts[100...]), Array(counts[100...]),
    ]
    for (part, pool) in zip(report.parts, pools) {
      let exposure = try #require(part.exposure)
      let mean = pool.reduce(0, +) * 1000 / pool.count
      #expect(abs(exposure.mean - mean) * 25 <= mean)
      #expect(abs(exposure.minimum - (pool.min() ?? 0) * 1000) * 10 <= mean)
      #expect(abs(exposure.maximum - (pool.max() ?? 0) * 1000) * 10 <= mean)
    }
    #expect(report.parts.map { $0.exposure?.isExact } == [false, false, false])
  }

  @Test func availableIsWhatOthersLeave() {
    let shapes = bank(20) + bank(30, kind: .multiple)
    let met = report([section(nil, 10), section(.single, 8)], .random, shapes, attempts: 10)
    #expect(met.parts.map(\.needed) == [10, 8])
    #expect(met.parts.map(\.pool) == [50, 20])
    #expect(met.parts.map(\.available) == [42, 20])
    let unmet = report([section(nil, 45), section(.single, 8)], .random, shapes, attempts: 10)
    #expect(unmet.parts.map(\.available).contains { $0 < 8 } || unmet.parts[0].available < 45)
    #expect(unmet.shortages.map(\.needed) == [53])
    #expect(unmet.shortages.map(\.available) == [50])
    #expect(unmet.forecast == nil)
    #expect(unmet.parts.allSatisfy { $0.exposure == nil })
  }

  @Test func rotationIsForecastToTheLastQuestion() throws {
    let shapes = bank(30) + bank(17, knowledge: "乙") + bank(9, kind: .multiple)
    let sections = [section(.single, 5), section(nil, 3, "甲"), section(.multiple, 2)]
    for attempts in [1, 3, 50, 777] {
      let report = report(sections, .leastExposed, shapes, attempts: attempts)
      let counts = try counts(sections, .leastExposed, shapes, attempts: attempts)
      let pools = [
        Array(counts[..<47]), Array(counts[..<30] + counts[47...]), Array(counts[47...]),
      ]
      for (part, pool) in zip(report.parts, pools) {
        let exposure = try #require(part.exposure)
        #expect(exposure.minimum == (pool.min() ?? 0) * 1000)
        #expect(exposure.maximum == (pool.max() ?? 0) * 1000)
        #expect(abs(exposure.mean * pool.count - pool.reduce(0, +) * 1000) <= pool.count)
        #expect(exposure.isExact)
      }
      let forecast = try #require(report.forecast)
      #expect(abs(forecast.neverDealt * 56 - counts.count { $0 == 0 } * 1000) <= 56)
      let pairs = attempts * (attempts - 1) / 2
      let common = counts.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
      #expect(abs(forecast.overlap * pairs - common * 1000) <= pairs)
    }
  }

  @Test func formsAreForecastFromTheForms() throws {
    let report = report([section(.single, 10)], .forms(4), bank(100), attempts: 1000)
    let forecast = try #require(report.forecast)
    #expect(
      forecast.forms.map { [$0.count, $0.spread, $0.largestOverlap] } == [4, 0, 0])
    let exposure = try #require(report.parts[0].exposure)
    #expect([exposure.minimum, exposure.mean, exposure.maximum] == [0, 100_000, 250_000])
    #expect(forecast.unreachable == 0)
    #expect(forecast.neverDealt == 600, "60 questions are on no form")
    #expect(forecast.overlap == 2500, "one pair in four has the same form")
  }

  @Test func casesCountWithAllTheirQuestions() throws {
    let shapes = (0..<10).flatMap { bank(3, caseNumber: $0) } + bank(10)
    let cases = Blueprint.Section(kind: nil, draw: 2, points: Points(1), caseQuestions: 3)
    let report = report([cases], .random, shapes, attempts: 100)
    #expect(report.parts.map(\.pool) == [10])
    #expect(report.parts[0].exposure?.mean == 20_000)
    let forecast = try #require(report.forecast)
    #expect(forecast.unreachable == 10)
    #expect(forecast.neverDealt == 250)
    #expect(forecast.overlap == 1200)
  }

  @Test func emptyBankHasAReport() {
    let report = report([section(.single, 1)], .random, [], attempts: 5)
    #expect(report.parts.map(\.available) == [0])
    #expect(report.shortages.count == 1)
    #expect(report.forecast == nil)
  }
}
