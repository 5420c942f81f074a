import ArgumentParser
import ContestAPI

/// `leitai records`
struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: bothLanguages(zh: "一个竞赛的全部作答记录（审计）", en: "A contest's durable records (auditors)"),
    discussion: bothLanguages(
      zh: "CSV 的列：attempt,sequence,kind,at,head；at 是 1970 年以来的毫秒数。",
      en: "CSV columns: attempt,sequence,kind,at,head; at is in milliseconds since 1970."))

  @OptionGroup var global: GlobalOptions
  @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
  var contest: String
  @Option(name: .shortAndLong, help: .both(zh: "写到文件", en: "Write to a file"))
  var output: String?

  /// Records of one page.
  private static let page = 5_000

  func run() async throws {
    let context = try global.context(timeout: GlobalOptions.longTimeout)
    if let output {
      try await write(to: output, context)
    } else if global.json {
      try await printJSON(context)
    } else {
      try await printCSV(context)
    }
  }

  private static let header = CSV.record(["attempt", "sequence", "kind", "at", "head"])

  private func printCSV(_ context: CommandContext) async throws {
    var after: Int64 = 0
    var page = try await nextPage(&after, context)
    // Not before the first page has come: a refusal leaves standard output empty.
    try context.console.write(Self.header)
    while let records = page {
      try context.console.write(records.csv)
      page = try await nextPage(&after, context)
    }
  }

  private func write(to output: String, _ context: CommandContext) async throws {
    var draft = try LocalFile.Draft(output)
    try draft.append(Self.header)
    var bytes = Self.header.count
    var after: Int64 = 0
    while let page = try await nextPage(&after, context) {
      let csv = page.csv
      try draft.append(csv)
      bytes += csv.count
    }
    try draft.publish()
    try context.console.show(WrittenFile(file: output, bytes: bytes)) { $0.lines(context.say) }
  }

  /// All pages as one, which is what the API would give without a limit.
  private func printJSON(_ context: CommandContext) async throws {
    var records: [RecordPage.Record] = []
    var after: Int64 = 0
    while let page = try await nextPage(&after, context) { records += page.records }
    try context.console.printJSON(RecordPage(records: records, next: after))
  }

  /// The page after a position, which moves on; `nil` at the end.
  private func nextPage(
    _ after: inout Int64, _ context: CommandContext
  ) async throws -> RecordPage? {
    let page: RecordPage = try await context.get(
      Path.fill(Path.records, [contest]),
      query: [("after", String(after)), ("limit", String(Self.page))])
    guard page.next != after, !page.records.isEmpty else { return nil }
    after = page.next
    return page
  }
}

extension RecordPage {
  fileprivate var csv: [UInt8] {
    records.flatMap {
      CSV.record([$0.attempt, String($0.sequence), $0.kind, String($0.at), $0.head])
    }
  }
}
