import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

/// `leitai bank`
struct BankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank", abstract: bothLanguages(zh: "题库", en: "Question banks"),
    subcommands: [
      Import.self, Drafts.self, Show.self, Approve.self, Reject.self, Withdraw.self,
      Publish.self, Versions.self, Diff.self, Export.self,
    ])

  /// `leitai bank import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入题库文件，成为草稿", en: "Import a question bank file as a draft"),
      discussion: bothLanguages(
        zh: "全部导入或一题也不导入；有错误时退出码为 1。草稿经他人审核（bank approve）后发布（bank publish）。",
        en: "All of the file is imported or nothing; with errors the exit code is 1. Somebody else "
          + "approves the draft (bank approve); then it is published (bank publish)."))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库文件", en: "The file"))
    var file: String
    @Option(help: .both(zh: "导入到哪个题库", en: "The bank's id"))
    var bank: String
    @Flag(help: .both(zh: "只检查，不改动", en: "Check only, change nothing"))
    var dryRun = false
    @Option(help: .both(zh: "文件格式（默认由内容判断）", en: "The file's format (default: by its contents)"))
    var format: String?
    @Option(
      help: .both(
        zh: "列名对应，可重复，如 stem=问题、key=答案:0-based、optionA=甲项；列：\(Self.columns)",
        en:
          "A header, repeatable: stem=问题, key=答案:0-based, optionA=甲项; the columns: \(Self.columns)")
    )
    var map: [String] = []

    private static let columns = """
      id kind stem optionA-H options optionText label correct key explanation knowledge level difficulty \
      passage unit tolerance premises
      """

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let bytes = try LocalFile.read(file)
      let name = URL(filePath: file).lastPathComponent
      var query = [("filename", name)]
      if dryRun { query.append(("dry-run", "true")) }
      if let format { query.append(("format", format)) }
      if !map.isEmpty { query.append(("map", map.joined(separator: "\n"))) }
      let imported: BankImport = try await context.upload(
        Path.fill(Path.bankImports, [bank]), query: query, file: bytes)
      try context.console.show(imported) { $0.lines(file: name, dryRun: dryRun, context.say) }
      if imported.errors > 0 { throw CommandFailure.finding }
    }
  }

  /// `leitai bank versions`
  struct Versions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "题库的各个版本", en: "The versions of a bank"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库", en: "The bank's id"))
    var bank: String

    func run() async throws {
      let context = try global.context()
      let versions: BankVersions = try await context.get(Path.fill(Path.bankVersions, [bank]))
      try context.console.show(versions) { $0.lines(context.say) }
    }
  }

  /// `leitai bank diff`
  struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "两个版本之间的变化", en: "What changed between two versions"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库", en: "The bank's id"))
    var bank: String
    @Option(help: .both(zh: "旧版本（默认为新版本的前一版）", en: "The earlier one (default: the one before)"))
    var from: Int?
    @Option(help: .both(zh: "新版本（默认最新）", en: "The later one (default: the newest)"))
    var to: Int?

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let ends = [("from", from), ("to", to)].compactMap { name, number in
        number.map { (name, String($0)) }
      }
      let diff: BankDiff = try await context.get(Path.fill(Path.bankDiff, [bank]), query: ends)
      try context.console.show(diff) { diff in
        let heading = context.say(
          zh: "\(diff.bank) 第 \(diff.to) 版", en: "\(diff.bank), version \(diff.to)")
        return [heading] + diff.changes.lines(since: diff.from, context.say, questions: nil)
      }
    }
  }

  /// `leitai bank export`
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导出题库", en: "Export a bank"),
      discussion: bothLanguages(
        zh: "格式不能表达的内容先逐题列出，不写文件；加 --accept-losses 后才写。",
        en: "What the format cannot say is listed first and nothing is written, unless "
          + "--accept-losses is given."))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库", en: "The bank's id"))
    var bank: String
    @Option(help: .both(zh: "文件格式，如 xlsx、csv、native", en: "The file's format, such as xlsx"))
    var format: String
    @Option(help: .both(zh: "版本（默认最新）", en: "The version (default: the newest)"))
    var version: Int?
    @Flag(help: .both(zh: "同意丢失该格式不能表达的内容", en: "Agree to lose what the format cannot say"))
    var acceptLosses = false
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件", en: "The file to write"))
    var output: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      var query = [("format", format)]
      if let version { query.append(("version", String(version))) }
      if acceptLosses { query.append(("accept-losses", "true")) }
      let bytes = try await context.bytes(Path.fill(Path.bankExport, [bank]), query: query)
      try context.console.deliver(bytes, to: output, mode: 0o600)
    }
  }
}
