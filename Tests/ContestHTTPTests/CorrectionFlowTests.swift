import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import GRDB
import SQLiteStorage
import Scoring
import Testing

/// A judge corrects a key: what is shown before is what happens, and no more.
@Suite struct CorrectionFlowTests {
  private let stage = ["cup", "fitter", "preliminary"]

  private func wish(
    _ question: String, _ treatment: String, answer: String? = nil, onlyIfItHelps: Bool = false,
    bankVersion: Int? = nil, reason: String = "答案有误", isPreview: Bool = false
  ) -> CorrectionWish {
    CorrectionWish(
      question: question, treatment: treatment, answer: answer, onlyIfItHelps: onlyIfItHelps,
      bankVersion: bankVersion, top: 1000, reason: reason, isPreview: isPreview)
  }

  private func correct(
    _ judge: ContestClient, _ wish: CorrectionWish, at stage: [String]? = nil
  ) async throws -> CorrectionReport {
    try await judge.post(Path.fill(Path.corrections, stage ?? self.stage), wish)
  }

  private func rankings(
    _ client: ContestClient, _ query: [(String, String)] = [], at stage: [String]? = nil
  ) async throws -> Rankings {
    try await client.get(Path.fill(Path.rankings, stage ?? self.stage), query: query)
  }

  /// The id of the question that an attempt's paper shows at a position.
  private func question(_ view: AttemptView, _ position: Int) throws -> String {
    String(try #require(view.items[position].stem.split(separator: ":").first))
  }

  @Test func aPreviewShowsWhatThenHappens() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 6)
      let judge = try await server.staff(.judge)
      var views: [AttemptView] = []
      for (index, contestant) in contestants.enumerated() {
        views.append(try await contestant.play("preliminary", right: index + 3))
      }
      try await server.projector.catchUp()
      let question = try question(views[0], 5)
      let before = try await rankings(judge)

      let preview = try await correct(judge, wish(question, "full-marks", isPreview: true))
      #expect(!preview.isApplied)
      #expect(preview.attempts >= 1)
      #expect(preview.changedAttempts >= 1)
      #expect(try await rankings(judge) == before)
      let none: CorrectionList = try await judge.get(Path.fill(Path.corrections, stage))
      #expect(none.corrections.isEmpty)

      let applied = try await correct(judge, wish(question, "full-marks"))
      #expect(applied.isApplied)
      #expect(applied.correction.keyVersion == 2)
      #expect(applied.changes == preview.changes)
      #expect(applied.changedAttempts == preview.changedAttempts)
      let after = try await rankings(judge)
      for change in applied.changes {
        let row = try #require(after.rows.first { $0.admission == change.admission })
        #expect(row.score == change.after.score)
        #expect(row.rank == change.after.rank)
        let old = try #require(before.rows.first { $0.admission == change.admission })
        #expect(old.score == change.before.score)
        #expect(old.rank == change.before.rank)
      }
      let changed = Set(applied.changes.map(\.admission))
      for row in before.rows where !changed.contains(row.admission) {
        #expect(after.rows.contains(row))
      }
      // The same again changes nothing more, and is kept all the same.
      let again = try await correct(judge, wish(question, "full-marks"))
      #expect(again.changes.isEmpty && again.correction.keyVersion == 3)
      let list: CorrectionList = try await judge.get(Path.fill(Path.corrections, stage))
      #expect(list.corrections.map(\.keyVersion) == [2, 3])
      #expect(list.corrections.map(\.reason) == ["答案有误", "答案有误"])
    }
  }

  @Test func earlierVersionsOfTheKeysKeepTheirScoresAndFollowFromTheJournal() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 4)
      let judge = try await server.staff(.judge)
      var views: [AttemptView] = []
      for contestant in contestants.prefix(3) {
        views.append(try await contestant.play("preliminary", right: 4))
      }
      try await server.projector.catchUp()
      let path = try Sample.path("preliminary")
      let original = try await server.backend.results.results(of: path)
      _ = try await correct(judge, wish(try question(views[0], 4), "full-marks"))
      _ = try await correct(judge, wish(try question(views[1], 0), "rescale"))
      // Handed in after the corrections, it has a score under each version of the keys as well.
      _ = try await contestants[3].play("preliminary", right: 4)
      try await server.projector.catchUp()
      let results = try await server.backend.results.results(of: path)
      #expect(results.count == 4)
      let sheets = try await server.backend.results.sheets(of: path)
      for result in original {
        let now = try #require(results.first { $0.contestant == result.contestant })
        #expect(now.outcome(under: 1) == result.outcome)
      }
      #expect(results.contains { !$0.regrades.isEmpty })
      try await server.storage.store.pool.write { database in
        try database.execute(
          sql: "DELETE FROM regrade; DELETE FROM attempt_result; DELETE FROM projection")
      }
      try await server.projector.catchUp()
      let rebuilt = try await server.backend.results.results(of: path)
      #expect(Set(rebuilt) == Set(results))
      let read = try await server.backend.results.sheets(of: path)
      #expect(Set(read) == Set(sheets))
      #expect(Set(sheets.map(\.attempt)) == Set(results.map(\.original.attempt)))
    }
  }

  @Test func aFrozenPublicSeesNoCorrection() async throws {
    try await TestServer.run { server in
      let practice = ["cup", "fitter", "practice"]
      let contestants = try await server.openCup(contestants: 3)
      let judge = try await server.staff(.judge)
      var views: [AttemptView] = []
      for (index, contestant) in contestants.enumerated() {
        views.append(try await contestant.play("practice", right: index))
      }
      try await server.projector.catchUp()
      let attempt = Path.fill(Path.attempt, [views[0].attempt])
      let rankings = Path.fill(Path.rankings, practice)
      let before: AttemptView = try await contestants[0].get(attempt)
      let shown: Rankings = try await contestants[0].get(rankings)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, practice), FreezeWish(reason: "r"))
      let report = try await correct(
        judge, wish(try question(views[0], 4), "full-marks"), at: practice)
      #expect(report.changedAttempts >= 1)
      let frozen: AttemptView = try await contestants[0].get(attempt)
      #expect(frozen.score == before.score)
      let still: Rankings = try await contestants[0].get(rankings)
      #expect(still.rows == shown.rows)
      #expect(try await self.rankings(judge, at: practice).rows != shown.rows)
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.unfreeze, practice), FreezeWish(reason: "r"))
      let after: AttemptView = try await contestants[0].get(attempt)
      let points = try #require(before.score)
      #expect(after.score == points + 20_000)
      // A freeze of now shows the corrected scores.
      let _: FreezeStanding = try await judge.post(
        Path.fill(Path.freeze, practice), FreezeWish(reason: "r"))
      let again: Rankings = try await contestants[0].get(rankings)
      let released = try await self.rankings(judge, at: practice)
      #expect(again.rows == released.rows)
    }
  }

  @Test func correctedResultsAreCertifiedAnewAndTheOldVersionStays() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 4)
      let judge = try await server.staff(.judge)
      var views: [AttemptView] = []
      for (index, contestant) in contestants.enumerated() {
        views.append(try await contestant.play("preliminary", right: 4 + index))
      }
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
      let certification = Path.fill(Path.certification, stage)
      let first: Certified = try await judge.post(certification, Nothing())
      #expect(first.version == 1)
      let old = try await judge.bytes(certification)
      await refusal(409, "certification-blocked") {
        let _: Certified = try await judge.post(certification, Nothing())
      }
      _ = try await correct(judge, wish(try question(views[0], 4), "rescale"))
      _ = try await correct(
        judge, wish(try question(views[1], 9), "replace", answer: "A", onlyIfItHelps: true))
      // Until it is certified anew everybody sees what was certified.
      #expect(try await judge.bytes(certification) == old)
      let second: Certified = try await judge.post(certification, Nothing())
      #expect(second.version == 2)
      let (results, hash) = try CertifiedResults.read(
        document: try await judge.bytes(certification))
      #expect(results.corrections?.count == 2)
      let audit = ResultsAudit(results, claimedHash: hash)
      #expect(audit.findings.isEmpty, "\(audit.findings)")
      #expect(audit.attempts == 4)
      #expect(
        try await judge.bytes(certification, query: [("version", "1")]) == old)
      let before = try CertifiedDocument(bytes: old).results
      let difference = try #require(ResultsDifference(from: before, to: results))
      #expect(difference.corrections.map(\.keyVersion) == [2, 3])
      for change in difference.changes {
        let entry = try #require(results.entries.first { $0.contestant == change.contestant })
        let was = try #require(before.entries.first { $0.contestant == change.contestant })
        #expect(change.before?.score == was.score && change.after?.score == entry.score)
        #expect(
          was.score != entry.score || was.rank != entry.rank || was.shortlisted != entry.shortlisted
        )
      }
      #expect(ResultsDifference(from: results, to: results)?.changes.isEmpty == true)
      let live = try await rankings(judge)
      #expect(live.status == "certified")
      #expect(live.rows.map(\.score) == results.entries.map(\.score.thousandths))
      let shortlisted = results.entries.filter(\.shortlisted).map(\.contestant)
      for entry in results.entries {
        #expect(
          try await server.storage.store.isShortlisted(
            entry.contestant, at: Sample.path("preliminary"))
            == shortlisted.contains(entry.contestant))
      }
      await refusal(404, "not-found") {
        _ = try await judge.bytes(certification, query: [("version", "3")])
      }
    }
  }

  /// What was certified is what the public sees, until something else is certified.
  @Test func aCorrectionOfCertifiedResultsShowsOnlyOnceTheyAreCertifiedAnew() async throws {
    try await TestServer.run { server in
      let practice = ["cup", "fitter", "practice"]
      let me = try await server.openCup(contestants: 1)[0]
      let judge = try await server.staff(.judge)
      let view = try await me.play("practice", right: 1)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let certification = Path.fill(Path.certification, practice)
      let _: Certified = try await judge.post(certification, Nothing())
      let report = try await correct(
        judge, wish(try question(view, 4), "full-marks"), at: practice)
      #expect(report.changedAttempts == 1)
      // Neither the own score nor the standings let the correction through, which needs no freeze.
      #expect(try await me.view(view.attempt).score == 20_000)
      let shown = try await rankings(me, at: practice)
      #expect(shown.rows.map(\.score) == [20_000])
      await refusal(409, "certified-already") {
        let _: FreezeStanding = try await judge.post(
          Path.fill(Path.freeze, practice), FreezeWish(reason: "r"))
      }
      let _: Certified = try await judge.post(certification, Nothing())
      #expect(try await me.view(view.attempt).score == 40_000)
      let released = try await rankings(me, at: practice)
      #expect(released.rows.map(\.score) == [40_000])
    }
  }

  /// What was marked are not the answers that the records tell of.
  @Test func answersThatContradictTheirRecordsAreNotCertified() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      for contestant in contestants { _ = try await contestant.play("practice", right: 2) }
      let judge = try await server.staff(.judge)
      let _: StageMove = try await server.staff(.organizer).post(
        Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "practice"))
      let store = server.storage.store
      let sheet = try #require(
        try await server.backend.results.sheets(of: try StagePath("cup/fitter/practice")).last)
      func write(_ answers: [UInt8]) async throws {
        try await store.write {
          try $0.execute(
            sql: "UPDATE attempt_result SET answers = ? WHERE attempt = ?",
            arguments: [Data(answers), sheet.attempt.number])
        }
      }
      let certification = Path.fill(Path.certification, ["cup", "fitter", "practice"])
      try await write(sheet.answers.dropLast(4))
      await refusal(500, "attempt-damaged") {
        let _: Certified = try await judge.post(certification, Nothing())
      }
      try await write(sheet.answers)
      let _: Certified = try await judge.post(certification, Nothing())
    }
  }

  @Test func contestantsAreToldTheCorrectedKey() async throws {
    let plan = SampleKinds.plan.replacingOccurrences(
      of: "feedback: score", with: "feedback: at-end")
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: plan, bank: try SampleKinds.contents())[0]
      let judge = try await server.staff(.judge)
      let started = try await me.start("preliminary")
      let single = try #require(started.items.firstIndex { $0.stem.hasPrefix("看图") })
      let several = try #require(started.items.firstIndex { $0.stem == "多选" })
      let first = try #require(started.items[single].options.firstIndex(of: "甲"))
      _ = try await me.send(
        .answer(1, item: single, choices: [first]), .submit(2), to: started.attempt)
      try await server.projector.catchUp()
      let before = try await me.view(started.attempt)
      #expect(before.score == 0)
      #expect(before.solutions[single]?.choices != [first])
      _ = try await correct(judge, wish("K1", "replace", answer: "A"))
      _ = try await correct(judge, wish("K2", "rescale"))
      let after = try await me.view(started.attempt)
      #expect(after.solutions[single]?.choices == [first])
      #expect(after.solutions[single]?.points == 10_000)
      #expect(after.solutions[several]?.isVoid == true)
      #expect(after.solutions[several]?.points == nil)
      // 10 of the 80 points that still count, of 90.
      #expect(after.score == 11_250)
    }
  }

  /// A paper that asks for a number alone cannot be answered with a unit, nor in another one.
  @Test func aNumberIsCorrectedInTheUnitThatThePaperShowed() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(
        contestants: 1, plan: SampleKinds.plan, bank: try SampleKinds.contents())[0]
      let judge = try await server.staff(.judge)
      let started = try await me.start("preliminary")
      let item = try #require(started.items.firstIndex { $0.stem == "求速度" })
      _ = try await me.send(
        .answer(1, item: item, Answer(texts: ["70"])), .submit(2), to: started.attempt)
      for answer in ["70 [r/min]", "70 mm", "70 r/s"] {
        await refusal(422, "answer-unfit") {
          _ = try await correct(judge, wish("K5", "replace", answer: answer))
        }
      }
      let report = try await correct(judge, wish("K5", "replace", answer: "70 r/min"))
      #expect(report.changedAttempts == 1)
      #expect(try await me.view(started.attempt).score == 10_000)
    }
  }

  @Test func whatCannotBeCorrectedIsRefused() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let judge = try await server.staff(.judge)
      let view = try await me.play("preliminary", right: 2)
      try await server.projector.catchUp()
      let question = try question(view, 0)
      let refused: [(Int, String, CorrectionWish)] = [
        (404, "question-unknown", wish("nowhere", "rescale")),
        (400, "question-unreadable", wish("a b", "rescale")),
        (400, "treatment-unreadable", wish(question, "forget")),
        (400, "treatment-unreadable", wish(question, "accept")),
        (400, "treatment-unreadable", wish(question, "rescale", answer: "A")),
        (422, "answer-unfit", wish(question, "accept", answer: "E")),
        (422, "answer-unfit", wish(question, "accept", answer: "AB")),
        (422, "answer-unfit", wish(question, "accept", answer: "")),
        (404, "bank-version-unknown", wish(question, "rescale", bankVersion: 7)),
        (400, "reason-unfit", wish(question, "rescale", reason: " ")),
      ]
      for (status, code, wish) in refused {
        await refusal(status, code) { _ = try await correct(judge, wish) }
      }
      let list: CorrectionList = try await judge.get(Path.fill(Path.corrections, stage))
      #expect(list.corrections.isEmpty)
    }
  }
}
