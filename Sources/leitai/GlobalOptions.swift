import ArgumentParser
import ContestClient
import Foundation

/// The options that every command has.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: .both(
      zh: "服务器地址（默认：$LEITAI_SERVER，其次是登录时的服务器，再次是 \(Self.localServer)）",
      en: "The server (default: $LEITAI_SERVER, else where you signed in, else \(Self.localServer))"
    ))
  var server: String?

  @Option(
    help: .both(
      zh: "用哪一份登录（默认：$LEITAI_PROFILE，其次是 default）",
      en: "Which sign-in to use (default: $LEITAI_PROFILE, else default)"))
  var profile: String?

  @Option(help: .both(zh: "语言：zh-Hans 或 en（默认按系统区域设置）", en: "zh-Hans or en (default: locale)"))
  var lang: Language?

  @Flag(help: .both(zh: "在标准输出上只输出接口的 JSON", en: "Print the API's JSON and nothing else"))
  var json = false

  private static let localServer = "http://127.0.0.1:8080"

  /// For ordinary requests, and for those with whole files and with work over a whole contest.
  static let shortTimeout = Duration.seconds(15)
  static let longTimeout = Duration.seconds(300)

  /// What the command works with.
  ///
  /// - Parameter timeout: how long one request may take.
  /// - Throws: `CommandFailure` when a profile's name is malformed or its file cannot be read.
  func context(timeout: Duration = Self.shortTimeout) throws(CommandFailure) -> CommandContext {
    let environment = ProcessInfo.processInfo.environment
    let say = lang ?? Language(environment: environment)
    guard let folder = SessionFolder(environment: environment, profile: profile) else {
      throw .usage(say(zh: "profile 的名字不对", en: "that is no name for a profile"))
    }
    let session = try folder.load()
    let named = environment["LEITAI_SERVER"].flatMap { $0.isEmpty ? nil : $0 }
    let address = server ?? named ?? session?.server ?? Self.localServer
    guard Self.isServer(address) else {
      throw .usage(
        say(zh: "不是服务器地址：\(address)", en: "not the address of a server: \(address)"))
    }
    return CommandContext(
      client: ContestClient(server: address, language: say.rawValue, timeout: timeout),
      console: Console(say: say, isJSON: json), sessions: folder)
  }

  /// `http` or `https` and a host, with nothing behind a port.
  private static func isServer(_ address: String) -> Bool {
    guard let url = URL(string: address), let host = url.host(), !host.isEmpty else { return false }
    return ["http", "https"].contains(url.scheme) && ["", "/"].contains(url.path())
      && url.query() == nil
  }
}
