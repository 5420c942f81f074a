import ContestAPI
import Foundation
import NIOCore
import Testing

@testable import ContestHTTP

/// What is written without an encoder is what the encoder writes, to the last byte.
struct RankingsTextTests {
  @Test(arguments: [
    Rankings(
      stage: "cup/fitter/final", title: "决赛", scope: "overall", status: "live", ranked: 0, rows: []),
    Rankings(
      stage: "cup/fitter/final", title: "The \"final\" \\ 決賽 𬎆", scope: "unit:甲/乙厂",
      status: "certified", ranked: 284_100,
      rows: [
        RankingRow(
          rank: 1, admission: "320301", name: "王小明", unit: "甲厂", city: "徐州市", score: -1500,
          maximum: 100_000, elapsedMilliseconds: .max, attempts: 3),
        RankingRow(
          rank: 1, admission: "320302", name: "O'Neill", unit: "a\"b", city: "", score: 98_500,
          maximum: 100_000, elapsedMilliseconds: 0, attempts: 1,
          parts: [
            RankedPart(part: "theory", score: nil, maximum: 100_000, share: 300, isPassed: false),
            RankedPart(part: "practical", score: 1, maximum: 2, share: 700, isPassed: true),
          ], team: "一队", overall: 17),
      ],
      notRanked: 12_000,
      unranked: [
        UnrankedRow(
          admission: "320303", name: "李", unit: "乙厂", city: "南京市", score: nil,
          reasons: ["not-submitted", "failed-part"], parts: nil),
        UnrankedRow(
          admission: "320304", name: "赵", unit: "乙厂", city: "南京市", score: 0, reasons: [],
          parts: [], team: "二队"),
      ],
      ranks: [
        RankInScope(scope: "overall", rank: 7, ranked: 284_100),
        RankInScope(scope: "city:320300", rank: 1, ranked: 12),
      ]),
  ])
  func isWhatTheEncoderWrites(_ rankings: Rankings) throws {
    let written = Array(RankingsText.write(rankings).readableBytesView)
    #expect(written == (try Reply.bytes(of: rankings)))
    #expect(try JSONDecoder().decode(Rankings.self, from: Data(written)) == rankings)
  }
}
