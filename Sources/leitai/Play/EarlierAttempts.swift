import ContestAPI
import ContestClient
import Foundation

/// Attempts of this machine that ended while the program was not there.
struct EarlierAttempts {
  let context: CommandContext

  /// Fetches the receipts of those that were handed in, and forgets those that were voided.
  ///
  /// - Returns: what to tell about them; nothing where the server cannot be asked.
  func settle(at stage: StageAddress) async -> [String] {
    let journals = JournalFolder(home: context.sessions.path)
    var lines: [String] = []
    for journal in journals.unfinished(server: context.client.server, stage: stage.description) {
      // Somebody may be playing it in another window.
      guard let lock = try? journals.lock(journal.attempt),
        let view: AttemptView = try? await context.get(Path.fill(Path.attempt, [journal.attempt]))
      else { continue }
      if let submittedAt = view.submittedAt {
        let filing = await ReceiptDesk(context: context).filing(of: journal)
        lines += sentences(journal, view, submittedAt, filing)
      } else if view.state == "voided" {
        var over = journal
        over.isOver = true
        try? journals.save(over)
        lines.append(
          context.say(
            zh: "上一次作答（\(journal.attempt)）已被工作人员作废。",
            en: "Staff has voided your earlier attempt \(journal.attempt)."))
      }
      withExtendedLifetime(lock) {}
    }
    return lines
  }

  private func sentences(
    _ journal: AttemptJournal, _ view: AttemptView, _ submittedAt: Int64, _ filing: ReceiptFiling
  ) -> [String] {
    let say = context.say
    let time = submittedAt.dayAndTime(in: .current)
    let lost = journal.waiting.count {
      ["answer", "clear"].contains($0.kind) && $0.sequence > view.lastSequence
    }
    let first = say(
      zh: "上一次作答（\(journal.attempt)）已在 \(time) 交卷。",
      en: "Your earlier attempt \(journal.attempt) was handed in at \(time).")
    let missing = say(
      zh: "有 \(lost) 项没能在交卷前保存，没有计入。",
      en: "\(lost.counted("change")) could not be saved in time and do not count.")
    let screen = PlayScreen(say: say, zone: .current)
    return [first] + (lost > 0 ? [missing] : []) + screen.sentences(filing, of: journal.attempt)
  }
}
