import ArgumentParser
import Foundation

/// Writes the roster of an invented contest.
struct RosterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Write a roster of invented contestants as CSV.")

  @Option(help: "How many contestants.")
  var contestants = 2000

  @Option(help: "The ids of the events, separated by commas.")
  var events = "fitter,power-monitoring,electrician,welder"

  @Option(help: "The same seed gives the same people.")
  var seed: UInt64 = 1

  @Option(name: [.short, .long], help: "The file to write.")
  var output: String

  @Flag(help: "Replace the file if there is one.")
  var overwrite = false

  private var eventIDs: [String] { events.split(separator: ",").map(String.init) }

  func validate() throws {
    guard (1...InventedRoster.capacity).contains(contestants) else {
      throw ValidationError("--contestants is 1 to \(InventedRoster.capacity)")
    }
    guard (1...99).contains(eventIDs.count) else {
      throw ValidationError("--events names 1 to 99 events")
    }
  }

  func run() throws {
    let roster = InventedRoster(count: contestants, events: eventIDs, seed: seed)
    let options: Data.WritingOptions = overwrite ? .atomic : .withoutOverwriting
    do {
      try Data(roster.file).write(to: URL(filePath: output), options: options)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw ReplayFailure("\(output) exists; --overwrite replaces it")
    } catch {
      throw ReplayFailure("\(output) cannot be written")
    }
    let cities = Set(roster.people.map(\.unit.city)).count
    let units = Set(roster.people.map(\.unit)).count
    print("\(output): \(contestants) contestants of \(units) units in \(cities) cities")
  }
}
