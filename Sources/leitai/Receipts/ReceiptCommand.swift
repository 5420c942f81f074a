import ArgumentParser
import AttemptRecords
import ContestAPI
import Contests
import Foundation

/// `leitai receipt`
struct ReceiptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: bothLanguages(
      zh: "回执：证明哪些答案何时保存了", en: "Receipts: which answers were saved, and when"),
    discussion: bothLanguages(
      zh: """
        交卷时回执存入 $LEITAI_HOME/receipts（默认 ~/.config/leitai/receipts）：服务器的全部记录、
        选手当时收到的每一个确认、服务器签名的回执和公钥。核验不用网络。
        """,
      en: """
        At submission a receipt goes to $LEITAI_HOME/receipts (default ~/.config/leitai/receipts): \
        the server's records, every acknowledgement that the contestant got, the signed receipt \
        and the server's public key. Verifying needs no network.
        """),
    subcommands: [List.self, Show.self, Verify.self, Fetch.self])

  /// `leitai receipt list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "本机有哪些回执", en: "The receipts on this machine"))

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let context = try global.context()
      let files = ReceiptFolder(home: context.sessions.path).all()
      try context.console.show(files.map(ReceiptRow.init)) { $0.lines(context.say) }
    }
  }

  /// `leitai receipt show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "一份回执里的全部记录", en: "All records of a receipt"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: ReceiptCommand.fileHelp)
    var file: String

    func run() async throws {
      let context = try global.context()
      let receipt = try ReceiptCommand.read(file, context)
      try context.console.show(receipt) { $0.lines(context.say) }
    }
  }

  /// `leitai receipt fetch`
  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "从服务器取回一份回执，核对并保存", en: "Fetch a receipt, check it and keep it"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "答卷编号", en: "The attempt's id"))
    var attempt: String

    func run() async throws {
      let context = try global.context()
      guard AttemptID(attempt) != nil else {
        throw CommandFailure.usage(
          context.say(zh: "不是答卷的编号：\(attempt)", en: "no attempt's id: \(attempt)"))
      }
      let journals = JournalFolder(home: context.sessions.path)
      let kept = try await ReceiptDesk(context: context).fetch(
        attempt, journal: try journals.load(attempt))
      journals.remove(attempt)
      let sentences = ReceiptSentences(say: context.say, zone: .current)
      try context.console.show(kept.file) { _ in
        [context.say(zh: "已存入 \(kept.path)", en: "wrote \(kept.path)")]
          + kept.failures.map { "✗ " + sentences.sentence($0) }
      }
      if !kept.failures.isEmpty { throw CommandFailure.finding }
    }
  }

  static let fileHelp = ArgumentHelp.both(
    zh: "回执文件，或答卷编号", en: "The receipt's file, or an attempt's id")

  /// A receipt by its path, or one of this machine by its attempt.
  ///
  /// - Throws: `CommandFailure` when there is none, or it is no receipt.
  static func read(_ file: String, _ context: CommandContext) throws(CommandFailure) -> ReceiptFile
  {
    let path =
      AttemptID(file) != nil && access(file, F_OK) != 0
      ? ReceiptFolder(home: context.sessions.path).file(of: file) : file
    guard let receipt = ReceiptFile(json: try LocalFile.read(path)) else {
      throw .usage(
        context.say(zh: "\(path)：不是回执文件", en: "\(path): this is no receipt"))
    }
    return receipt
  }
}

/// A receipt in a list.
private struct ReceiptRow: Codable {
  let attempt: String
  let stage: String
  let contestant: String
  let submittedAt: Int64
  let records: Int
  let server: String

  init(_ file: ReceiptFile) {
    attempt = file.history.attempt
    stage = file.history.stage
    contestant = file.history.contestant
    submittedAt = file.receipt.submittedAt
    records = file.receipt.records
    server = file.server
  }
}

extension [ReceiptRow] {
  fileprivate func lines(_ say: Language) -> [String] {
    guard !isEmpty else { return [say(zh: "本机没有回执", en: "there are no receipts here")] }
    return Table(
      [
        (say(zh: "答卷", en: "attempt"), .left), (say(zh: "阶段", en: "stage"), .left),
        (say(zh: "准考证号", en: "admission"), .left), (say(zh: "交卷时间", en: "handed in"), .left),
        (say(zh: "记录", en: "records"), .right), (say(zh: "服务器", en: "server"), .left),
      ],
      rows: map {
        [
          $0.attempt, $0.stage, $0.contestant, $0.submittedAt.dayAndTime(in: .current),
          $0.records.grouped, $0.server,
        ]
      }
    ).lines()
  }
}

extension ReceiptFile {
  /// The receipt and every record; a star stands with those that the contestant got acknowledged.
  fileprivate func lines(_ say: Language) -> [String] {
    let acknowledged = Set(acknowledgements.map(\.record))
    let words = RecordWords(say: say)
    let read = ReadHistory(history)
    let table = Table(
      [
        (say(zh: "序号", en: "no."), .right), (say(zh: "时间", en: "at"), .left),
        (say(zh: "确认", en: "told"), .left), (say(zh: "记录", en: "record"), .left),
        (say(zh: "链值", en: "head"), .left),
      ],
      rows: history.records.enumerated().map { place, record in
        [
          "\(record.sequence)", record.at.dayAndTime(in: .current),
          acknowledged.contains(place) ? "*" : "",
          read.records[place].map { words.text($0.event) } ?? record.kind,
          String(record.head.prefix(16)),
        ]
      })
    return [
      "\(history.stage)  \(history.contestant)  \(history.attempt)",
      say(
        zh: "交卷 \(receipt.submittedAt.dayAndTime(in: .current))，\(receipt.records) 条记录，"
          + "密钥 \(receipt.signer)，服务器 \(server)",
        en:
          "handed in at \(receipt.submittedAt.dayAndTime(in: .current)), \(receipt.records) records, "
          + "signed by key \(receipt.signer) of \(server)"),
      "",
    ] + table.lines()
  }
}
