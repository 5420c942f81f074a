import ContestAPI
import Testing

@testable import leitai

/// What `leitai results show` prints.
@Suite struct ResultsLinesTests {
  @Test func whatIsOutOfDateIsSaid() {
    func lines(_ carried: [ResultsVersions.Carried], _ say: Language) -> [String] {
      ResultsVersions(
        stage: "cup/fitter/final",
        versions: [
          ResultsVersion(version: 1, hash: "a1", judges: ["li"], certifiedAt: 0, coSignatures: [])
        ], actsSince: 0, correctionsSince: 0, carriedSince: carried
      ).lines(say)
    }
    let carried = ResultsVersions.Carried(
      part: "before", stage: "preliminary", version: 1, newest: 3)
    for language in [Language.zhHans, .en] {
      #expect(lines([carried], language).dropLast() == lines([], language)[...])
    }
    #expect(
      lines([carried], .en).last
        == "the newest carries version 1 of preliminary; version 3 is certified since: certify again"
    )
    #expect(
      lines([carried], .zhHans).last
        == "最新一版计入的是 preliminary 第 1 版，现已确认第 3 版：请重新确认")
  }
}
