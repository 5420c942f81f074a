import ArgumentParser
import Foundation

/// Torments a server of its own.
struct TormentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torment",
    abstract: "Kill a server again and again, or leave it without room, and see what it keeps.",
    discussion: """
      Makes a small contest on a new server, lets contestants play, and compares every \
      acknowledgement with what is stored. The exit status is 1 when a promise was broken.
      """)

  enum Fault: String, CaseIterable, ExpressibleByArgument {
    /// SIGKILL at random moments.
    case kill
    /// No room on the disk for a while.
    case fullDisk = "full-disk"
    /// The same, as a limit on the size of files, whatever may be mounted.
    case fileLimit = "file-limit"
    /// A database file that the server may not write.
    case readOnly = "read-only"
  }

  @Option(help: "The server's program.")
  var serverProgram: String

  @Option(help: "A new folder, for the data, the server's log and the ledger.")
  var data: String

  @Option(help: "kill, full-disk, file-limit or read-only.")
  var fault = Fault.kill

  @Option(help: "How often the server is killed.")
  var kills = 200

  @Option(help: "How many contestants play at the same time.")
  var contestants = 8

  @Option(help: "The same seed gives the same moments and the same wishes.")
  var seed: UInt64 = 1

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(kills) else { throw ValidationError("--kills is 1 to 100000") }
    guard (1...1000).contains(contestants) else {
      throw ValidationError("--contestants is 1 to 1000")
    }
  }

  func run() async throws {
    let program = URL(filePath: serverProgram).standardizedFileURL.path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw ReplayFailure("\(program) is not a program")
    }
    let folder = try TormentFolder(making: data)
    switch fault {
    case .readOnly:
      let outcome = try await ReadOnlyFile(program: program, folder: folder).run()
      print(json ? try JSONText.of(outcome) : outcome.text)
      if outcome.fault != nil { throw ExitCode(1) }
    case .kill:
      let disk = try await SmallDisk(folder, mounts: false)
      try await torment(program, folder, disk, losingDevices: true) { torment, stage in
        try await torment.kill(kills, &stage)
      }
    case .fullDisk, .fileLimit:
      let disk = try await SmallDisk(folder, mounts: fault == .fullDisk)
      // Whether a sign-in is refused well is tried by one who does nothing else.
      try await torment(program, folder, disk, losingDevices: false) { torment, stage in
        try await torment.fillUp(disk, &stage)
      }
    }
  }

  private func torment(
    _ program: String, _ folder: TormentFolder, _ disk: SmallDisk, losingDevices: Bool,
    _ fault: @Sendable (Torment, inout Torment.Stage) async throws -> Void
  ) async throws {
    let folder = folder.seen(through: disk.root)
    let server = TormentedServer(program: program, folder: folder, launcher: disk.launcher)
    let torment = try Torment(
      folder: folder, server: server, contestants: contestants, seed: seed)
    do {
      let report = try await torment.run(losingDevices: losingDevices) { stage in
        try await fault(torment, &stage)
      }
      print(json ? try JSONText.of(report) : report.text)
      if !report.isClean { throw ExitCode(1) }
    } catch {
      await server.end()
      for violation in torment.record.figures.violations.prefix(20) {
        StandardError.write("\(violation.kind.rawValue)  \(violation.text)")
      }
      throw error
    }
  }
}
