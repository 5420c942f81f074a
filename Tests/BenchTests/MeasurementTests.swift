import Foundation
import Testing

@testable import leitai_bench

@Suite struct MeasurementTests {
  private let slow = Measurement("import", 9, "s", must: 8, aim: 5, better: .lower)
  private let papers = Measurement(
    "papers", 60_000, "1/s", must: 50_000, aim: 100_000, better: .higher)
  private let plain = Measurement("export", 0.0317, "s", better: .lower)

  @Test func everyObjectHasTheSameFieldsAndNullForAnAbsentGoal() throws {
    let json = try Measurement.json([slow, plain])
    let objects = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    for object in objects {
      #expect(object.keys.sorted() == ["aim", "better", "must", "name", "unit", "value"])
    }
    #expect(objects[0]["must"] as? Double == 8)
    #expect(objects[0]["better"] as? String == "lower")
    #expect(objects[1]["must"] is NSNull)
    #expect(objects[1]["aim"] is NSNull)
  }

  @Test func aGoalIsReachedFromItsOwnValueOn() {
    #expect(papers.reaches(60_000))
    #expect(!papers.reaches(60_001))
    #expect(slow.reaches(9))
    #expect(!slow.reaches(8.9))
  }

  @Test func theTableMarksWhatMissesItsPromise() {
    let lines = Measurement.table([slow, papers, plain]).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[1].hasSuffix("MISSED"))
    #expect(lines[2].hasSuffix("below the aim"))
    #expect(lines[3].hasSuffix("s"))
  }

  @Test(arguments: [
    (0.0317, "0.0317"), (0.317, "0.317"), (3.174, "3.17"), (31.74, "31.7"), (317.4, "317"),
    (123_456.7, "123,457"),
  ])
  func figuresHaveThreeDigitsOrAllOfLargeOnes(value: Double, text: String) {
    #expect(Measurement.figure(value) == text)
  }

  @Test func theMedianLiesInTheMiddle() {
    #expect(Repetition.median([3, 1, 2]) == 2)
    #expect(Repetition.median([4, 1, 2, 3]) == 2.5)
    #expect(Repetition.median([7]) == 7)
  }
}
