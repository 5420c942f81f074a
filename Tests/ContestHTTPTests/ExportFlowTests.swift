import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import Scoring
import Spreadsheets
import Testing

/// Standings as files, for judges and for everybody.
@Suite struct ExportFlowTests {
  private let path = Path.fill(Path.rankings, ["cup", "fitter", "practice"])

  private func played(_ server: TestServer) async throws -> [ContestClient] {
    let contestants = try await server.openCup(contestants: 3)
    for (index, contestant) in contestants.enumerated() {
      _ = try await contestant.play("practice", right: index + 1)
    }
    try await server.projector.catchUp()
    return contestants
  }

  private func text(
    _ client: ContestClient, _ query: [(String, String)]
  ) async throws -> String {
    String(decoding: try await client.bytes(path, query: query), as: UTF8.self)
  }

  @Test func judgesGetIdentityNumbersMaskedAndContestantsNone() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server)
      let judge = try await server.staff(.judge)
      let own = try await text(judge, [("format", "csv"), ("bom", "true")])
      #expect(own.hasPrefix("\u{FEFF}rank,admission,name,identity number,unit,"))
      let masked = "320302********" + Sample.residentNumber(2).suffix(4)
      #expect(own.contains("1,1002,选手2,\(masked),甲厂,徐州市,Maintenance fitter,"))
      #expect(!own.contains(Sample.residentNumber(2)))
      let notice = try await text(judge, [("format", "csv"), ("edition", "public-notice")])
      #expect(notice.hasPrefix("rank,admission,name,unit,"))
      #expect(notice.contains("1,1**2,选*2,甲厂,"))
      // The public never gets more, whatever it asks for.
      #expect(try await text(contestants[0], [("format", "csv")]) == notice)
      #expect(
        try await text(judge, [("format", "csv"), ("view", "public")]) == notice)
      for client in [contestants[0], try await server.staff(.admin)] {
        await refusal(403, "not-allowed") {
          _ = try await client.bytes(path, query: [("format", "csv"), ("edition", "internal")])
        }
      }
      await refusal(403, "not-allowed") {
        _ = try await contestants[0].bytes(path, query: [("format", "pdf")])
      }
      let auditor = try await server.staff(.auditor)
      let log = String(decoding: try await auditor.bytes(Path.audit), as: UTF8.self)
      #expect(log.contains("rankings-export"))
    }
  }

  /// What is for public notice is what the public sees, also while it stands still.
  @Test func theNoticeOfAFrozenStageIsFrozen() async throws {
    try await TestServer.run { server in
      let contestants = try await played(server)
      let judge = try await server.staff(.judge)
      let notice = [("format", "csv"), ("edition", "public-notice")]
      let before = try await text(judge, notice)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, ["cup", "fitter", "practice"]), FreezeWish(reason: "r"))
      _ = try await contestants[0].play("practice", right: 5)
      try await server.projector.catchUp()
      #expect(try await text(judge, notice) == before)
      #expect(try await text(judge, [("format", "csv")]).contains("1,1000,"))
    }
  }

  @Test func aWorkbookHoldsFiguresAndText() async throws {
    try await TestServer.run { server in
      _ = try await played(server)
      let judge = try await server.staff(.judge)
      let bytes = try await judge.bytes(path, query: [("format", "xlsx")])
      let sheet = try #require(try WorkbookReader().read(bytes).sheets.first)
      #expect(sheet.rows.count == 4)
      #expect(sheet.rows[1][0].displayText == "1")
      #expect(sheet.rows[1][1] == .text("1002"))
      guard case .number(let score, _, _) = sheet.rows[1][7] else {
        Issue.record("\(sheet.rows[1])")
        return
      }
      #expect(score == 60)
      let top = try await judge.bytes(path, query: [("format", "xlsx"), ("top", "1")])
      #expect(try WorkbookReader().read(top).sheets[0].rows.count == 2)
    }
  }

  @Test func jsonSaysWhatItIs() async throws {
    try await TestServer.run { server in
      _ = try await played(server)
      let judge = try await server.staff(.judge)
      let bytes = try await judge.bytes(path, query: [("format", "json")])
      let file = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      let heading = try #require(file["heading"] as? [String: Any])
      #expect(heading["status"] as? String == "live")
      #expect(heading["edition"] as? String == "internal")
      let rows = try #require(file["rows"] as? [[String: Any]])
      #expect(rows.map { $0["admission"] as? String } == ["1002", "1001", "1000"])
      #expect(rows[0]["score"] as? Double == 60)
    }
  }

  @Test func aSheetForSigningSaysWhetherItIsCertified() async throws {
    try await TestServer.run { server in
      _ = try await played(server)
      let judge = try await server.staff(.judge)
      let live = try await judge.bytes(path, query: [("format", "pdf")])
      #expect(live.starts(with: "%PDF-".utf8))
      #expect(try await judge.bytes(path, query: [("format", "pdf")]) == live)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let _: Certified = try await judge.post(
        Path.fill(Path.certification, ["cup", "fitter", "practice"]), Nothing())
      #expect(try await judge.bytes(path, query: [("format", "pdf")]) != live)
      let json = try await text(judge, [("format", "json")])
      #expect(json.contains("\"status\":\"certified\""))
      #expect(json.contains("\"version\":1"))
    }
  }

  /// A rare character in a name must not become a box on a sheet that judges sign.
  @Test func aSheetThatCannotBePrintedWholeIsRefused() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacing("en: The cup", with: "en: \"The cup of \u{10FFFD}\"")
      _ = try await server.openCup(contestants: 1, plan: plan)
      let judge = try await server.staff(.judge)
      await refusal(409, "glyph-missing") {
        _ = try await judge.bytes(path, query: [("format", "pdf")])
      }
    }
  }

  @Test func whatIsNoFormatIsRefused() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let judge = try await server.staff(.judge)
      await refusal(400, "format-unknown") {
        _ = try await judge.bytes(path, query: [("format", "docx")])
      }
      await refusal(400, "edition-unknown") {
        _ = try await judge.bytes(path, query: [("format", "csv"), ("edition", "x")])
      }
    }
  }
}
