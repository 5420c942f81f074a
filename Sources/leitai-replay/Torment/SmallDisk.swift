import Foundation

/// A disk that is filled and freed under a running server.
///
/// Where mounting is allowed it is a file system in memory with little room, in a mount namespace of
/// its own that is gone when this process is. Elsewhere it is a limit on the size of the server's
/// files, which fails its writes in another way.
final class SmallDisk: Sendable {
  private let folder: TormentFolder
  private let holder: Holder?

  /// A process that keeps the mount namespace and ends when its input does.
  private struct Holder: Sendable {
    let process: Process
    let input: Pipe
  }

  private static let bytes = 24 << 20

  /// - Parameter mounts: whether to try to mount; otherwise file sizes are limited.
  /// - Throws: `ReplayFailure` when mounting does not end.
  init(_ folder: TormentFolder, mounts: Bool) async throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder.disk, withIntermediateDirectories: true)
    holder = mounts ? try await Self.mount(folder.disk) : nil
  }

  deinit { try? holder?.input.fileHandleForWriting.close() }

  var isMounted: Bool { holder != nil }

  /// What the server must be started with, to see the disk.
  var launcher: [String] {
    guard let holder else { return [] }
    return [
      "/usr/bin/env", "nsenter", "--mount", "--target", "\(holder.process.processIdentifier)",
    ]
  }

  /// What stands before a path on the disk for this process.
  var root: String { holder.map { "/proc/\($0.process.processIdentifier)/root" } ?? "" }

  /// - Returns: `nil` where mounting is not allowed.
  private static func mount(_ path: String) async throws -> Holder? {
    let process = Process()
    let input = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "unshare", "--mount", "sh", "-c",
      "mount -t tmpfs -o size=\(bytes),mode=700 tmpfs \"$0\" && touch \"$0/mounted\" && exec cat",
      path,
    ]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let sign = "/proc/\(process.processIdentifier)/root\(path)/mounted"
    let end = ContinuousClock.now + .hopeless
    while !FileManager.default.fileExists(atPath: sign) {
      guard process.isRunning else { return nil }
      guard ContinuousClock.now < end else {
        process.terminate()
        throw ReplayFailure("nothing gets mounted at \(path)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    return Holder(process: process, input: input)
  }

  private var filler: String { root + folder.disk + "/filler" }

  /// Leaves no room.
  ///
  /// - Throws: `ReplayFailure` when that cannot be done.
  func fill(_ server: TormentedServer) async throws {
    guard isMounted else {
      // Nothing that SQLite writes fits below this size, nor another line of the log.
      return try await limitFiles(of: server, to: "1")
    }
    guard FileManager.default.createFile(atPath: filler, contents: nil),
      let handle = FileHandle(forWritingAtPath: filler)
    else { throw ReplayFailure("\(filler) cannot be written") }
    defer { try? handle.close() }
    let page = Data(count: 4096)
    for _ in 0...(Self.bytes / page.count) {
      do { try handle.write(contentsOf: page) } catch { return }
    }
    throw ReplayFailure("the disk does not get full")
  }

  /// Gives the room back.
  ///
  /// - Throws: `ReplayFailure` when that cannot be done.
  func free(_ server: TormentedServer) async throws {
    guard isMounted else { return try await limitFiles(of: server, to: "unlimited") }
    do {
      try FileManager.default.removeItem(atPath: filler)
    } catch {
      throw ReplayFailure("\(filler) cannot be removed")
    }
  }

  /// Only the soft limit: what it forbids, the server's own user may allow again.
  private func limitFiles(of server: TormentedServer, to size: String) async throws {
    guard let id = await server.processID else { throw ReplayFailure("no server is running") }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["prlimit", "--pid", "\(id)", "--fsize=\(size):"]
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(2)) }
    guard process.terminationStatus == 0 else {
      throw ReplayFailure("the size of files cannot be limited")
    }
  }
}
