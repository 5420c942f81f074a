import ArgumentParser
import AttemptRecords
import ContestAPI
import Contests
import Foundation

/// `leitai attempt`
struct AttemptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt",
    abstract: bothLanguages(zh: "答卷：查看和干预（组织者、裁判）", en: "Attempts, and interventions by staff"),
    subcommands: [
      List.self, Show.self, Explain.self, Extend.self, Suspend.self, Resume.self, VoidAttempt.self,
    ])

  /// `leitai attempt list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "一个阶段的答卷", en: "The attempts at a stage"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(help: .both(zh: "只要这个准考证号的", en: "Only those of this admission number"))
    var contestant: String?
    @Option(
      help: .both(
        zh: "只要这个状态的：open、suspended、submitted、voided",
        en: "Only open, suspended, submitted or voided ones"))
    var state: String?

    /// Attempts of one page.
    private static let page = 1_000

    func run() async throws {
      let context = try global.context()
      var rows: [AttemptRow] = []
      var after: String?
      repeat {
        let page: AttemptPage = try await context.get(
          Path.fill(Path.attempts, stage.segments),
          query: [("limit", String(Self.page))] + (after.map { [("after", $0)] } ?? []))
        rows += page.attempts.filter {
          (contestant ?? $0.contestant) == $0.contestant && (state ?? $0.state) == $0.state
        }
        after = page.next
      } while after != nil
      try context.console.show(AttemptPage(attempts: rows, next: nil)) { $0.lines(context.say) }
    }
  }

  /// `leitai attempt show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "一份答卷的全部记录", en: "The whole history of an attempt"),
      discussion: bothLanguages(
        zh:
          "! 标出快于阶段规定（pace）的作答。--json 的输出可以与选手的回执比较：\nleitai receipt verify FILE --against OTHER.json",
        en: "! points out answers that came faster than the stage's pace. What --json gives can be "
          + "compared\nwith a contestant's receipt: leitai receipt verify FILE --against OTHER.json"
      ))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "答卷编号", en: "The attempt's id"))
    var attempt: String

    func run() async throws {
      let context = try global.context()
      let history: AttemptHistory = try await context.get(
        Path.fill(Path.attemptHistory, [attempt]))
      try context.console.show(history) { $0.lines(context.say) }
    }
  }

  /// An attempt and why something is done to it.
  struct Target: ParsableArguments {
    @Argument(help: .both(zh: "答卷编号", en: "The attempt's id"))
    var attempt: String

    func carryOut(_ intervention: Intervention, _ context: CommandContext) async throws {
      let standing: AttemptStanding = try await context.post(
        Path.fill(Path.interventions, [attempt]), intervention)
      try context.console.show(standing) { $0.lines(context.say) }
    }
  }

  /// Why staff intervenes.
  struct Reason: ParsableArguments {
    @Option(
      name: .customLong("reason"),
      help: .both(
        zh: "理由：与答卷一起保存，选手看得到", en: "Why; kept with the attempt and shown to its contestant"))
    var text: String
  }

  /// `leitai attempt extend`
  struct Extend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "延长时间，如 10m", en: "Give more time, such as 10m"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Argument(help: .both(zh: "多少时间：90s、10m、2h", en: "How much: 90s, 10m, 2h"))
    var time: ExtraTime
    @OptionGroup var reason: Reason

    func run() async throws {
      try await target.carryOut(
        Intervention(kind: "extend", seconds: time.seconds, reason: reason.text),
        try global.context())
    }
  }

  /// `leitai attempt suspend`
  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "暂停：停止计时，不收答案", en: "Stop the clock; nothing is taken"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @OptionGroup var reason: Reason

    func run() async throws {
      try await target.carryOut(
        Intervention(kind: "suspend", reason: reason.text), try global.context())
    }
  }

  /// `leitai attempt resume`
  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "恢复：继续计时，补回停掉的时间", en: "Let the clock go on; the pause is made up for"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @OptionGroup var reason: Reason

    func run() async throws {
      try await target.carryOut(
        Intervention(kind: "resume", reason: reason.text), try global.context())
    }
  }

  /// `leitai attempt void`
  struct VoidAttempt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "void",
      abstract: bothLanguages(zh: "作废：没有成绩", en: "Put an end to it; it has no result"))

    @OptionGroup var global: GlobalOptions
    @OptionGroup var target: Target
    @Flag(help: .both(zh: "选手可以重新作答，这次不计次数", en: "The contestant may try again in its place"))
    var mayRetry = false
    @OptionGroup var reason: Reason

    func run() async throws {
      try await target.carryOut(
        Intervention(kind: "void", mayRetry: mayRetry, reason: reason.text), try global.context())
    }
  }

  /// A time such as `10m`, in whole seconds.
  struct ExtraTime: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
      guard let time = Milliseconds(text: argument) else { return nil }
      seconds = Int(time.count / 1000)
    }
  }

  /// What a state is called.
  static func title(ofState state: String, _ say: Language) -> String {
    switch state {
    case "waiting": say(zh: "等待开考", en: "waiting")
    case "open": say(zh: "作答中", en: "open")
    case "suspended": say(zh: "已暂停", en: "suspended")
    case "submitted": say(zh: "已交卷", en: "submitted")
    case "voided": say(zh: "已作废", en: "voided")
    default: state
    }
  }
}

extension AttemptPage {
  fileprivate func lines(_ say: Language) -> [String] {
    guard !attempts.isEmpty else { return [say(zh: "没有答卷", en: "there are no attempts")] }
    return Table(
      [
        (say(zh: "答卷", en: "attempt"), .left), (say(zh: "准考证号", en: "admission"), .left),
        (say(zh: "次", en: "no."), .right), (say(zh: "状态", en: "state"), .left),
        (say(zh: "开始", en: "began"), .left), (say(zh: "最晚", en: "until"), .left),
        (say(zh: "记录", en: "records"), .right),
      ],
      rows: attempts.map {
        [
          $0.attempt, $0.contestant, "\($0.number)", AttemptCommand.title(ofState: $0.state, say),
          $0.startedAt.dayAndTime(in: .current), $0.due.dayAndTime(in: .current),
          $0.records.grouped,
        ]
      }
    ).lines()
  }
}

extension AttemptHistory {
  fileprivate func lines(_ say: Language) -> [String] {
    let words = RecordWords(say: say)
    let read = ReadHistory(self)
    let hasty = records.filter(\.isHasty)
    let table = Table(
      [
        (say(zh: "序号", en: "no."), .right), (say(zh: "时间", en: "at"), .left), ("", .left),
        (say(zh: "记录", en: "record"), .left),
      ],
      rows: records.enumerated().map { place, record in
        [
          "\(record.sequence)", record.at.dayAndTime(in: .current), record.isHasty ? "!" : "",
          read.records[place].map { words.text($0.event) } ?? "\(record.kind) \(record.detail)",
        ]
      })
    let sentences = ReceiptSentences(say: say, zone: .current)
    return ["\(stage)  \(contestant)  \(attempt)  \(AttemptCommand.title(ofState: state, say))"]
      + table.lines()
      + (hasty.isEmpty
        ? []
        : [
          say(
            zh: "! 有 \(hasty.count) 个答案快于规定",
            en: "! \(hasty.count.counted("answer")) came faster than the pace")
        ])
      + read.failures.map { "✗ " + sentences.sentence($0) }
  }
}

extension AttemptStanding {
  /// Says of a deadline past the stage's window that it is.
  func lines(_ say: Language) -> [String] {
    let until = deadline.dayAndTime(in: .current)
    let standing = "\(attempt)  \(AttemptCommand.title(ofState: state, say))"
    guard state != "voided" else { return [standing] }
    let first = standing + say(zh: "  截止 \(until)", en: "  until \(until)")
    guard let windowCloses, deadline > windowCloses else { return [first] }
    let end = windowCloses.dayAndTime(in: .current)
    return [
      first,
      say(
        zh: "! 这晚于阶段窗口的结束时间 \(end)，仍然有效；关闭阶段时照样交卷",
        en: "! that is past the end of the stage's window, \(end), and counts; closing the stage "
          + "hands in all the same"),
    ]
  }
}
