import ArgumentParser
import ContestHTTP
import Foundation
import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import SQLiteStorage
import ServiceLifecycle
import Synchronization

/// The server of `sessions`, in a process of its own: the platform, and beside it the least that the
/// same HTTP server can do.
struct ServeSessions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-sessions", abstract: "Serves a data folder until its input ends.",
    shouldDisplay: false)

  @Option(help: "The data folder.")
  var data: String

  @Option(help: "Microseconds for which the insertion of a record waits.")
  var pause: UInt32 = 0

  @Option(help: "The socket file of a Redis server with leaderboards, to answer from as well.")
  var redis: String?

  func run() async throws {
    Self.endWithInput()
    let store = try SQLiteStore(folder: URL(filePath: data, directoryHint: .isDirectory))
    if pause > 0 { try SlowRecords.slow(store, microseconds: pause) }
    let platform = try await Platform.bench(store, logger: .warnings)
    let ports = PortsAnnouncement()
    let redis: RedisConnection? =
      if let redis { try await RedisConnection(socket: redis) } else { nil }
    let services =
      platform.services(host: "127.0.0.1", port: 0, logger: .warnings) { ports.note(platform: $0) }
      + [Self.hello(redis) { ports.note(hello: $0) }]
    try await ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { .init(service: $0) }, logger: .warnings)
    ).run()
  }

  /// The bench holds the other end of the input, so that no server outlives it.
  private static func endWithInput() {
    Thread.detachNewThread {
      _ = try? FileHandle.standardInput.readToEnd()
      Glibc.exit(0)
    }
  }

  /// Configured as the platform's own server is.
  private static func hello(
    _ redis: RedisConnection?, listening: @escaping @Sendable (Int) -> Void
  ) -> some Service {
    let router = Router()
    router.get("/hello") { _, _ in "hello" }
    if let redis { router.addLeaderboard(in: redis) }
    return Application(
      router: router,
      server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: 0), serverName: "leitai"),
      onServerRunning: { channel in listening(channel.localAddress?.port ?? 0) },
      logger: .warnings)
  }
}

/// Where the two servers of a process listen.
struct ServerPorts: Codable {
  var platform: Int
  var hello: Int
}

/// Prints both ports as one line of JSON once both are known.
private final class PortsAnnouncement: Sendable {
  private let known = Mutex<(platform: Int?, hello: Int?)>((nil, nil))

  func note(platform: Int? = nil, hello: Int? = nil) {
    let ports = known.withLock { known -> ServerPorts? in
      known = (platform ?? known.platform, hello ?? known.hello)
      guard let platform = known.platform, let hello = known.hello else { return nil }
      return ServerPorts(platform: platform, hello: hello)
    }
    guard let ports, let line = try? JSONEncoder().encode(ports) else { return }
    FileHandle.standardOutput.write(line + Data("\n".utf8))
  }
}
