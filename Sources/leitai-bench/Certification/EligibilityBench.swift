import ArgumentParser
import Certification
import Contests
import Foundation

/// How fast everybody of a large contest is judged by the default pack, explanations kept as digests.
struct EligibilityBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eligibility",
    abstract: "Everybody of a large contest judged by the default pack, on one core.")

  @Option(help: "The pack.")
  var pack = "QuestionBanks/reference/policies/city-leading-contest.yaml"

  @OptionGroup var options: SuiteOptions

  func run() throws {
    let text = try String(contentsOfFile: pack, encoding: .utf8)
    try options.show([try Self.measurement(pack: text, runs: options.runs)])
  }

  /// As many participations as the reference contest had.
  static let people = 284_100

  /// The row of the suite.
  ///
  /// - Parameter pack: the text of the pack.
  static func measurement(pack text: String, runs: Int) throws -> Measurement {
    let pack = try PolicyPack(text: text)
    let facts = try (1...people).map(Self.facts)
    var seconds: [Double] = []
    for _ in 0..<runs {
      let clock = ContinuousClock()
      var digests: [[UInt8]] = []
      digests.reserveCapacity(people)
      let took = clock.measure {
        for person in facts {
          digests.append(pack.digest(of: person, at: decidedAt))
        }
      }
      guard digests.count == people, Set(digests).count == people else {
        throw NotMeasured("two people have one digest")
      }
      seconds.append(took / .seconds(1))
    }
    return Measurement(
      "eligibility of \(people) people by \(pack.id), \(pack.rules.count) rules, one core",
      seconds.sorted()[runs / 2], "s", must: 10, aim: 4, better: .lower)
  }

  /// 2025-06-01T00:00:00Z.
  private static let certifiedAt = Instant(milliseconds: 1_748_736_000_000)
  private static let decidedAt = certifiedAt + Milliseconds(8 * 86_400_000)

  /// People who differ in rank, level, age, parts and what else the rules ask.
  private static func facts(_ number: Int) throws -> Facts {
    guard let unit = UnitName("单位\(number % 4000)"), let region = RegionCode("320300"),
      let occupation = OccupationCode("6-31-01-02"), let zone = ContestZone("Asia/Shanghai"),
      let certifiedOn = zone.date(of: certifiedAt), let start = CalendarDate("2020-01-01")
    else { throw NotMeasured("the sample person cannot be made") }
    let mix = number &* 2_654_435_761
    var record = PersonRecord(searched: "ledger:none")
    let level = SkillLevel(rawValue: mix >> 7 % 6)
    record.level = Fact(level, evidence: "ledger:\(number)")
    record.birthDate = Fact(
      CalendarDate(year: 1970 + mix >> 3 % 35, month: 1 + mix % 12, day: 1 + mix % 28),
      evidence: "ledger:\(number)")
    record.gender = Fact(mix % 3 == 0 ? .female : .male, evidence: "ledger:\(number)")
    record.category = Fact(.worker, evidence: "ledger:\(number)")
    if mix % 5 == 0 { record.mentor = Fact("师傅\(number % 900)", evidence: "ledger:\(number)") }
    return Facts(
      person: Facts.Person(
        contestant: try ContestantID("32030000\(number)"), name: "选手\(number)", unit: unit,
        cityName: "徐州市", region: region),
      occasion: Facts.Occasion(
        stage: try StagePath("bench/fitter/final"),
        contestTitle: LocalizedText(zhHans: "竞赛", en: "Contest"),
        eventTitle: LocalizedText(zhHans: "机修钳工", en: "Fitter"), occupation: occupation,
        tier: .city, contestClass: 1, zone: zone, windowDays: 60),
      result: Facts.Result(
        hash: String(repeating: "a1", count: 32), version: 1, certifiedAt: certifiedAt,
        certifiedOn: certifiedOn, rank: number, rankedCount: people,
        score: Points(thousandths: 100_000 - number / 3), maximum: Points(100),
        shortlisted: number <= 2000, rounds: 1 + mix % 90, days: 1 + mix % 60,
        parts: [
          Facts.Part(id: "theory", score: Points(thousandths: 40_000 + mix % 60_000)),
          Facts.Part(id: "practical", score: Points(thousandths: 40_000 + mix >> 5 % 60_000)),
        ]),
      record: record, disqualified: Fact(false, evidence: "results#entries"),
      objection: Fact(.none, evidence: "objections"),
      issuers: [
        IssuerRegistration(
          name: "徐州技能鉴定中心", kind: .body, occupation: occupation,
          levels: .junior ... .seniorTechnician, from: start, until: nil, evidence: "register:1")
      ])
  }
}
