import ArgumentParser

/// `leitai policy`
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: bothLanguages(zh: "政策包：检查、试算", en: "Policy packs: check them, try them on cases"),
    discussion: bothLanguages(
      zh: "不用服务器，也不用登录。写法见 QuestionBanks/reference/policies/README.md。",
      en:
        "Needs no server and no sign-in. QuestionBanks/reference/policies/README.md says how packs are written."
    ),
    subcommands: [Check.self, Try.self])

  /// `leitai policy check`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "检查政策包：字段、达不到的规则、重叠的名次",
        en: "Check a pack: fields, unreachable rules, overlapping bands"))

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
        zh: "案例写事实和应符合的规则；也可以是 leitai eligibility --json 给出的事实快照。",
        en: "A case says facts, and the rules that are to be met."))

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
}
