import ArgumentParser
import ContestClient

/// Plays a contest against a server.
struct PlayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play stages of a contest with simulated contestants.",
    discussion: """
      Everybody finishes a stage before the next one begins. The server may be killed and started \
      again in mid-play; when it is gone for longer than --patience, the play is over. The exit \
      status is 1 when the server broke a promise.
      """)

  @OptionGroup var place: ContestPlace

  @Option(help: "The access codes: CSV with admission,name,event,code.")
  var codes: String

  @Option(help: "The folder with the question banks, for the right answers.")
  var banks: String

  @Option(help: "The ids of the stages in order, separated by commas.")
  var stages = "practice,preliminary"

  @Option(help: "How many contestants are busy at the same time.")
  var concurrency = 32

  @Option(help: "The same seed gives the same abilities and behaviours.")
  var seed: UInt64 = 1

  @Option(help: "Play only the contestants of this event.")
  var onlyEvent: String?

  @Option(
    help: "Write what is asked for and acknowledged to this file, line by line as it happens.")
  var ledger: String?

  @Option(help: "Seconds after the deadline at which an answer is late; more than the grace.")
  var lateness = 4

  @Option(help: "Do not wait for deadlines that are more seconds away when all others are done.")
  var longestWait = 300

  @Option(help: "Seconds without an answer to anybody after which everybody gives up.")
  var patience = 60

  @Flag(help: "Print the summary as JSON.")
  var json = false

  private var stageIDs: [String] { stages.split(separator: ",").map(String.init) }

  func validate() throws {
    guard (1...10_000).contains(concurrency) else {
      throw ValidationError("--concurrency is 1 to 10000")
    }
    guard !stageIDs.isEmpty else { throw ValidationError("--stages names at least one stage") }
    guard (1...3600).contains(patience) else {
      throw ValidationError("--patience is 1 to 3600 seconds")
    }
    guard lateness >= 0, longestWait >= 0 else {
      throw ValidationError("--lateness and --longest-wait are not negative")
    }
  }

  func run() async throws {
    let contestants = try simulatedContestants()
    let book = try AnswerBook(folder: banks)
    // A ledger that cannot be written is better known before the play than after it.
    let record = PlayRecord(file: try ledger.map { path throws in try LedgerFile(path: path) })
    let play = ContestPlay(
      contest: place.contest, stages: stageIDs, contestants: contestants, book: book,
      record: record,
      visitor: place.visitor(record: record, patience: .seconds(patience)),
      concurrency: concurrency, lateness: .seconds(lateness), longestWait: .seconds(longestWait))
    let began = ContinuousClock.now
    var failure: ReplayFailure?
    do throws(ReplayFailure) { try await play.play() } catch { failure = error }
    let elapsed = ContinuousClock.now - began

    let figures = record.figures
    let summary = PlaySummary(
      contestants: contestants.count, figures: figures, ledger: record.ledger, elapsed: elapsed)
    print(json ? try JSONText.of(summary) : summary.text)
    for violation in figures.violations.prefix(20) {
      StandardError.write("\(violation.kind.rawValue)  \(violation.admission)  \(violation.text)")
    }
    if let failure { throw failure }
    if let ledger, !record.isFileGood { throw ReplayFailure("\(ledger) cannot be written") }
    if !figures.violations.isEmpty { throw ExitCode(1) }
  }

  private func simulatedContestants() throws -> [SimulatedContestant] {
    let all = try AccessCode.list(csv: try TextFile.read(codes))
    let chosen = all.filter { onlyEvent == nil || $0.event == onlyEvent }
    guard !chosen.isEmpty else { throw ReplayFailure("there is nobody to play in \(codes)") }
    let behaviours = Behaviour.assigned(count: chosen.count, seed: seed)
    return zip(chosen, behaviours).map {
      SimulatedContestant($0.0, behaviour: $0.1, seed: seed)
    }
  }
}
