package import Contests
package import QuestionBanks

/// A small bank with one contest about it, the same in every test.
package enum Sample {
  /// 2025-04-01T10:00 in Shanghai, inside the window of `plan`.
  package static let start = Instant(milliseconds: 1_743_472_800_000)

  /// 20 single, 10 multiple and 10 true/false questions. The stem names the right letters, so that
  /// a test can tell the key of whatever a paper shows.
  package static func bank() throws -> [KeyedQuestion] {
    var questions: [KeyedQuestion] = []
    func add(_ kind: QuestionKind, _ number: Int, _ correct: Choices) throws {
      let options =
        kind == .trueFalse
        ? Question.truthOptions : (0..<4).map { "\(kind.rawValue)-\(number)-\($0)" }
      let right = correct.positions.map { options[$0] }.joined(separator: "|")
      let id = try QuestionID("\(kind.rawValue)-\(number)")
      questions.append(
        KeyedQuestion(
          question: Question(
            id: id, kind: kind, stem: "\(id): \(right)", options: options,
            knowledge: "章/节\(number % 3)", level: .intermediate,
            difficulty: Difficulty.allCases[number % 3]),
          key: AnswerKey(question: id, solution: .choices(correct), explanation: "因为")))
    }
    for number in 0..<20 { try add(.single, number, Choices(position: number % 4)) }
    for number in 0..<10 {
      try add(.multiple, number, [Choices(position: 0), Choices(position: 2)])
    }
    for number in 0..<10 { try add(.trueFalse, number, Choices(position: number % 2)) }
    return questions
  }

  /// One event with a practice stage of three tries a day and a preliminary of ten minutes.
  package static let plan = """
    contest: cup
    title: { zh-Hans: 杯赛, en: The cup }
    tier: city
    timezone: Asia/Shanghai
    hosts: [320300]
    events:
      - id: fitter
        title: { zh-Hans: 机修钳工, en: Maintenance fitter }
        occupation: 6-31-01-02
        bank: fitter
        stages:
          - id: practice
            window: 2025-04-01T00:00/2025-06-01T00:00
            paper: { draw: 5, points: 20 }
            time: 5m
            tries: { per-day: 3, total: 5 }
            counts: sum-of-daily-best
            feedback: score
          - id: preliminary
            window: 2025-04-01T00:00/2025-06-01T00:00
            paper:
              sections:
                - { kind: single, draw: 6, points: 10 }
                - { kind: multiple, draw: 2, points: 15, marking: partial }
                - { kind: true-false, draw: 2, points: 5 }
            time: 10m
            grace: 3s
            tries: { total: 1 }
            cut: { per-city: 2, per-unit: 1 }
    """

  package static func contest() throws -> Contest { try Contest(plan: plan) }

  package static func path(_ stage: String) throws -> StagePath {
    try StagePath("cup/fitter/\(stage)")
  }

  package static func contestant(
    _ admission: String, unit: String = "甲厂", region: String = "320300",
    level: SkillLevel? = .senior, team: String? = nil
  ) throws -> Contestant {
    guard let unit = UnitName(unit), let region = RegionCode(region) else { throw Unfit() }
    return Contestant(
      id: try ContestantID(admission), contest: try ContestID("cup"), event: try EventID("fitter"),
      name: "选手\(admission)", unit: unit, region: region, cityName: "徐州市", level: level,
      team: team.flatMap { TeamName($0) })
  }

  private struct Unfit: Error {}

  /// A sound resident number of 徐州, different for every `order` from 0 to 999.
  package static func residentNumber(_ order: Int) -> String {
    let body = "32030219900307" + String(order + 1000).dropFirst()
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.compactMap(\.wholeNumberValue), weights).reduce(0) { $0 + $1.0 * $1.1 }
    return body + String(Array("10X98765432")[sum % 11])
  }
}
