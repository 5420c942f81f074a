import ArgumentParser
import ContestAPI
import ContestClient
import Testing

@testable import leitai

@Suite struct CommandTextTests {
  private func finding(_ place: String, _ code: String, _ message: String) -> APIError.Detail {
    APIError.Detail(
      severity: "error", place: place, field: "", code: code, message: message)
  }

  @Test func anImportWithErrorsReadsAsInTheDesign() {
    let imported = BankImport(
      bank: "fitter", format: "xlsx", questions: 1032, leftOut: 0, pictures: 0, errors: 3,
      warnings: 2,
      findings: [
        finding("题库!G15", "key-outside-options", "答案是 E"),
        finding("题库!B840", "stem-missing", "缺少题干"),
      ], base: 2, changes: nil, draft: nil)
    #expect(
      imported.lines(file: "机修钳工.xlsx", dryRun: true, .en) == [
        "机修钳工.xlsx: 1,032 questions read, 3 errors, 2 warnings; nothing changed",
        "  ✗  题库!G15   key-outside-options  答案是 E",
        "  ✗  题库!B840  stem-missing         缺少题干",
      ])
  }

  /// A field that is missing has no place of its own: its name says which it is.
  @Test func aRefusalNamesTheFields() {
    let details = ["rules[0].outcome.name", "", "title"].map { field in
      APIError.Detail(
        severity: "error", place: "prize2.yaml:5:57", field: field, code: "field-missing",
        message: "this field is required")
    }
    func lines(_ details: [APIError.Detail]) -> [String] {
      let refusal = APIError(
        code: "policy-pack-refused", message: "prize2.yaml cannot be used", details: details)
      return ContestClient.Failure.refused(status: 422, refusal).lines(server: "", .en)
    }
    let place = "  ✗  prize2.yaml:5:57"
    #expect(
      lines(details) == [
        "prize2.yaml cannot be used (policy-pack-refused)",
        "\(place)  rules[0].outcome.name  field-missing  this field is required",
        "\(place)  -                      field-missing  this field is required",
        "\(place)  title                  field-missing  this field is required",
      ])
    #expect(
      lines([details[1]]).last == "\(place)  field-missing  this field is required")
  }

  @Test func anImportThatChangesNothingSaysSo() {
    let imported = BankImport(
      bank: "fitter", format: "xlsx", questions: 1, leftOut: 0, pictures: 0, errors: 0,
      warnings: 0, findings: [], base: 1,
      changes: BankChanges(added: [], removed: [], unchanged: 1, changed: []), draft: nil)
    #expect(
      imported.lines(file: "a.csv", dryRun: false, .en).last
        == "the same as the current version; no draft is made")
  }

  @Test func codesAreWrittenAsTheExtensionSays() throws {
    let imported = RosterImported(
      contestants: 1,
      codes: [.init(admission: "1", name: "张,三", event: "fitter", code: "AAAA-BBBB")])
    let csv = try #require(CodesFormat(path: "x/codes.CSV")).bytes(of: imported)
    #expect(
      csv == CSV.byteOrderMark
        + Array("admission,name,event,code\r\n1,\"张,三\",fitter,AAAA-BBBB\r\n".utf8))
    #expect(CodesFormat(path: "codes.json") == .json)
    #expect(CodesFormat(path: "codes.txt") == nil)
    #expect(CodesFormat(path: "csv") == nil)
  }

  /// An extension stands above the stage's window, and whoever gives it is told.
  @Test func aDeadlinePastTheWindowIsPointedOut() {
    func lines(_ deadline: Int64, _ state: String = "open", closes: Int64? = 1000) -> [String] {
      AttemptStanding(
        attempt: "ab", state: state, deadline: deadline, windowCloses: closes
      ).lines(.en)
    }
    #expect(lines(1000).count == 1)
    #expect(lines(1001, closes: nil).count == 1)
    #expect(lines(1001, "voided") == ["ab  voided"])
    let past = lines(1001)
    #expect(past.count == 2 && past[1].contains("past the end of the stage's window"), "\(past)")
  }

  @Test func everyFailureHasItsExitCode() {
    let error = APIError(code: "x", message: "")
    #expect(ContestClient.Failure.refused(status: 409, error).status == .refused)
    #expect(ContestClient.Failure.refused(status: 401, error).status == .notAllowed)
    #expect(ContestClient.Failure.refused(status: 403, error).status == .notAllowed)
    #expect(ContestClient.Failure.busy(retryAfter: 1, error).status == .unreachable)
    #expect(ContestClient.Failure.unreachable("").status == .unreachable)
    #expect(ContestClient.Failure.unintelligible(status: 502, "").status == .unreachable)
    #expect(ContestClient.Failure.unintelligible(status: 200, "").status == .refused)
    #expect(CommandFailure.localFile(path: "", .absent).status == .usage)
    #expect(CommandFailure.finding.status == .refused)
    #expect(CommandFailure.findingInPart.status.rawValue == 5)
  }

  @Test func explanationsCarryTheirMarks() {
    let decision = EligibilityDecision(
      contestant: "1", stage: "c/e/s", pack: "city", packVersion: 1, packHash: "", rule: "C1",
      title: "晋升技师", kind: "eligibility", recipient: "person", recipientName: nil,
      outcome: "可申报技师", met: false, verdict: "missed", awaits: [], source: "", clauses: [],
      factsHash: "", digest: "", decidedAt: 0, explanation: ["晋升技师：不符合", "  ✗ 名次"])
    let report = EligibilityReport(
      contest: "c", rules: [], decisions: [decision], snapshots: [], uncertified: [])
    #expect(report.lines(explain: true, .en) == ["✗ 晋升技师：不符合", "    ✗ 名次"])
    #expect(report.lines(explain: false, .en) == ["✗ 晋升技师  可申报技师  (city C1)"])
  }

  private func count(_ rule: String, at stage: String) -> EligibilityReport.RuleCount {
    EligibilityReport.RuleCount(
      stage: "c/e/\(stage)", pack: "city", rule: rule, title: "t", kind: "grant", met: 1,
      awaiting: 2, missed: 3)
  }

  private func report(
    _ rules: [EligibilityReport.RuleCount], uncertified: [String] = []
  ) -> EligibilityReport {
    EligibilityReport(
      contest: "c", rules: rules, decisions: [], snapshots: [], uncertified: uncertified)
  }

  @Test func rulesOfSeveralStagesAreToldApart() throws {
    let one = report([count("C1", at: "final")]).lines(explain: false, .en)
    #expect(!one.contains { $0.contains("stage") || $0.contains("c/e/final") })
    let two = report([count("C1", at: "preliminary"), count("C1", at: "final")])
      .lines(explain: false, .en)
    #expect(two[0].hasPrefix("stage") && two.count == 3)
    #expect(two[1].hasPrefix("c/e/preliminary") && two[2].hasPrefix("c/e/final"))
  }

  @Test func aRuleThatThereIsNotIsRefusedByName() throws {
    let whole = report([count("C1", at: "final"), count("A1", at: "final")])
    #expect(try whole.only("C1", .en).rules.map(\.rule) == ["C1"])
    let failure = #expect(throws: CommandFailure.self) { try whole.only("C9", .en) }
    #expect(failure?.lines(.en) == ["there is no rule C9; there are A1, C1"])
    #expect(failure?.status == .usage)
    // Where nothing was judged yet, that is what is said.
    let waiting = try report([], uncertified: ["c/e/final"]).only("C9", .en)
    #expect(
      waiting.lines(explain: true, .en) == [
        "no rule applies to a certified result", "stages without certified results:",
        "  c/e/final",
      ])
  }

  private func decision(
    _ pack: String, _ rule: String, _ verdict: String, facts: String
  ) -> EligibilityDecision {
    EligibilityDecision(
      contestant: "1", stage: "c/e/s", pack: pack, packVersion: 2, packHash: "ab", rule: rule,
      title: "", kind: "", recipient: "person", recipientName: nil, outcome: "",
      met: verdict == "met", verdict: verdict, awaits: [], source: "", clauses: [],
      factsHash: facts, digest: "cd", decidedAt: 0, explanation: [])
  }

  @Test func decisionsAreSavedAsCases() throws {
    let report = EligibilityReport(
      contest: "c", rules: [],
      decisions: [
        decision("city", "C1", "met", facts: "f"), decision("city", "C2", "awaiting", facts: "f"),
        decision("city", "C3", "missed", facts: "f"), decision("other", "X", "met", facts: "g"),
      ],
      snapshots: [
        EligibilityReport.FactsRecord(stage: "c/e/s", hash: "f", facts: #"{"rank":1}"#),
        EligibilityReport.FactsRecord(stage: "c/e/t", hash: "g", facts: #"{"rank":2}"#),
      ], uncertified: [])
    #expect(
      try EligibilityCases(report, pack: "city", .en).text == """
        # city 2  SHA-256 ab
        pack: city
        cases:
          - name: 1 c/e/s
            # SHA-256 cd
            with: {"rank":1}
            expect: [C1]
            awaiting: [C2]

        """)
    // A case is of one pack.
    #expect(throws: CommandFailure.self) { try EligibilityCases(report, pack: nil, .en) }
    #expect(throws: CommandFailure.self) { try EligibilityCases(report, pack: "none", .en) }
  }

  @Test func theFactsOfAnOutcomeAreACase() {
    func cases(_ facts: String?) -> String? {
      let row = OutcomeRow(
        number: 7, stage: "c/e/s", contestant: "1", name: "", unit: "", pack: "city", rule: "C1",
        kind: "", outcome: "", recipient: "person", recipientName: nil, state: "", noticeEnd: nil,
        issuedNumber: nil, steps: [])
      let detail = OutcomeDetail(
        outcome: row, packVersion: 2, packHash: "ab", resultsVersion: 1, resultsHash: "",
        factsHash: "f", facts: facts)
      return EligibilityCases(detail, in: "c")?.text
    }
    #expect(
      cases(#"{"rank":1}"#) == """
        # city 2  SHA-256 ab
        pack: city
        cases:
          - name: c 7 C1
            with: {"rank":1}

        """)
    #expect(cases(nil) == nil)
  }

  @Test(arguments: ["a/b", "a/b/c/d", "a//c", "", "/a/b"])
  func anAddressHasThreeParts(text: String) { #expect(StageAddress(argument: text) == nil) }

  /// Not beside the certificate, where whoever sent it may put any keys.
  @Test func trustedKeysLieInTheUsersOwnFolder() {
    func keys(_ environment: [String: String]) -> String {
      TrustFiles(ofUserAt: UserFolder.path(in: environment, home: "/home/li")).keys
    }
    #expect(keys([:]) == "/home/li/.config/leitai/trust/issuer-keys.json")
    #expect(keys(["HOME": "/root"]) == "/root/.config/leitai/trust/issuer-keys.json")
    #expect(keys(["HOME": "/root", "LEITAI_HOME": "/x"]) == "/x/trust/issuer-keys.json")
    #expect(keys(["LEITAI_HOME": ""]) == "/home/li/.config/leitai/trust/issuer-keys.json")
  }

  @Test func logHeadTellsItsSize() {
    #expect(TrustDownload.size(ofNote: "leitai.example/log\n43\nr\ntime 1\n\n— x\n") == 43)
    for note in ["", "x", "x\n", "x\n4x\n"] { #expect(TrustDownload.size(ofNote: note) == nil) }
  }

  @Test(arguments: [
    ["login", "--admission", "1"], ["login", "--user", "a"],
    ["login", "--admission", "1", "--code", "c", "--user", "u", "--password-stdin"],
    ["rankings", "a/b/c", "--top", "0"], ["rankings", "a/b/c", "--json", "--format", "csv"],
    ["rankings", "a/b/c", "--format", "xlsx"], ["rankings", "a/b/c", "--bom"],
    ["rankings", "a/b/c", "--edition", "internal"], ["shortlist", "a/b/c", "--format", "xlsx"],
    ["shortlist", "decide", "a/b/c", "--order", "1,2"], ["shortlist", "withdraw", "a/b/c", "1"],
    ["roster", "import", "f", "--contest", "c", "-o", "codes.txt"],
    ["staff", "add", "--user", "a", "--role", "contestant", "--password-stdin"], ["play", "a/b"],
  ])
  func wrongArgumentsAreRefused(arguments: [String]) {
    #expect(throws: (any Error).self) { try Leitai.parseAsRoot(arguments) }
  }

  @Test(arguments: [
    ["login", "--admission", "1", "--code", "c"], ["login", "--user", "u", "--password-stdin"],
    ["bank", "import", "f.xlsx", "--bank", "b", "--dry-run", "--format", "csv", "--json"],
    ["bank", "export", "b", "--format", "native", "--version", "2", "-o", "x"],
    ["contest", "open", "c", "--stage", "s", "--lang", "zh"],
    ["rankings", "a/b/c", "--scope", "city:320300", "--around", "me", "--server", "http://h"],
    ["rankings", "a/b/c", "--format", "pdf", "--edition", "public-notice", "-o", "x.pdf"],
    ["rankings", "a/b/c", "--format", "csv", "--bom"], ["shortlist", "a/b/c"],
    ["shortlist", "a/b/c", "--format", "csv", "--bom"],
    ["shortlist", "decide", "a/b/c", "--order", "1,2", "--reason", "r"],
    ["shortlist", "withdraw", "a/b/c", "1", "--reason", "r"],
    ["records", "c", "-o", "r.csv"], ["certificate", "verify", "f.jwt", "--keys", "k.json"],
    ["certificate", "verify", "f.json", "--trust", "t", "--log-head", "h", "--status-list", "s"],
    ["certificate", "fetch", "LT-2026-00000001", "-o", "f.json", "--sm2", "raw"],
    ["certificate", "trust", "-o", "t"], ["certificate", "trust"],
    ["certificate", "fetch", "n", "-o", "f", "--trust", "t"],
    ["certificate", "revoke", "n", "--reason", "r"],
    ["certificate", "suspend", "n", "--reason", "r"], ["signing-key", "rotate", "--reason", "r"],
    ["eligibility", "c", "--contestant", "1", "--explain", "--profile", "p"],
    ["play", "a/b/c", "--lines"],
  ])
  func theDocumentedFormsAreUnderstood(arguments: [String]) throws {
    _ = try Leitai.parseAsRoot(arguments)
  }
}
