import Contests
import Foundation
import Testing

/// Certified documents hold stages and are hashed: what was written once keeps its bytes.
@Suite struct StageCodingTests {
  /// A stage as a certified document held it before stages knew of bells, paces and admissions.
  private static let earlier =
    #"{"admission":"roster","allowance":{"count":10000},"blueprint":{"sections":[{"difficulty":"#
    + #"{"easy":6,"hard":4,"medium":10},"draw":20,"kind":"single","marking":"all-or-nothing","#
    + #""points":{"thousandths":2000}},{"difficulty":{},"draw":10,"kind":"multiple","marking":"#
    + #""partial","points":{"thousandths":4000}},{"difficulty":{},"draw":10,"kind":"true-false","#
    + #""marking":"all-or-nothing","points":{"thousandths":2000}}]},"counting":"best","cut":"#
    + #"{"perCity":20,"perUnit":5},"feedback":"none","grace":{"count":3000},"id":"preliminary","#
    + #""policies":["preliminary-shortlist","city-leading-contest"],"ranking":["score desc","#
    + #""elapsed asc","submitted asc"],"ties":{"atCut":"all-in","ranks":"shared"},"title":"#
    + #"{"en":"Preliminary","zhHans":"预赛"},"tries":{"total":1},"window":{"closes":"#
    + #"{"milliseconds":1800460800000},"opens":{"milliseconds":1795276800000}}}"#

  private func coded(_ stage: Stage) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(stage), as: UTF8.self)
  }

  private func decoded(_ text: String) throws -> Stage {
    try JSONDecoder().decode(Stage.self, from: Data(text.utf8))
  }

  @Test func earlierDocumentsKeepTheirBytes() throws {
    let stage = try decoded(Self.earlier)
    #expect(stage.admission == .roster)
    #expect(stage.bell == nil && stage.late == nil && stage.pace == nil)
    #expect(try coded(stage) == Self.earlier)
  }

  @Test func bellLatePaceAndAdmissionComeBackEqual() throws {
    let plan = PlanText(replacing: [
      20: """
              bell: 2025-05-01T09:00
              late: 15m
              pace: 3s
              feedback: at-end
              admission: { from: open, regions: [320000], per-unit: 20 }
      """
    ])
    let stage = try Contest(plan: plan.text).events[0].stages[0]
    let text = try coded(stage)
    for part in [
      #""admission":{"from":"open","per-unit":20,"regions":["32"]}"#,
      #""bell":{"milliseconds":1746061200000}"#, #""feedback":"at-end""#,
      #""late":{"count":900000}"#, #""pace":{"count":3000}"#,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(try decoded(text) == stage)
  }
}
