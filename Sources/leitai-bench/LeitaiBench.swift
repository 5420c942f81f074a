import ArgumentParser

/// Measures what the project promises. Each suite is a subcommand in a folder of its own.
@main
struct LeitaiBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitai-bench",
    abstract: "Measures Leitai on this machine, against its promises.",
    discussion: """
      Exit status: 0 everything was measured, also when a promise is missed (the table marks it); \
      1 something could not be measured.
      """,
    subcommands: [
      BanksSuite.self, SessionsSuite.self, OverloadSuite.self, StandingsSuite.self,
      CertificationSuite.self,
      ImportOnce.self, ServeSessions.self, RecoverOnce.self, RememberOnce.self,
      HoldStandings.self, RankMany.self, StoreStandings.self, RebuildStandings.self,
      ExportStandings.self, StoreAnswers.self, CorrectQuestion.self,
    ])
}

/// What every suite asks.
struct SuiteOptions: ParsableArguments {
  @Option(help: "How often each figure is measured; the median counts.")
  var runs = 5

  @Flag(help: "Print a JSON array in place of the table.")
  var json = false

  mutating func validate() throws {
    guard (1...1_000).contains(runs) else { throw ValidationError("--runs is 1 to 1000") }
  }

  /// Prints what a suite measured.
  func show(_ measurements: [Measurement]) throws {
    print(json ? try Measurement.json(measurements) : Measurement.table(measurements))
  }
}

/// Something that stands in the way of a measurement.
struct NotMeasured: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
