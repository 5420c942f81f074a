import ArgumentParser
import ContestAPI
import Foundation

/// `leitai audit`
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: bothLanguages(zh: "审计日志：谁在何时做了什么（审计员）", en: "Who did what, and when (auditors)"),
    discussion: bothLanguages(
      zh: "每条记录都与前一条用哈希相连；有一条对不上时退出码为 1。",
      en: "Each entry is chained to the one before; the exit code is 1 when one does not fit."))

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let context = try global.context()
    var entries: [AuditPage.Entry] = []
    var next = 0
    var broken: Int?
    while true {
      let page: AuditPage = try await context.get(Path.audit, query: [("after", "\(next)")])
      entries += page.entries
      if broken == nil { broken = page.broken }
      guard page.next != next else { break }
      next = page.next
    }
    let log = AuditPage(entries: entries, next: next, broken: broken)
    try context.console.show(log) { $0.lines(context.say) }
    if broken != nil { throw ExitCode(1) }
  }
}

extension AuditPage {
  fileprivate func lines(_ say: Language) -> [String] {
    let table = Table(
      [
        (say(zh: "序号", en: "no."), .right), (say(zh: "时间", en: "at"), .left),
        (say(zh: "人", en: "who"), .left), (say(zh: "行为", en: "act"), .left),
        (say(zh: "对象", en: "on"), .left), (say(zh: "说明", en: "detail"), .left),
      ],
      rows: entries.map { entry in
        [
          "\(entry.sequence)", entry.at.dayAndTime(in: .current), entry.actor, entry.action,
          entry.subject,
          entry.detail,
        ]
      })
    let verdict =
      broken.map { say(zh: "✗ 第 \($0) 条与前一条对不上", en: "✗ entry \($0) does not fit the one before") }
      ?? say(zh: "✓ \(entries.count) 条记录前后相连", en: "✓ \(entries.count) entries, unbroken")
    return table.lines() + [verdict]
  }
}
