import Foundation
import Testing

/// People who play while their network is gone.
extension WholePathTests {
  /// A contestant at `leitai play`, who types and reads.
  private struct Player {
    let process: Process
    private let keyboard: Pipe
    private let screen: URL

    init(_ stage: String, _ environment: [String: String], _ programs: Programs) throws {
      let log = "play-\(UUID().uuidString).log"
      screen = programs.folder.appending(path: log)
      keyboard = Pipe()
      process = try programs.start(
        "leitai", ["play", stage, "--lang", "en"], log: log, environment: environment,
        input: keyboard)
    }

    var shown: String { (try? String(contentsOf: screen, encoding: .utf8)) ?? "" }

    func type(_ line: String) throws {
      try keyboard.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// Answers the question that is shown and waits until the next one is.
    func answer(_ number: Int, of count: Int = 5) async throws {
      try await waits(for: "[\(number)/\(count)]")
      try type("A")
      try await waits(for: number == count ? "That was the last question" : "[\(number + 1)/")
    }

    func waits(for text: String) async throws {
      try #require(try await comes { shown.contains(text) }, "\(text) is not in: \(shown)")
    }

    /// - Returns: the status with which it ended by itself.
    func ends() async throws -> Int32 {
      try #require(try await comes { !process.isRunning }, "still there: \(shown)")
      return process.terminationStatus
    }
  }

  /// A contestant of the fitters' practice, signed in over a wire of its own.
  private func signedIn(_ profile: String, _ number: Int, over wire: Wire) async throws
    -> [String: String]
  {
    let codes = try String(contentsOfFile: path("codes.csv"), encoding: .utf8)
    let rows = codes.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    let fields = try #require(rows.filter { $0[2] == "fitter" }.dropFirst(number).first)
    let environment = [
      "LEITAI_HOME": path("home"), "LEITAI_PROFILE": profile, "LEITAI_SERVER": wire.address,
    ]
    let outcome = try await programs.run(
      "leitai", ["login", "--admission", String(fields[0]), "--code", String(fields[3])],
      environment: environment)
    #expect(outcome.status == 0, "\(outcome.error)")
    return environment
  }

  /// The attempt that was begun last, and how many of its records are answers or the submission, as a
  /// judge sees it.
  private func stored(_ stage: String) async throws -> (attempt: String, count: Int) {
    let list = try json(await leitai(as: "judge", "attempt", "list", stage, "--json"))
    let rows = try #require(list["attempts"] as? [[String: Any]])
    let attempt = try #require(rows.last?["attempt"] as? String)
    let history = try json(
      await leitai(as: "judge", "attempt", "show", attempt, "--json"))
    let records = try #require(history["records"] as? [[String: Any]])
    let kinds = records.compactMap { $0["kind"] as? String }
    return (attempt, kinds.count { ["answered", "submitted"].contains($0) })
  }

  /// That the receipt on the contestant's machine has five answers, the submission, and everything
  /// that was ever acknowledged to it.
  private func expectReceipt(_ attempt: String, _ environment: [String: String]) async throws {
    let outcome = try await programs.run(
      "leitai", ["receipt", "verify", attempt, "--json"], environment: environment)
    #expect(outcome.status == 0, "\(outcome.error) \(outcome.output)")
    let proven = try json(outcome.output)
    #expect(proven["proven"] as? Bool == true)
    #expect(proven["acknowledgements"] as? Int == 6)
    #expect((proven["answers"] as? [Any])?.count == 5)
  }

  @Test func whoPullsThePlugLosesNothingThatWasAcknowledgedAndGoesOn() async throws {
    try await prepare(contestants: 40)
    let stage = "\(contest)/fitter/practice"
    let wire = try Wire()
    try wire.lead(to: server.address)
    defer { wire.remove() }
    try await playsOnWithoutTheNetwork(stage, wire)
    try await isInterruptedBeforeTheReply(stage, wire)
    #expect(try await server.stop() == 0)
  }

  /// The plug is out for two questions and comes back before the last.
  private func playsOnWithoutTheNetwork(_ stage: String, _ wire: Wire) async throws {
    let environment = try await signedIn("first", 0, over: wire)
    let player = try Player(stage, environment, programs)
    defer { player.process.terminate() }
    for number in 1...2 { try await player.answer(number) }
    #expect(try await stored(stage).count == 2)
    wire.set(.pulled)
    for number in 3...4 { try await player.answer(number) }
    #expect(player.shown.contains("not saved"))
    #expect(try await stored(stage).count == 2)
    wire.set(.pluggedIn)
    try await player.answer(5)
    let (attempt, saved) = try await stored(stage)
    #expect(saved == 5)
    try player.type("submit")
    try player.type("yes")
    #expect(try await player.ends() == 0, "\(player.shown)")
    #expect(try await stored(stage).count == 6)
    try await expectReceipt(attempt, environment)
  }

  /// An answer is saved and nobody hears of it: the plug is pulled before the reply, and then the
  /// machine fails as well.
  private func isInterruptedBeforeTheReply(_ stage: String, _ wire: Wire) async throws {
    let environment = try await signedIn("second", 1, over: wire)
    let player = try Player(stage, environment, programs)
    defer { player.process.terminate() }
    for number in 1...2 { try await player.answer(number) }
    wire.set(.losesReplies)
    try await player.answer(3)
    let (attempt, saved) = try await stored(stage)
    #expect(saved == 3)
    #expect(player.shown.contains("not saved"))
    wire.set(.pulled)
    try await player.answer(4)
    kill(player.process.processIdentifier, SIGKILL)
    _ = try await player.ends()
    wire.set(.pluggedIn)
    // The first question without an answer is the fifth: what was not acknowledged is known here.
    let again = try Player(stage, environment, programs)
    defer { again.process.terminate() }
    try await again.answer(5)
    #expect(!again.shown.contains("[3/5]"))
    #expect(try await stored(stage).attempt == attempt)
    #expect(try await stored(stage).count == 5)
    try again.type("submit")
    try again.type("yes")
    #expect(try await again.ends() == 0, "\(again.shown)")
    // Each of them once.
    #expect(try await stored(stage).count == 6)
    try await expectReceipt(attempt, environment)
  }
}
