import AttemptRecords
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import QuestionBanks
import Sessions
import Testing

/// Question banks through the API: from the file to the version, and what papers it gives.
@Suite struct BankFlowTests {
  private func refusal(_ call: () async throws -> Void) async -> String {
    do {
      try await call()
      return ""
    } catch ContestClient.Failure.refused(let status, let error) {
      return "\(status) \(error.code)"
    } catch {
      return "\(error)"
    }
  }

  private func file(_ format: String, _ questions: [KeyedQuestion]) throws -> [UInt8] {
    try #require(BankFormats.named(format)).write(BankContents(questions: questions), bank: "b")
  }

  private func load(
    _ client: ContestClient, _ file: [UInt8], _ query: [(String, String)] = []
  ) async throws -> BankImport {
    try await client.upload(
      Path.fill(Path.bankImports, ["b"]), query: [("filename", "b.csv")] + query, file: file)
  }

  private func draft(_ template: String, _ number: Int) -> String {
    Path.fill(template, ["b", String(number)])
  }

  @Test func aVersionThatIsPublishedInMidStageIsDealtFromThenOn() async throws {
    try await TestServer.run { server in
      let contestants = try await server.openCup(contestants: 2)
      let (author, reviewer) = (
        try await server.staff(.organizer), try await server.staff(.organizer)
      )
      func version(_ contestant: ContestClient) async throws -> Int? {
        let id = AttemptID(try await contestant.start("preliminary").attempt)
        return try await server.backend.engine.sitting(#require(id))?.transcript.start.bankVersion
      }
      #expect(try await version(contestants[0]) == 1)
      let imported: BankImport = try await author.upload(
        Path.fill(Path.bankImports, ["fitter"]), query: [("filename", "b.csv")],
        file: try file("csv", try Sample.bank().dropLast()))
      let draft = ["fitter", String(try #require(imported.draft?.number))]
      let _: BankDraftView = try await reviewer.post(
        Path.fill(Path.draftReview, draft), DraftVerdict(approves: true, note: ""))
      let _: BankVersions.Version = try await author.post(
        Path.fill(Path.draftPublication, draft), Nothing())
      #expect(try await version(contestants[1]) == 2)
      // Whoever had begun goes on with the paper that was dealt.
      #expect(try await version(contestants[0]) == 1)
    }
  }

  @Test func aBankIsImportedByOneApprovedByAnotherAndPublished() async throws {
    try await TestServer.run { server in
      let (author, reviewer) = (
        try await server.staff(.organizer), try await server.staff(.organizer)
      )
      let bank = try Sample.bank()
      let tried = try await load(author, try file("csv", bank), [("dry-run", "true")])
      #expect(tried.changes?.added.count == bank.count)
      #expect(tried.draft == nil)
      let imported = try await load(author, try file("csv", bank))
      #expect(imported.draft?.state == "draft")
      // The same file again is the same draft.
      #expect(try await load(author, try file("xlsx", bank)).draft?.number == 1)
      let none = Path.fill(Path.bankVersions, ["b"])
      #expect(await refusal { let _: BankVersions = try await author.get(none) } == "404 not-found")
      #expect(
        await refusal {
          let _: BankDraftView = try await author.post(draft(Path.draftPublication, 1), Nothing())
        } == "409 draft-state")
      let approval = DraftVerdict(approves: true, note: "")
      #expect(
        await refusal {
          let _: BankDraftView = try await author.post(draft(Path.draftReview, 1), approval)
        } == "403 own-draft")
      let approved: BankDraftView = try await reviewer.post(draft(Path.draftReview, 1), approval)
      #expect(approved.state == "reviewed")
      let published: BankVersions.Version = try await author.post(
        draft(Path.draftPublication, 1), Nothing())
      #expect(published.number == 1)
      let versions: BankVersions = try await author.get(none)
      #expect(versions.versions.map(\.hash) == [BankVersion.hash(of: bank)])
      #expect(versions.versions[0].author != versions.versions[0].reviewer)
      // Importing it again changes nothing and makes no draft.
      let again = try await load(author, try file("native", bank))
      #expect(again.changes?.isEmpty == true)
      #expect(again.draft == nil)
    }
  }

  @Test func aRejectedDraftStaysAsItIsAndTheNextOneShowsWhatChanges() async throws {
    try await TestServer.run { server in
      let (author, reviewer) = (
        try await server.staff(.organizer), try await server.staff(.organizer)
      )
      var bank = try Sample.bank()
      _ = try await server.backend.drafts.publish(bank, to: BankID("b"), at: server.clock.now)
      bank.removeFirst()
      let old = bank[0]
      bank[0] = KeyedQuestion(
        question: old.question,
        key: AnswerKey(
          question: old.question.id, solution: .choices(Choices(position: 3)), explanation: ""))
      let imported = try await load(author, try file("csv", bank))
      let number = try #require(imported.draft?.number)
      #expect(imported.changes?.removed == ["single-0"])
      #expect(imported.changes?.changed.map(\.question) == ["single-1"])
      #expect(imported.changes?.changed[0].fields.map(\.field).sorted() == ["explanation", "key"])
      #expect(
        await refusal {
          let _: BankDraftView = try await reviewer.post(
            draft(Path.draftReview, number), DraftVerdict(approves: false, note: " "))
        } == "400 review-note")
      let rejected: BankDraftView = try await reviewer.post(
        draft(Path.draftReview, number), DraftVerdict(approves: false, note: "答案不对"))
      #expect(rejected.note == "答案不对")
      let others = try await load(author, try file("csv", Array(bank.dropFirst())))
      let next = try #require(others.draft?.number)
      #expect(
        await refusal {
          let _: BankDraftView = try await reviewer.post(
            draft(Path.draftWithdrawal, next), Nothing())
        } == "403 others-draft")
      let approved: BankDraftView = try await reviewer.post(
        draft(Path.draftReview, next), DraftVerdict(approves: true, note: ""))
      #expect(approved.state == "reviewed")
      // Until it is published it can still be sent back.
      let back: BankDraftView = try await reviewer.post(
        draft(Path.draftReview, next), DraftVerdict(approves: false, note: "漏看了"))
      #expect(back.state == "rejected")
      #expect(
        await refusal {
          let _: BankDraftView = try await author.post(
            draft(Path.draftPublication, number), Nothing())
        } == "409 draft-state")
      let versions: BankVersions = try await author.get(Path.fill(Path.bankVersions, ["b"]))
      #expect(versions.versions.count == 1)
    }
  }

  @Test func aFileWithAnErrorLeavesNothingBehind() async throws {
    try await TestServer.run { server in
      let author = try await server.staff(.organizer)
      let text = "题干,选项A,选项B,答案\n一,甲,乙,A\n二,甲,乙,D\n"
      let imported = try await load(author, Array(text.utf8))
      #expect(imported.errors == 1)
      #expect(imported.findings.map(\.code) == ["key-outside-options"])
      #expect(imported.changes == nil)
      let drafts: BankDrafts = try await author.get(Path.fill(Path.bankDrafts, ["b"]))
      #expect(drafts.drafts.isEmpty)
    }
  }

  @Test func whatAFormatCannotSayIsListedBeforeAnythingIsWritten() async throws {
    try await TestServer.run { server in
      let author = try await server.staff(.organizer)
      let contents = try SampleKinds.contents()
      _ = try await server.backend.drafts.publish(
        contents.questions, pictures: contents.pictures, to: BankID("b"), at: server.clock.now)
      let path = Path.fill(Path.bankExport, ["b"])
      do {
        _ = try await author.bytes(path, query: [("format", "aiken")])
        Issue.record("aiken cannot say this")
      } catch ContestClient.Failure.refused(let status, let error) {
        #expect(status == 409)
        #expect(error.code == "export-losses")
        #expect(error.details.count == contents.questions.count)
      }
      let written = try await author.bytes(
        path, query: [("format", "aiken"), ("accept-losses", "true")])
      let kept = BankReading(written, filename: "b.txt", format: "aiken").questions
      #expect(kept.map(\.question.kind).allSatisfy { $0 == .single || $0 == .trueFalse })
      for format in ["native", "xlsx", "qti", "moodle-xml"] {
        let bytes = try await author.bytes(
          path, query: [("format", format), ("accept-losses", "true")])
        let reading = BankReading(bytes, filename: "b", format: format)
        #expect(reading.errors == 0, "\(format): \(reading.findings)")
        #expect(reading.questions.map(\.key) == contents.questions.map(\.key), "\(format)")
        #expect(Set(reading.pictures.keys) == Set(contents.pictures.keys), "\(format)")
      }
    }
  }

  @Test func aBlueprintIsCheckedBeforeTheContestIsThere() async throws {
    try await TestServer.run { server in
      let organizer = try await server.staff(.organizer)
      let asked = BlueprintQuery(plan: Sample.plan, attempts: 400)
      #expect(
        await refusal {
          let _: BlueprintChecks = try await organizer.post(Path.blueprintCheck, asked)
        } == "409 bank-missing")
      _ = try await server.backend.drafts.publish(
        try Sample.bank(), to: BankID("fitter"), at: server.clock.now)
      let checks: BlueprintChecks = try await organizer.post(Path.blueprintCheck, asked)
      #expect(checks.stages.map(\.stage) == ["cup/fitter/practice", "cup/fitter/preliminary"])
      // 5 of 40 questions for each of 400 attempts.
      #expect(checks.stages[0].parts.map(\.exposure?.mean) == [50_000])
      #expect(checks.stages[1].parts.map(\.pool) == [20, 10, 10])
      #expect(checks.stages.allSatisfy { $0.shortages.isEmpty })

      let greedy = Sample.plan.replacing("multiple, draw: 2", with: "multiple, draw: 12")
      let short: BlueprintChecks = try await organizer.post(
        Path.blueprintCheck, BlueprintQuery(plan: greedy, stage: "preliminary"))
      #expect(short.stages.map(\.shortages) == [["needs 12 multiple-choice, the bank has 10"]])
      #expect(short.stages[0].forecast == nil)
      let broken = BlueprintQuery(plan: "contest: [")
      #expect(
        await refusal {
          let _: BlueprintChecks = try await organizer.post(Path.blueprintCheck, broken)
        } == "422 declaration-refused")
      for query in [
        BlueprintQuery(contest: "cup"), BlueprintQuery(plan: Sample.plan, event: "welder"),
        BlueprintQuery(plan: Sample.plan, version: 7),
      ] {
        #expect(
          await refusal {
            let _: BlueprintChecks = try await organizer.post(Path.blueprintCheck, query)
          } == "404 not-found")
      }
    }
  }

  @Test func parallelFormsAreEquallyDifficultAndComeAsAWorkbook() async throws {
    try await TestServer.run { server in
      let organizer = try await server.staff(.organizer)
      _ = try await server.openCup(contestants: 1)
      let one = BlueprintQuery(contest: "cup", stage: "preliminary", forms: 3)
      let view: PaperFormsView = try await organizer.post(Path.paperForms, one)
      #expect(view.forms.map(\.number) == [1, 2, 3])
      #expect(view.forms.allSatisfy { $0.sections.map(\.count) == [6, 2, 2] })
      #expect(view.spread <= 10)
      #expect(Set(view.forms.flatMap { $0.sections.flatMap(\.self) }).count == 30)
      let bytes = try await organizer.bytes(
        Path.paperForms, query: [("format", "xlsx")], posting: one)
      let reading = BankReading(bytes, filename: "forms.xlsx", format: "xlsx")
      #expect(reading.findings.map(\.code) == ["sheet-without-header"])
      #expect(reading.questions.count == 30)
      for (query, refused) in [
        (BlueprintQuery(contest: "cup"), "400 stage-unclear"),
        (BlueprintQuery(contest: "cup", stage: "preliminary", forms: 0), "400 forms-out-of-range"),
        (BlueprintQuery(plan: "x", contest: "cup"), "400 blueprint-unclear"),
      ] {
        #expect(
          await refusal {
            let _: PaperFormsView = try await organizer.post(Path.paperForms, query)
          } == refused)
      }
    }
  }

  /// With `exposure: least` the server numbers the papers, also after it was started anew.
  @Test func leastExposedPapersAskEveryQuestionEquallyOften() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacing(
        "paper: { draw: 5, points: 20 }", with: "paper: { draw: 5, points: 20, exposure: least }")
      let contestants = try await server.openCup(contestants: 12, plan: plan)
      var times: [String: Int] = [:]
      for (index, contestant) in contestants.enumerated() {
        for item in try await contestant.start("practice").items {
          times[item.stem, default: 0] += 1
        }
        // 8 papers of 5 are all 40 questions.
        if index == 7 { #expect(times.values.allSatisfy { $0 == 1 } && times.count == 40) }
      }
      #expect(times.values.max() == 2)
      #expect(times.values.reduce(0, +) == 60)
      // A server that was just started goes on where the one before it stopped.
      let place = try #require(
        try await server.backend.directory.stage(try Sample.path("practice")))
      let restarted = PaperRoom(banks: server.backend.banks)
      for serial: UInt64 in [12, 13] {
        let seed = try await restarted.deal(
          at: place, to: AttemptID(number: 1), random: 7 << 32 | 9,
          journal: server.backend.journal
        ).seed
        #expect(seed & 0xFFFF_FFFF == serial)
      }
    }
  }
}
