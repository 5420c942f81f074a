import Foundation
import FoundationNetworking
import Testing

/// One contest from the question bank to the certificate, through the programs and nothing else.
@Suite struct WholePathTests: Sendable {
  let programs: Programs
  let server: ServerProcess
  let contest = "suwanluyu-2025"

  init() throws {
    programs = try Programs()
    server = try ServerProcess(programs)
  }

  func path(_ name: String) -> String { programs.folder.appending(path: name).path }

  private func bank(_ name: String) -> String {
    Programs.project.appending(path: "QuestionBanks/\(name)").path
  }

  /// Runs `leitai` as somebody who is signed in.
  @discardableResult
  func leitai(
    as profile: String, _ arguments: String..., input: String = "", status: Int32 = 0
  ) async throws -> String {
    let outcome = try await programs.run(
      "leitai", arguments, input: input,
      environment: [
        "LEITAI_HOME": path("home"), "LEITAI_PROFILE": profile, "LEITAI_SERVER": server.address,
      ])
    #expect(
      outcome.status == status, "leitai \(arguments): \(outcome.error) \(outcome.output)")
    return outcome.output + outcome.error
  }

  private func replay(_ arguments: String..., input: String = "") async throws -> Programs.Outcome {
    try await programs.run("leitai-replay", arguments, input: input)
  }

  func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Staff, banks, contest, roster.
  func prepare(contestants: Int) async throws {
    try await server.start()
    let first = try String(
      contentsOf: server.data.appending(path: "first-admin-password"), encoding: .utf8)
    try await leitai(as: "admin", "login", "--user", "admin", "--password-stdin", input: first)
    for role in ["organizer", "reviewer", "judge", "auditor"] {
      let password = "a password of \(role)\n"
      try await leitai(
        as: "admin", "staff", "add", "--user", role, "--role",
        role == "reviewer" ? "organizer" : role, "--password-stdin", input: password)
      try await leitai(
        as: role, "login", "--user", role, "--password-stdin", input: password)
    }
    for file in ["fitter.xlsx", "power-monitoring.csv", "electrician.yaml", "welder.yaml"] {
      let id = String(file.prefix { $0 != "." })
      let dry = try json(
        await leitai(
          as: "organizer", "bank", "import", bank(file), "--bank", id, "--dry-run", "--json"))
      #expect(dry["draft"] == nil)
      let done = try json(
        await leitai(as: "organizer", "bank", "import", bank(file), "--bank", id, "--json"))
      #expect((done["draft"] as? [String: Any])?["number"] as? Int == 1)
      try await leitai(as: "reviewer", "bank", "approve", id)
      let version = try json(await leitai(as: "organizer", "bank", "publish", id, "--json"))
      #expect(version["number"] as? Int == 1)
      let again = try json(
        await leitai(as: "organizer", "bank", "import", bank(file), "--bank", id, "--json"))
      #expect(again["draft"] == nil)
    }
    try await createContest()
    let roster = try await replay("roster", "--contestants", "\(contestants)", "-o", path("r.csv"))
    #expect(roster.status == 0)
    try await leitai(
      as: "organizer", "roster", "import", path("r.csv"), "--contest", contest, "-o",
      path("codes.csv"))
  }

  private func createContest() async throws {
    let reference = Programs.project.appending(path: "QuestionBanks/reference")
    let folder = programs.folder.appending(path: "plan")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: reference.appending(path: "policies"), to: folder.appending(path: "policies"))
    var plan = try String(
      contentsOf: reference.appending(path: "contest.yaml"), encoding: .utf8)
    plan = plan.replacing(
      "2025-04-01T00:00/2025-06-01T00:00", with: "2025-04-01T00:00/2999-01-01T00:00")
    plan = plan.replacing("time: 60m", with: "time: 12s")
    try plan.write(
      to: folder.appending(path: "contest.yaml"), atomically: true, encoding: .utf8)
    try await leitai(
      as: "organizer", "contest", "create", folder.appending(path: "contest.yaml").path)
    try await leitai(as: "organizer", "contest", "open", contest)
  }

  @Test func aContestRunsFromTheBankToTheCertificateThoughTheServerIsKilled() async throws {
    try await prepare(contestants: 60)
    async let played = replay(
      "play", "--server", server.address, "--contest", contest, "--codes", path("codes.csv"),
      "--banks", bank(""), "--stages", "practice,preliminary", "--ledger", path("ledger.csv"),
      "--lateness", "4", "--patience", "600", "--json")
    for _ in 0..<3 {
      try await ledgerGrows(by: .random(in: 1...500))
      try await server.kill()
      // Whoever finds no server asks again, except for those few who break off by themselves.
      let lost = server.wire.lost
      #expect(try await comes { server.wire.lost >= lost + 10 }, "nobody asks")
      try await server.start()
    }
    let play = try await played
    #expect(play.status == 0, "\(play.output) \(play.error)")
    // The kills interrupted somebody; otherwise they prove nothing.
    #expect(try json(play.output)["retries"] as? Int ?? 0 > 0, "\(play.output)")
    let audit = try await replay(
      "audit", "--server", server.address, "--contest", contest, "--ledger", path("ledger.csv"),
      "--user", "auditor", "--password-stdin", input: "a password of auditor\n")
    #expect(audit.status == 0, "\(audit.output) \(audit.error)")

    try await closeAndCertify()
    try await eligibilityIsExplained()
    try await certificatesHold()
    #expect(try await server.stop() == 0)
    #expect(server.log.contains("stopped"))
  }

  /// Waits until the players have asked or been acknowledged so often. Sixty of them do it some
  /// thousand times in all, so that none of three such waits sees the end of the play.
  private func ledgerGrows(by count: Int) async throws {
    let ledger = URL(filePath: path("ledger.csv"))
    let lines = { ((try? Data(contentsOf: ledger)) ?? Data()).count { $0 == UInt8(ascii: "\n") } }
    let before = lines()
    #expect(try await comes { lines() >= before + count }, "nobody plays")
  }

  private func closeAndCertify() async throws {
    let stage = "\(contest)/fitter/preliminary"
    try await leitai(as: "judge", "results", "certify", stage, status: 1)
    try await leitai(as: "organizer", "contest", "close", contest, "--stage", "preliminary")
    for event in ["fitter", "power-monitoring", "electrician", "welder"] {
      try await leitai(as: "judge", "results", "certify", "\(contest)/\(event)/preliminary")
    }
    // Whatever the server handed in is marked by now.
    let rankings = try json(
      await leitai(as: "judge", "rankings", stage, "--top", "3", "--json"))
    let rows = try #require(rankings["rows"] as? [[String: Any]])
    #expect(rows.count == 3)
    try await leitai(
      as: "judge", "rankings", stage, "--format", "csv", "-o", path("rankings.csv"))
    let csv = try String(contentsOfFile: path("rankings.csv"), encoding: .utf8)
    #expect(csv.split(whereSeparator: \.isNewline).count == (rankings["ranked"] as? Int ?? 0) + 1)
    let city = try await leitai(as: "judge", "rankings", stage, "--scope", "city:320300", "--json")
    #expect(try json(city)["scope"] as? String == "city:320300")
    try await leitai(as: "organizer", "results", "certify", stage, status: 3)
    try await leitai(as: "judge", "results", "fetch", stage, "-o", path("results.json"))
    // The key was seen with the file; on another machine it has to be given.
    try await leitai(as: "judge", "results", "verify", path("results.json"))
    let stranger = try await programs.run(
      "leitai", ["results", "verify", path("results.json")],
      environment: ["LEITAI_HOME": path("elsewhere")])
    #expect(stranger.status == 5, "\(stranger.output)")
    let signers = try #require(URL(string: server.address + "/v1/receipt-signers"))
    let known = try json(
      String(decoding: try await URLSession.shared.data(from: signers).0, as: UTF8.self))
    let key = try #require((known["signers"] as? [[String: Any]])?.first?["publicKey"] as? String)
    try await leitai(as: "judge", "results", "verify", path("results.json"), "--signer", key)
    let text = try String(contentsOfFile: path("results.json"), encoding: .utf8)
    try text.replacing("\"rank\":1,", with: "\"rank\":7,")
      .write(toFile: path("forged.json"), atomically: true, encoding: .utf8)
    try await leitai(as: "judge", "results", "verify", path("forged.json"), status: 1)
  }

  private func eligibilityIsExplained() async throws {
    let report = try json(await leitai(as: "judge", "eligibility", contest, "--json"))
    let rules = try #require(report["rules"] as? [[String: Any]])
    // Everybody is judged in the event in which they took part.
    let judged = rules.filter { $0["rule"] as? String == "pass" }.flatMap { rule in
      ["met", "awaiting", "missed"].map { rule[$0] as? Int ?? 0 }
    }
    #expect(judged.reduce(0, +) == 60)
    let winner = try json(
      await leitai(
        as: "judge", "rankings", "\(contest)/fitter/preliminary", "--top", "1", "--json"))
    let admission = try #require(
      (winner["rows"] as? [[String: Any]])?.first?["admission"] as? String)
    let explained = try await leitai(
      as: "judge", "eligibility", contest, "--contestant", admission, "--rule", "C1", "--explain")
    #expect(explained.contains("✗"))
    #expect(explained.contains("0 of 7 days"))
  }

  @Test func thePracticeIsPlayedLineByLineWithoutATerminal() async throws {
    try await prepare(contestants: 8)
    let codes = try String(contentsOfFile: path("codes.csv"), encoding: .utf8)
    let line = try #require(codes.split(whereSeparator: \.isNewline).dropFirst().first)
    let fields = line.split(separator: ",").map(String.init)
    try await leitai(
      as: "me", "login", "--admission", fields[0], "--code", fields[3].lowercased())
    let printed = try await leitai(
      as: "me", "play", "\(contest)/\(fields[2])/practice",
      input: String(repeating: "A\n", count: 5) + "submit\nyes\n")
    #expect(printed.contains("5"))
    try await leitai(as: "me", "rankings", "\(contest)/\(fields[2])/practice", "--around", "me")
    try await leitai(as: "me", "bank", "versions", "fitter", status: 3)
    try await leitai(as: "nobody", "contest", "list", status: 3)
    try await theReceiptHolds(of: "\(contest)/\(fields[2])/practice")
  }

  /// The play left a receipt that proves the answers without a server, and no other answers.
  private func theReceiptHolds(of stage: String) async throws {
    let listed = try await leitai(as: "me", "receipt", "list", "--json")
    let rows = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [[String: Any]])
    let attempt = try #require(rows.first?["attempt"] as? String)
    #expect(rows.count == 1)
    let file = path("home/receipts/\(attempt).json")
    let all = try await leitai(as: "judge", "attempt", "list", stage)
    #expect(all.contains(attempt))
    let history = try await leitai(as: "judge", "attempt", "show", attempt, "--json")
    try history.write(toFile: path("history.json"), atomically: true, encoding: .utf8)
    try await leitai(
      as: "judge", "attempt", "extend", attempt, "1m", "--reason", "late", status: 1)
    try await leitai(
      as: "me", "attempt", "void", attempt, "--reason", "I want another", status: 3)
    #expect(try await server.stop() == 0)

    let proven = try json(await leitai(as: "me", "receipt", "verify", file, "--json"))
    #expect(proven["proven"] as? Bool == true)
    #expect(proven["acknowledgements"] as? Int == 6)
    #expect((proven["answers"] as? [Any])?.count == 5)
    #expect(proven["signerSource"] as? String == "pinned")
    try await aStrangerNeedsTheKey(to: file)
    try await leitai(as: "me", "receipt", "verify", file, "--against", path("history.json"))
    try await leitai(as: "me", "receipt", "show", attempt)

    let text = try String(contentsOfFile: file, encoding: .utf8)
    let events = text.matches(of: #/"event" : "(0200[0-9a-f]+)"/#)
    let event = String(try #require(events.first).1)
    // The same question, and another option than the one that was chosen.
    let forged = event.dropLast(2) + (event.hasSuffix("02") ? "04" : "02")
    try text.replacing("\"\(event)\"", with: "\"\(forged)\"")
      .write(toFile: path("forged.json"), atomically: true, encoding: .utf8)
    let refuted = try await leitai(
      as: "me", "receipt", "verify", path("forged.json"), status: 1)
    #expect(refuted.contains("does not lead to its head"), "\(refuted)")
    let parted = try await leitai(
      as: "me", "receipt", "verify", file, "--against", path("forged.json"), status: 1)
    #expect(parted.contains("the two part at record"), "\(parted)")
    try await leitai(
      as: "me", "receipt", "verify", file, "--signer", String(repeating: "0", count: 62) + "07",
      status: 1)
    try await leitai(as: "me", "receipt", "verify", path("codes.csv"), status: 2)
    try await leitai(as: "me", "receipt", "verify", path("nothing.json"), status: 2)
  }

  /// Who never saw the server's key proves nothing with the one in the file.
  private func aStrangerNeedsTheKey(to file: String) async throws {
    let receipt = try json(String(contentsOfFile: file, encoding: .utf8))
    let key = try #require((receipt["signer"] as? [String: Any])?["publicKey"] as? String)
    for (words, status, code) in [([], 5, "valid-in-part"), (["--signer", key], 0, "valid")] {
      let outcome = try await programs.run(
        "leitai", ["receipt", "verify", file, "--json"] + words,
        environment: ["LEITAI_HOME": path("elsewhere")])
      #expect(outcome.status == Int32(status), "\(outcome.error)")
      let told = try json(outcome.output)
      #expect(told["proven"] as? Bool == (status == 0))
      #expect(told["consistent"] as? Bool == true)
      #expect(told["code"] as? String == code)
    }
  }

  @Test func aSecondServerOnTheSameFolderIsRefusedInWords() async throws {
    try await server.start()
    let second = try await programs.run(
      "leitai-server", ["--data", server.data.path, "--listen", "127.0.0.1:0"])
    #expect(second.status == 1)
    #expect(second.error.contains("another process"))
    let unknown = try await programs.run("leitai-server", ["--folder", "x"])
    #expect(unknown.status == 1)
    #expect(unknown.error.contains("--folder"))
    #expect(try await server.stop() == 0)
  }
}
