import Foundation
import Glibc

/// A Redis server of its own behind a socket file, keeping nothing on disk: what a leaderboard is
/// usually made of, to compare with.
final class RedisServer {
  private let process: Process
  private let folder: URL
  /// The socket file.
  var socket: String { folder.appending(path: "redis.sock").path }

  /// - Throws: `NotMeasured` when there is no Redis or it does not start.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "leitai-redis-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process = Process()
    process.executableURL = URL(filePath: "/usr/bin/redis-server")
    process.currentDirectoryURL = folder
    process.arguments = [
      "--port", "0", "--unixsocket", folder.appending(path: "redis.sock").path, "--save", "",
      "--appendonly", "no",
    ]
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw NotMeasured("redis-server is missing: apt install redis-server redis-tools")
    }
    for _ in 0..<100 where !FileManager.default.fileExists(atPath: socket) {
      Thread.sleep(forTimeInterval: 0.05)
    }
    guard process.isRunning else { throw NotMeasured("redis-server does not start") }
  }

  deinit {
    // It keeps nothing that could be lost.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// How many commands a second the server answers, at the best of several depths of pipelining.
  ///
  /// - Parameters:
  ///   - command: as `redis-benchmark` takes it; `__rand_int__` stands for twelve digits below `range`.
  ///   - count: how many are sent at each depth.
  func best(of command: [String], count: Int, range: Int) throws -> Double {
    try [16, 64, 256].map { depth in
      try rate(of: command, count: count, range: range, depth: depth)
    }.max() ?? .nan
  }

  /// Has the server take commands of which no word has a space in it.
  func take(_ commands: some Sequence<String>) throws {
    let file = folder.appending(path: "commands")
    try Data(commands.map { $0 + "\r\n" }.joined().utf8).write(to: file)
    let client = Process()
    client.executableURL = URL(filePath: "/usr/bin/redis-cli")
    client.arguments = ["-s", socket, "--pipe"]
    client.standardInput = try FileHandle(forReadingFrom: file)
    client.standardOutput = FileHandle.nullDevice
    try client.run()
    client.waitUntilExit()
    guard client.terminationStatus == 0 else { throw NotMeasured("Redis takes no commands") }
  }

  private func rate(
    of command: [String], count: Int, range: Int, depth: Int
  ) throws -> Double {
    let client = Process()
    client.executableURL = URL(filePath: "/usr/bin/redis-benchmark")
    client.arguments =
      [
        "-s", socket, "-n", "\(count)", "-P", "\(depth)", "-c", "8", "-r", "\(range)", "--csv",
      ] + command
    let output = Pipe()
    client.standardOutput = output
    try client.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    client.waitUntilExit()
    // A header, then: "command","rps",...
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let fields = lines.last?.split(separator: ",").map { $0.filter { $0 != "\"" } } ?? []
    guard client.terminationStatus == 0, fields.count > 1,
      let rate = fields.dropFirst().lazy.compactMap({ Double($0) }).first
    else { throw NotMeasured("redis-benchmark says nothing of \(command[0])") }
    return rate
  }
}
