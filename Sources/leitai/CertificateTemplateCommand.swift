import ArgumentParser
import ContestAPI
import Foundation

extension CertificateCommand {
  /// `leitai certificate template`
  struct Template: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "证书的样式", en: "How a contest's certificates look"),
      discussion: bothLanguages(
        zh: "用 show 取得现在的模板，改好文字、颜色、徽标和签名栏，用 preview 看样张，再用 put 换上。",
        en: """
          Take the present template with show, change texts, colours, emblem and signature lines, look \
          at a specimen with preview, and put it in place.
          """),
      subcommands: [Show.self, Preview.self, Put.self])

    /// `leitai certificate template show`
    struct Show: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: bothLanguages(zh: "现在的模板，或早先的某一版", en: "The present template, or an earlier one"))

      @OptionGroup var global: GlobalOptions
      @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
      var contest: String
      @Option(help: .both(zh: "第几版（默认最新）", en: "The version (default: the newest)"))
      var version: Int?
      @Option(
        name: .shortAndLong,
        help: .both(zh: "写到文件；徽标写在旁边", en: "Write to a file, the emblem beside it"))
      var output: String?

      func run() async throws {
        let context = try global.context()
        let template: TemplateVersion = try await context.get(
          Path.fill(Path.certificateTemplates, [contest]),
          query: version.map { [("version", String($0))] } ?? [])
        if context.console.isJSON { return try context.console.printJSON(template) }
        guard let output else {
          try context.console.write(Array(template.text.utf8))
          return context.console.notice(template.origin(context.say))
        }
        try LocalFile.write(Array(template.text.utf8), to: output)
        if let text = template.emblem, let emblem = Data(base64Encoded: text),
          let name = TemplateFile.emblem(of: template.text)
        {
          try LocalFile.write(Array(emblem), to: TemplateFile.path(of: name, beside: output))
        }
        context.console.notice(template.origin(context.say))
      }
    }

    /// `leitai certificate template preview`
    struct Preview: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: bothLanguages(zh: "看样张，不改变任何东西", en: "Print a specimen; nothing is changed"))

      @OptionGroup var global: GlobalOptions
      @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
      var contest: String
      @Argument(help: .both(zh: "模板（YAML）", en: "The template (YAML)"))
      var file: String
      @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件（.pdf）", en: "The file (.pdf)"))
      var output: String

      func run() async throws {
        let context = try global.context()
        let bytes = try await context.bytes(
          Path.fill(Path.certificateTemplatePreview, [contest]), query: [],
          posting: try TemplateFile.read(file))
        try LocalFile.write(bytes, to: output)
        context.console.notice(context.say(zh: "样张已写入 \(output)", en: "specimen in \(output)"))
      }
    }

    /// `leitai certificate template put`
    struct Put: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        abstract: bothLanguages(
          zh: "换上模板，成为新的一版；早先的版本都保留", en: "Put a template in place as the next version"))

      @OptionGroup var global: GlobalOptions
      @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
      var contest: String
      @Argument(help: .both(zh: "模板（YAML）", en: "The template (YAML)"))
      var file: String

      func run() async throws {
        let context = try global.context()
        let template: TemplateVersion = try await context.post(
          Path.fill(Path.certificateTemplates, [contest]), try TemplateFile.read(file))
        try context.console.show(template) {
          [
            context.say(
              zh: "\($0.contest) 的证书模板现在是第 \($0.version) 版",
              en: "the template of \($0.contest) is version \($0.version) now")
          ]
        }
      }
    }
  }

  /// `leitai certificate privacy`
  struct Privacy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "持证人决定核验页面显示多少", en: "What the verification page shows of the holder"),
      discussion: bothLanguages(
        zh: "masked：姓名打码（默认）；full：全名和已签名的证书；hidden：不显示姓名。不写选项则只查看。",
        en: """
          masked: the name with its middle hidden (default); full: the whole name and the signed \
          certificate; hidden: no name. Without a choice it only tells.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书的编号或标识", en: "The certificate's number or id"))
    var certificate: String
    @Argument(help: .both(zh: "masked、full 或 hidden", en: "masked, full or hidden"))
    var choice: Choice?

    enum Choice: String, CaseIterable, ExpressibleByArgument { case masked, full, hidden }

    func run() async throws {
      let context = try global.context()
      let path = Path.fill(Path.certificateShowing, [certificate])
      let showing: CertificateShowing
      if let choice {
        showing = try await context.post(path, ShowingChoice(showing: choice.rawValue))
      } else {
        showing = try await context.get(path)
      }
      try context.console.show(showing) {
        ["\($0.serial)  \($0.title(context.say))", $0.address]
      }
    }
  }
}

/// A template's file and the emblem beside it.
private enum TemplateFile {
  /// - Throws: `CommandFailure.localFile`.
  static func read(_ path: String) throws -> TemplateWish {
    let text = try LocalFile.readText(path)
    let emblem = try emblem(of: text).map { name in
      Data(try LocalFile.read(self.path(of: name, beside: path))).base64EncodedString()
    }
    return TemplateWish(text: text, emblem: emblem)
  }

  /// The name of the emblem's file. The server reads the YAML; here one line is enough, and one that
  /// is written in another way is refused by the server as missing.
  static func emblem(of text: String) -> String? {
    let line = text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("emblem:") }
    let name = line?.dropFirst("emblem:".count).prefix { $0 != "#" }
      .trimmingCharacters(in: .whitespaces.union(CharacterSet(charactersIn: "\"'")))
    guard let name, !name.isEmpty, !name.contains("/") else { return nil }
    return name
  }

  static func path(of name: String, beside path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    return folder + name
  }
}

extension TemplateVersion {
  fileprivate func origin(_ say: Language) -> String {
    guard let by, version > 0 else {
      return say(
        zh: "\(contest) 还没有自己的模板；这是默认模板",
        en: "\(contest) has none of its own; this is the usual one")
    }
    return say(zh: "第 \(version) 版，\(by)", en: "version \(version), by \(by)")
  }
}

extension CertificateShowing {
  fileprivate func title(_ say: Language) -> String {
    switch showing {
    case "masked": say(zh: "姓名打码", en: "the name is masked")
    case "full": say(zh: "显示全名和已签名的证书", en: "the whole name and the signed certificate are shown")
    case "hidden": say(zh: "不显示姓名", en: "no name is shown")
    default: showing
    }
  }
}
