import ArgumentParser
import ContestAPI

/// `leitai policy`
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: bothLanguages(zh: "政策包：检查、试算", en: "Policy packs: check them, try them on cases"),
    discussion: bothLanguages(
      zh: "除 show 外不用服务器，也不用登录。写法见 QuestionBanks/reference/policies/README.md。",
      en:
        "Only show needs a server and a sign-in. QuestionBanks/reference/policies/README.md says how packs are written."
    ),
    subcommands: [Check.self, Try.self, Show.self])

  /// `leitai policy check`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "检查政策包：字段、达不到的规则、重叠或漏掉的名次",
        en: "Check a pack: fields, unreachable rules, bands that overlap or leave ranks out"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "政策包（.yaml）", en: "The pack (.yaml)"))
    var pack: String

    func run() async throws {
      try Verifier.takeOver(["policy", "check", pack], try global.context().console)
    }
  }

  /// `leitai policy try`
  struct Try: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "用案例试算政策包", en: "Try a pack on cases"),
      discussion: bothLanguages(
        zh: "案例写事实和应符合的规则，不写规则的只作判定；leitai eligibility --case 把已作的决定存成案例。",
        en: """
          A case says facts, and the rules that are to be met; without rules it is only decided. \
          leitai eligibility --case saves decisions that were made as cases.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "政策包（.yaml）", en: "The pack (.yaml)"))
    var pack: String
    @Option(name: .customLong("case"), help: .both(zh: "案例（.yaml）", en: "The cases (.yaml)"))
    var cases: String
    @Flag(help: .both(zh: "每个案例的每条规则都说明理由", en: "Explain every rule of every case"))
    var explain = false

    func run() async throws {
      try Verifier.takeOver(
        ["policy", "try", pack, "--case", cases] + (explain ? ["--explain"] : []),
        try global.context().console)
    }
  }

  /// `leitai policy show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "服务器所存的政策包原文", en: "A pack as the server keeps it, word for word"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "政策包", en: "The pack's id"))
    var pack: String
    @Option(help: .both(zh: "版本；默认最新", en: "The version; the newest unless said"))
    var version: Int?
    @Option(name: .shortAndLong, help: .both(zh: "写入文件", en: "Write to a file"))
    var output: String?

    func run() async throws {
      let context = try global.context()
      let kept: PolicyText = try await context.get(
        Path.fill(Path.policy, [pack]),
        query: version.map { [("version", String($0))] } ?? [])
      try context.console.deliver(Array(kept.text.utf8), to: output)
    }
  }
}
