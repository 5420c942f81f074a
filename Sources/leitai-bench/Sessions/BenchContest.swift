import Contests
import Foundation

/// The contest that is played: an examination that stays open, and a practice of short rounds.
enum BenchContest {
  static let questionsOfExamination = 50
  static let questionsOfPractice = 5

  static let plan = """
    contest: bench
    title: { zh-Hans: 压测, en: The bench }
    tier: city
    timezone: Asia/Shanghai
    hosts: [320300]
    events:
      - id: fitter
        title: { zh-Hans: 机修钳工, en: Maintenance fitter }
        occupation: 6-31-01-02
        bank: fitter
        stages:
          - id: examination
            window: 2020-01-01T00:00/2100-01-01T00:00
            paper: { draw: \(questionsOfExamination), points: 2 }
            time: 7d
          - id: practice
            window: 2020-01-01T00:00/2100-01-01T00:00
            paper: { draw: \(questionsOfPractice), points: 20 }
            time: 7d
            counts: best
            feedback: score
    """

  /// The same, with an examination that began for everybody in the minute of an instant.
  static func plan(bell: Instant) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "Asia/Shanghai")
    format.dateFormat = "yyyy-MM-dd'T'HH:mm"
    let minute = format.string(
      from: Date(timeIntervalSince1970: Double(bell.milliseconds) / 1000))
    return plan.replacing(
      "- id: examination\n", with: "- id: examination\n        bell: \(minute)\n")
  }

  static func stage(_ name: String) throws -> StagePath { try StagePath("bench/fitter/\(name)") }
}
