import Certification
import Configuration
import Contests
import Logging
import SystemPackage

/// What the server is told, from the command line, the environment or a file, in that order.
struct Settings {
  let data: String
  let host: String
  /// 0 for a free one.
  let port: Int
  /// What `--url` says; absent when nothing was said.
  let url: String?
  let issuerName: String
  let logLevel: Logger.Level

  static let help = """
    usage: leitai-server [--data DIR] [--listen HOST:PORT] [--url URL] [--issuer NAME]
                         [--log-level LEVEL] [--config FILE.yaml]

      --data DIR         where everything is kept; made when it is not there (leitai-data)
      --listen HOST:PORT where to listen; port 0 takes a free one (127.0.0.1:8080)
      --url URL          the address under which others see this server and which certificates
                         name as their issuer (http:// and what --listen says); it cannot
                         change any more once a certificate was issued
      --issuer NAME      the name of the issuer on certificates (Leitai 擂台)
      --log-level LEVEL  trace, debug, info, notice, warning or error (info)
      --config FILE      a YAML file with the same names

    Each setting may also come from the environment as LEITAI_DATA, LEITAI_LISTEN and so on.
    """

  /// Why the settings cannot be used.
  struct Unusable: Error, CustomStringConvertible {
    let description: String
  }

  private static let names = ["data", "listen", "url", "issuer", "log-level", "config"]

  /// - Throws: `Unusable`, or what reading the file throws.
  static func load(arguments: [String]) async throws -> Settings {
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      let name = argument.drop { $0 == "-" }.prefix { $0 != "=" }
      guard argument.hasPrefix("--"), names.contains(String(name)) else {
        throw Unusable(description: "cannot understand \(argument)\n\n\(help)")
      }
      // The value is the next word, unless it stands behind an equals sign.
      guard argument.contains("=") || rest.popFirst() != nil else {
        throw Unusable(description: "\(argument) needs a value\n\n\(help)")
      }
    }
    let nearest: [any ConfigProvider] = [
      CommandLineArgumentsProvider(arguments: arguments),
      EnvironmentVariablesProvider().prefixKeys(with: "leitai"),
    ]
    var providers = nearest
    if let file = ConfigReader(providers: nearest).string(forKey: "config") {
      providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
    }
    return try Settings(ConfigReader(providers: providers))
  }

  private init(_ config: ConfigReader) throws(Unusable) {
    data = config.string(forKey: "data", default: "leitai-data")
    let listen = config.string(forKey: "listen", default: "127.0.0.1:8080")
    guard let colon = listen.lastIndex(of: ":"),
      let port = UInt16(listen[listen.index(after: colon)...]), colon > listen.startIndex
    else { throw Unusable(description: "--listen needs HOST:PORT, not \"\(listen)\"") }
    host = String(listen[..<colon])
    self.port = Int(port)
    url = config.string(forKey: "url")
    issuerName = config.string(forKey: "issuer", default: "Leitai 擂台")
    let level = config.string(forKey: "log-level", default: "info")
    guard let logLevel = Logger.Level(rawValue: level) else {
      throw Unusable(description: "--log-level does not know \"\(level)\"")
    }
    self.logLevel = logLevel
  }

  /// Who issues certificates.
  ///
  /// - Parameter kept: the address that the certificates of the data folder name; absent when there are
  ///   none. Their status and their place in the log are published under it and under no other.
  /// - Throws: `Unusable` for another address than that, and for what is none.
  func issuer(keptAs kept: String?) throws(Unusable) -> IssuerProfile {
    if let kept, let url, url != kept {
      throw Unusable(
        description: """
          --url is \(url), but the certificates that were issued name \(kept) for ever: under \
          another address nobody could check their status or their place in the log. Start with \
          --url \(kept), or without --url
          """)
    }
    let address = url ?? kept ?? "http://\(host):\(port)"
    let name = LocalizedText(zhHans: issuerName, en: issuerName)
    guard let issuer = IssuerProfile(url: address, name: name) else {
      throw Unusable(description: "--url needs an http or https address, not \"\(address)\"")
    }
    return issuer
  }
}
