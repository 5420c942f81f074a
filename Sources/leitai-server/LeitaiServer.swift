import Accounts
import Certification
import ContestHTTP
import Contests
import Foundation
import Logging
import SQLiteStorage
import ServiceLifecycle
import UnixSignals

@main
enum LeitaiServer {
  static func main() async {
    if CommandLine.arguments.contains(where: { ["-h", "--help"].contains($0) }) {
      print(Settings.help)
      return
    }
    // A write beyond a limit on the size of files is an error to be told, not the end, whichever
    // thread makes it.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try await run(try await Settings.load(arguments: CommandLine.arguments))
    } catch let failure as SQLiteStore.OpeningFailure {
      fail("\(Self.sentence(failure))")
    } catch {
      fail("\(error)")
    }
  }

  private static func run(_ settings: Settings) async throws {
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    let logger = Self.logger(settings.logLevel)
    let folder = DataFolder(URL(filePath: settings.data, directoryHint: .isDirectory))
    let store = try SQLiteStore(folder: folder.url)
    let kept = try await store.issuerInUse()
    let issuer = try settings.issuer(keptAs: kept)
    if kept == nil, settings.url == nil {
      logger.notice(
        "certificates will name this address as their issuer, for ever; --url names another",
        metadata: ["issuer": "\(issuer.url)"])
    }
    let clock = try await clock(over: store, logger)
    let platform = Platform(
      storage: store,
      secrets: try await folder.secrets(
        issuer: issuer, store: store, isNew: try await !store.hasStaff()),
      now: { clock.now() },
      random: { UInt64.random(in: .min ... .max) },
      randomBytes: { count in (0..<count).map { _ in UInt8.random(in: .min ... .max) } },
      logger: logger)
    try await platform.backend.desk.createFirstAdmin(at: platform.backend.now()) { password in
      let file = try folder.keepFirstPassword(password)
      logger.notice("creating the user admin", metadata: ["password-file": "\(file.path)"])
    }
    let taken = try await platform.backend.takeCertificatesIntoLog()
    if taken > 0 {
      logger.notice("took certificates into the log", metadata: ["certificates": "\(taken)"])
    }
    let address = "http://\(settings.host)"
    let services = platform.services(host: settings.host, port: settings.port, logger: logger) {
      port in
      logger.notice("listening", metadata: ["address": "\(address):\(port)"])
      folder.keepAddress("\(address):\(port)")
    }
    var configuration = ServiceGroupConfiguration(
      services: ([clock] + services).map { .init(service: $0) },
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(20)
    try await ServiceGroup(configuration: configuration).run()
    folder.forgetAddress()
    try store.close()
    logger.notice("stopped")
  }

  private static func clock(over store: SQLiteStore, _ logger: Logger) async throws -> ServerClock {
    let newest = try await store.newestRecordTime()
    let clock = ServerClock(notBefore: newest, logger: logger)
    if let newest, SteadyClock.isDoubtful(clock.now(), after: newest),
      try await !store.openAttempts(after: nil, limit: 1).isEmpty
    {
      let ahead = Duration.milliseconds((clock.now() - newest).count)
      logger.warning(
        """
        the machine's clock is more than a day ahead of the newest record while attempts are open; \
        those whose time is up by it are handed in
        """, metadata: ["ahead": "\(ahead)"])
    }
    return clock
  }

  private static func logger(_ level: Logger.Level) -> Logger {
    var logger = Logger(label: "leitai")
    logger.logLevel = level
    return logger
  }

  private static func sentence(_ failure: SQLiteStore.OpeningFailure) -> String {
    switch failure {
    case .newerVersion(let found):
      "数据目录由更新版本的 Leitai 写成，本版本不能使用 / the data folder was written by a newer Leitai "
        + "(unknown: \(found.joined(separator: "; "))); nothing was changed"
    case .inUse(let path):
      "数据目录正被另一个进程使用 / another process is using the data folder \(path)"
    case .readOnly(let path):
      "无法写入 \(path)，未作任何改动 / \(path) cannot be written; nothing was changed"
    case .notDurable(let synchronous):
      "the database does not sync fully (synchronous = \(synchronous)); refusing to start"
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("leitai-server: \(message)\n".utf8))
    exit(1)
  }
}
