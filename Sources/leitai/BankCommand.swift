import ArgumentParser
import ContestAPI
import Foundation

/// `leitai bank`
struct BankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank", abstract: bothLanguages(zh: "题库", en: "Question banks"),
    subcommands: [Import.self, Versions.self, Export.self])

  /// `leitai bank import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入题库文件", en: "Import a question bank file"),
      discussion: bothLanguages(
        zh: "全部导入或一题也不导入；有错误时退出码为 1。",
        en: "All of the file is imported or nothing; with errors the exit code is 1."))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库文件", en: "The file"))
    var file: String
    @Option(help: .both(zh: "导入到哪个题库", en: "The bank's id"))
    var bank: String
    @Flag(help: .both(zh: "只检查，不改动", en: "Check only, change nothing"))
    var dryRun = false
    @Option(help: .both(zh: "文件格式（默认由服务器判断）", en: "The file's format (default: as it looks)"))
    var format: String?

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let bytes = try LocalFile.read(file)
      let name = URL(filePath: file).lastPathComponent
      var query = [("filename", name)]
      if dryRun { query.append(("dry-run", "true")) }
      if let format { query.append(("format", format)) }
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

  /// `leitai bank export`
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导出题库", en: "Export a bank"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "题库", en: "The bank's id"))
    var bank: String
    @Option(help: .both(zh: "文件格式", en: "The file's format"))
    var format: Format
    @Option(help: .both(zh: "版本（默认最新）", en: "The version (default: the newest)"))
    var version: Int?
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件", en: "The file to write"))
    var output: String

    enum Format: String, CaseIterable, ExpressibleByArgument { case xlsx, csv, native }

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      var query = [("format", format.rawValue)]
      if let version { query.append(("version", String(version))) }
      let bytes = try await context.bytes(Path.fill(Path.bankExport, [bank]), query: query)
      try LocalFile.write(bytes, to: output, mode: 0o600)
      try context.console.show(WrittenFile(file: output, bytes: bytes.count)) {
        $0.lines(context.say)
      }
    }
  }
}

/// What a command that writes a file shows.
struct WrittenFile: Codable {
  let file: String
  let bytes: Int

  func lines(_ say: Language) -> [String] {
    [say(zh: "已写入 \(file)（\(bytes.grouped) 字节）", en: "wrote \(file) (\(bytes.counted("byte")))")]
  }
}

extension BankImport {
  /// One line that sums up, one for each finding, what changes and what was published.
  func lines(file: String, dryRun: Bool, _ say: Language) -> [String] {
    let summary = say(
      zh: "\(file)：读到 \(questions.grouped) 题，\(errors.grouped) 个错误，\(warnings.grouped) 个警告",
      en: "\(file): \(questions.counted("question")) read, \(errors.counted("error")), "
        + warnings.counted("warning"))
    let nothing = say(zh: "；没有改动", en: "; nothing changed")
    var lines = [summary + (published == nil ? nothing : "")] + findingLines(findings)
    if let changes { lines += changes.lines(say) }
    if let published {
      lines.append(
        say(
          zh: "已发布 \(bank) 第 \(published.number) 版（\(published.questions.grouped) 题，"
            + "哈希 \(published.hash)）",
          en: "published version \(published.number) of \(bank) "
            + "(\(published.questions.counted("question")), hash \(published.hash))"))
    } else if errors == 0, let changes {
      lines.append(
        changes.isEmpty
          ? say(zh: "与当前版本相同，不发布新版本", en: "the same as the current version; none is published")
          : dryRun
            ? say(zh: "这是试运行；去掉 --dry-run 才会发布", en: "a dry run; without --dry-run it is published")
            : say(zh: "没有发布", en: "nothing was published"))
    }
    return lines
  }
}

extension BankImport.Changes {
  var isEmpty: Bool { added == 0 && removed == 0 && changed.isEmpty }

  func lines(_ say: Language) -> [String] {
    let shown = changed.sorted { $0.key < $1.key }.prefix(20)
    let more = changed.count - shown.count
    return [
      say(
        zh: "与当前版本相比：新增 \(added.grouped)，修改 \(changed.count.grouped)，"
          + "删除 \(removed.grouped)，不变 \(unchanged.grouped)",
        en: "against the current version: \(added.grouped) added, "
          + "\(changed.count.grouped) changed, \(removed.grouped) removed, "
          + "\(unchanged.grouped) unchanged")
    ] + Table(rows: shown.map { [$0.key, $0.value.joined(separator: ", ")] }).lines(indent: 2)
      + (more > 0 ? [say(zh: "  另有 \(more.grouped) 题", en: "  and \(more.grouped) more")] : [])
  }
}

extension BankVersions {
  func lines(_ say: Language) -> [String] {
    guard !versions.isEmpty else {
      return [say(zh: "\(bank) 还没有发布过", en: "nothing was ever published in \(bank)")]
    }
    return Table(
      [
        (say(zh: "版本", en: "version"), .right), (say(zh: "题数", en: "questions"), .right),
        (say(zh: "发布时间", en: "published"), .left), (say(zh: "发布人", en: "author"), .left),
        (say(zh: "来源", en: "source"), .left), (say(zh: "哈希", en: "hash"), .left),
      ],
      rows: versions.map {
        [
          String($0.number), $0.questions.grouped, $0.publishedAt.dayAndTime(in: .current),
          $0.author, $0.source, String($0.hash.prefix(16)),
        ]
      }
    ).lines()
  }
}
