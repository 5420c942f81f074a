import Foundation

/// Starts a server on a database file that it may not write: it must refuse, say why, and leave
/// everything as it is.
struct ReadOnlyFile: Sendable {
  let program: String
  let folder: TormentFolder

  /// What came of it.
  struct Outcome: Sendable, Encodable {
    let status: Int32
    /// What the server wrote to its standard error.
    let said: String
    /// What is wrong; absent when the server behaved.
    let fault: String?

    /// For people.
    var text: String {
      "status \(status)\n\(said)" + (fault.map { "FAULT: \($0)" } ?? "as it must be")
    }
  }

  /// Nobody's user id on every Linux, as whom the server runs when this process is root: root may
  /// write every file.
  private static let nobody = "65534"

  /// - Throws: `ReplayFailure` when the server cannot be tried.
  func run() async throws -> Outcome {
    try FileManager.default.createDirectory(
      atPath: folder.disk, withIntermediateDirectories: true)
    let server = TormentedServer(program: program, folder: folder)
    _ = try await server.start()
    let stopped = try await server.stop()
    guard stopped == 0 else { throw ReplayFailure("the server ended with status \(stopped)") }

    let database = folder.data + "/leitai.sqlite"
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: database)
    var launch = [program]
    if geteuid() == 0 {
      // Another user cannot reach a program in the home of root.
      let copy = folder.path + "/leitai-server"
      try FileManager.default.copyItem(atPath: program, toPath: copy)
      guard try await run(["chown", "-R", Self.nobody, folder.path]).status == 0 else {
        throw ReplayFailure("\(folder.path) cannot be given to another user")
      }
      launch = ["setpriv", "--reuid", Self.nobody, "--clear-groups", copy]
    }
    let before = try contents()
    let ended = try await run(launch + ["--data", folder.data, "--listen", "127.0.0.1:0"])
    return Outcome(
      status: ended.status, said: ended.said,
      fault: try fault(in: ended, database: database, before: before))
  }

  private func fault(
    in ended: (status: Int32, said: String), database: String, before: [String: Data]
  ) throws -> String? {
    if ended.status == 0 { return "the server ended with status 0" }
    if ended.status == Self.killed { return "the server did not refuse to start" }
    if !ended.said.contains(database) { return "the file is not named" }
    guard ended.said.contains("无法写入"), ended.said.contains("cannot be written") else {
      return "it is not said in both languages"
    }
    return try contents() == before ? nil : "the folder was changed"
  }

  /// What `run` reports when the program had to be killed.
  private static let killed: Int32 = -SIGKILL

  /// Every file of the data folder.
  private func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.data) {
      contents[name] = FileManager.default.contents(atPath: folder.data + "/" + name) ?? Data()
    }
    return contents
  }

  /// Runs a program to its end; a server that comes up all the same is killed.
  private func run(_ words: [String]) async throws -> (status: Int32, said: String) {
    let said = folder.path + "/said"
    try TextFile.write("", to: said)
    let handle = try FileHandle(forWritingTo: URL(filePath: said))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    let end = ContinuousClock.now + .hopeless
    while process.isRunning {
      let isUp = FileManager.default.fileExists(atPath: folder.data + "/address")
      guard !isUp, ContinuousClock.now < end else {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return (Self.killed, try TextFile.read(said))
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return (process.terminationStatus, try TextFile.read(said))
  }
}
