import ContestAPI
import ContestClient

extension TormentClient {
  /// The attempt as the server has it; absent when it cannot be had, which is noted.
  func look(at attempt: TrackedAttempt) async -> AttemptView? {
    do throws(ContestClient.Failure) {
      let view: AttemptView = try await client.get(Path.fill(Path.attempt, [attempt.id]))
      acknowledge([.seen(view)])
      return view
    } catch {
      if case .refused(404, _) = error { note(.attemptLost, attempt.id) }
      note(error, doing: "look at \(attempt.id)")
      return nil
    }
  }

  /// Looks at every attempt once more, when nothing is under way any longer.
  mutating func checkEverything() async {
    guard await signIn() else { return }
    var numbers: [String: Set<Int>] = [:]
    for (id, var attempt) in attempts {
      if !numbers[attempt.stage, default: []].insert(attempt.number).inserted {
        note(.startsDiffer, "\(id): a second attempt \(attempt.number) at \(attempt.stage)")
      }
      guard let view = await look(at: attempt) else { continue }
      if let loss = attempt.resume(view) { note(.answerLost, loss) }
      attempts[id] = attempt
    }
  }

  /// What was saved must be told in the same words; a refusal may have become another.
  func compare(_ first: CommandReplies, _ second: CommandReplies, of attempt: String) {
    let agrees =
      first.replies.count == second.replies.count
      && zip(first.replies, second.replies).allSatisfy { one, other in
        one == other || (one.savedAt == nil && other.savedAt == nil)
      }
    if !agrees { note(.repliesDiffer, attempt) }
  }

  func acknowledge(_ entries: [LedgerEntry]) {
    if let sequence = record.note(entries) {
      note(.headsDiffer, "\(entries.first?.attempt ?? ""): \(sequence)")
    }
  }

  func note(_ kind: Violation.Kind, _ text: String) {
    record.note(Violation(kind: kind, admission: code.admission, text: text))
  }

  func note(_ failure: ContestClient.Failure, doing action: String) {
    if let kind = record.note(failure, tolerates: { _, _ in false }) {
      note(kind, "\(action): \(failure.sentence)")
    }
  }
}
