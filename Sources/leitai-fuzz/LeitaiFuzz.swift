import ArgumentParser

/// Reads question banks that are broken in every way, and says which one the readers cannot stand.
@main
struct LeitaiFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitai-fuzz",
    abstract: "Read mutated question banks of every format: no crash, no hang, bounded memory.",
    subcommands: [RunCommand.self, WorkCommand.self], defaultSubcommand: RunCommand.self)
}
