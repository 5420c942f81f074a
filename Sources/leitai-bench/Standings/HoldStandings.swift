import ArgumentParser
import Contests
import Foundation
import QuestionBanks
import Scoring

/// Holds a full table and says what each member takes of memory.
struct HoldStandings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold-standings", abstract: "Holds standings in memory.", shouldDisplay: false)

  @Option(help: "How many have a result.")
  var members: Int

  func run() throws {
    let setting = try StandingsSetting(members: members)
    var random = SeededGenerator(seed: 1)
    let before = try ProcessUsage().residentBytes()
    let table = setting.filledTable(using: &random)
    let after = try ProcessUsage().residentBytes()
    guard table.count() == members else { throw NotMeasured("members are missing") }
    try ChildProcess.report(seconds: 0, figure: Double(after - before) / Double(members))
  }
}

/// Compares updates and ranks of very many members with those of the usual number.
struct RankMany: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank-many", abstract: "Ranks very many.", shouldDisplay: false)

  @Option(help: "How many have a result.")
  var members: Int

  func run() throws {
    var few = TableRates(try StandingsSetting(members: StandingsSuite.members), seed: 1)
    var many = TableRates(try StandingsSetting(members: members), seed: 1)
    let updates = few.updates() / many.updates()
    let ranks = try few.ranks() / many.ranks()
    try ChildProcess.report(seconds: 0, figure: max(updates, ranks))
  }
}
