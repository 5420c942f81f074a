import ArgumentParser
import ContestAPI

/// `leitai records`
struct RecordsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "records",
    abstract: bothLanguages(zh: "一个赛事的全部作答记录（审计）", en: "A contest's durable records (auditors)"),
    discussion: bothLanguages(
      zh: "CSV 的列：attempt,sequence,kind,at,head；at 是 1970 年以来的毫秒数。",
      en: "CSV columns: attempt,sequence,kind,at,head; at is in milliseconds since 1970."))

  @OptionGroup var global: GlobalOptions
  @Argument(help: .both(zh: "赛事", en: "The contest's id"))
  var contest: String
  @Option(name: .shortAndLong, help: .both(zh: "写到文件", en: "Write to a file"))
  var output: String?

  /// Records of one page.
  private static let page = 5_000

  func run() async throws {
    let context = try global.context(timeout: GlobalOptions.longTimeout)
    if global.json {
      try await runJSON(context)
    } else {
      try await runCSV(context)
    }
  }

  private func runCSV(_ context: CommandContext) async throws {
    let header = CSV.record(["attempt", "sequence", "kind", "at", "head"])
    guard let output else {
      try context.console.write(header)
      var after: Int64 = 0
      while let page = try await nextPage(&after, context) {
        try context.console.write(page.csv)
      }
      return
    }
    var draft = try LocalFile.Draft(output)
    try draft.append(header)
    var count = 0
    var after: Int64 = 0
    while let page = try await nextPage(&after, context) {
      try draft.append(page.csv)
      count += page.records.count
    }
    try draft.publish()
    context.console.printLines([
      context.say(
        zh: "\(count.grouped) 条记录，写入 \(output)", en: "wrote \(count.counted("record")) to \(output)"
      )
    ])
  }

  /// All pages as one, which is what the API would give without a limit.
  private func runJSON(_ context: CommandContext) async throws {
    var records: [RecordPage.Record] = []
    var after: Int64 = 0
    while let page = try await nextPage(&after, context) { records += page.records }
    let all = RecordPage(records: records, next: after)
    guard let output else { return try context.console.printJSON(all) }
    let bytes = try Console.json(all) + [UInt8(ascii: "\n")]
    try LocalFile.write(bytes, to: output)
    try context.console.printJSON(WrittenFile(file: output, bytes: bytes.count))
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
