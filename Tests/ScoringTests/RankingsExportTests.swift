import AttemptRecords
import Contests
import Fixtures
import Scoring
import Spreadsheets
import Testing

@Suite struct RankingsExportTests {
  private func rows() throws -> [Standing] {
    let contest = try Sample.contest()
    let stage = try #require(contest.stage(try Sample.path("practice")))
    let outcome = AttemptOutcome(
      attempt: AttemptID(number: 1), number: 1, startedAt: Sample.start,
      submittedAt: Sample.start + .seconds(83), elapsed: Milliseconds(83_456),
      score: Points(thousandths: 83_998), maximum: Points(100))
    let result = try #require(StageResult(of: [outcome], in: stage, zone: contest.zone))
    return Standings(of: [(try Sample.contestant("202501000647"), result)], by: stage).rows
  }

  private func csv(
    _ edition: RankingsExport.Edition, _ particulars: RankingsExport.Particulars = .init()
  ) throws -> [String] {
    let event = try #require(try Sample.contest().events.first)
    let export = RankingsExport(
      event: event, language: .zhHans, edition: edition, particulars: particulars)
    let bytes = try export.table.csv(try rows(), byteOrderMark: false)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
  }

  @Test func theInternalEditionHasTheColumnsOfTheForm() throws {
    var known = RankingsExport.Particulars()
    let id = try ContestantID("202501000647")
    known.identities = [id: "320302********1234"]
    known.prizes = [id: "一等奖"]
    known.levels = [id: "技师"]
    #expect(
      try csv(.internal, known) == [
        "名次,准考证号,姓名,身份证号,单位,地市,赛项,总成绩,满分,用时（秒）,答题次数,奖项,拟晋升等级,备注",
        "1,202501000647,选手202501000647,320302********1234,甲厂,徐州市,机修钳工,83.998,100,83.456,1,"
          + "一等奖,技师,",
      ])
  }

  @Test func aColumnOfWhichNothingIsKnownIsLeftOut() throws {
    #expect(try csv(.internal)[0] == "名次,准考证号,姓名,单位,地市,赛项,总成绩,满分,用时（秒）,答题次数,备注")
  }

  @Test func theRankAmongAllStandsBesideThatAmongSome() throws {
    var known = RankingsExport.Particulars()
    known.overallRanks = [try ContestantID("202501000647"): 17]
    #expect(try csv(.internal, known)[0].hasPrefix("名次,总名次,准考证号,"))
    #expect(try csv(.internal, known)[1].hasPrefix("1,17,202501000647,"))
    #expect(try csv(.publicNotice, known)[1].hasPrefix("1,17,202******647,"))
  }

  /// Also when somebody hands over identity numbers by mistake.
  @Test func thePublicNoticeIsMaskedAndHasNoIdentityNumber() throws {
    var known = RankingsExport.Particulars()
    known.identities = [try ContestantID("202501000647"): "320302********1234"]
    let lines = try csv(.publicNotice, known)
    #expect(lines[0] == "名次,准考证号,姓名,单位,地市,赛项,总成绩,满分,用时（秒）")
    #expect(lines[1].hasPrefix("1,202******647,选************7,甲厂,"))
    #expect(!lines.joined().contains("202501000647"))
    #expect(!lines.joined().contains("1234"))
  }
}
