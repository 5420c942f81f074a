import ArgumentParser
import ContestAPI
import Foundation

/// `leitai roster`
struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: bothLanguages(zh: "选手名单", en: "Rosters"),
    subcommands: [Import.self, List.self, Reveal.self])

  /// `leitai roster reveal`
  struct Reveal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "查看一名选手的证件号码；会记入审计日志", en: "Show an identity number; it is logged"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "准考证号", en: "The admission number"))
    var contestant: String
    @Option(help: .both(zh: "为什么要看", en: "Why it must be seen"))
    var reason: String

    func run() async throws {
      let context = try global.context()
      let revealed: IdentityRevealed = try await context.post(
        Path.fill(Path.identity, [contestant]), IdentityRequest(reason: reason))
      try context.console.show(revealed) { ["\($0.contestant)  \($0.kind)  \($0.number)"] }
    }
  }

  /// `leitai roster import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入选手名单，得到登录码", en: "Import a roster and get access codes"),
      discussion: bothLanguages(
        zh: """
          登录码只在这时显示一次，别处没有。-o 按扩展名写成 CSV 或 JSON，只有本人可读，不覆盖已有文件。
          名单有“代表队”列时可以再导入一次：已在名单中、其余各项相同的人改到表中的队（空白即个人），\
          登录码不变；表中新增的人照常加入。
          """,
        en: """
          The codes are shown only now and are kept nowhere else. -o writes them as CSV or JSON, by \
          the file's extension, readable by you alone; it never overwrites.
          A roster with a column team may be imported again: people who are on it already, and of \
          whom nothing else differs, go to the team that the file names (blank: to none) and keep \
          their codes; others are added.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "名单文件", en: "The roster file"))
    var file: String
    @Option(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Option(
      name: .shortAndLong,
      help: .both(zh: "登录码写到哪个文件（.csv 或 .json）", en: "The file for the codes (.csv or .json)"))
    var output: String?

    func validate() throws {
      guard let output else { return }
      guard CodesFormat(path: output) != nil else {
        throw ValidationError(
          bothLanguages(zh: "-o 的文件名要以 .csv 或 .json 结尾", en: "-o takes a .csv or a .json file"))
      }
    }

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let bytes = try LocalFile.read(file)
      // The file is made first: codes that cannot be written down would be lost.
      guard let output, let format = CodesFormat(path: output) else {
        let imported = try await upload(bytes, context)
        try context.console.show(imported) { $0.lines(context.say) }
        return
      }
      var draft = try LocalFile.Draft(output, mode: 0o600, overwriting: .refused)
      let imported = try await upload(bytes, context)
      try draft.append(try format.bytes(of: imported))
      do {
        try draft.publish()
      } catch {
        // Somebody took the name meanwhile. The codes are shown rather than lost.
        context.console.printLines(imported.lines(context.say))
        throw error
      }
      try context.console.show(imported) {
        [
          context.say(
            zh: "\($0.contestants.grouped) 名选手，登录码写在 \(output)，请妥善保管",
            en:
              "\($0.contestants.counted("contestant")); their codes are in \(output), keep it safe")
        ] + $0.knownLines(context.say)
      }
    }

    private func upload(
      _ bytes: [UInt8], _ context: CommandContext
    ) async throws -> RosterImported {
      try await context.upload(
        Path.fill(Path.roster, [contest]),
        query: [("filename", URL(filePath: file).lastPathComponent)], file: bytes)
    }
  }
}

/// How access codes are written down.
enum CodesFormat {
  case csv, json

  /// By the extension; `nil` for others.
  init?(path: String) {
    switch URL(filePath: path).pathExtension.lowercased() {
    case "csv": self = .csv
    case "json": self = .json
    default: return nil
    }
  }

  func bytes(of imported: RosterImported) throws -> [UInt8] {
    switch self {
    case .json: return try Console.json(imported) + [UInt8(ascii: "\n")]
    case .csv:
      let rows = imported.codes.map { [$0.admission, $0.name, $0.event, $0.code] }
      return CSV.byteOrderMark
        + ([["admission", "name", "event", "code"]] + rows).flatMap(CSV.record)
    }
  }
}

extension RosterImported {
  /// What became of those who were on the roster already.
  func knownLines(_ say: Language) -> [String] {
    guard known > 0 else { return [] }
    return [
      say(
        zh: "\(known.grouped) 人已在名单中，登录码不变；其中 \(teamsChanged.grouped) 人改了代表队",
        en: "\(known.grouped) were on the roster already and keep their codes; "
          + "\(teamsChanged.grouped) of them changed teams")
    ]
  }

  func lines(_ say: Language) -> [String] {
    guard !codes.isEmpty else { return knownLines(say) }
    return Table(
      [
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "姓名", en: "name"), .left),
        (say(zh: "赛项", en: "event"), .left), (say(zh: "登录码", en: "code"), .left),
      ],
      rows: codes.map { [$0.admission, $0.name, $0.event, $0.code] }
    ).lines()
      + [
        say(
          zh: "\(contestants.grouped) 名选手；登录码只显示这一次",
          en: "\(contestants.counted("contestant")); the codes are shown only this once")
      ] + knownLines(say)
  }
}
