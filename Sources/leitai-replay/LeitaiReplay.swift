import ArgumentParser

/// Plays a contest against a live server through its public API, and proves that nothing that the
/// server acknowledged was lost.
@main
struct LeitaiReplay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitai-replay",
    abstract: "Play a contest with simulated contestants, then audit what the server kept.",
    subcommands: [RosterCommand.self, PlayCommand.self, AuditCommand.self, TormentCommand.self])
}
