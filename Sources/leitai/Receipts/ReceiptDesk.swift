import ContestAPI
import ContestClient
import Foundation

/// Fetches what proves an attempt, checks it, and keeps it.
struct ReceiptDesk: Sendable {
  let context: CommandContext

  private var say: Language { context.say }
  private var home: String { context.sessions.path }
  private var folder: ReceiptFolder { ReceiptFolder(home: home) }
  private var pins: SignerPins { SignerPins(home: home) }
  private var journals: JournalFolder { JournalFolder(home: home) }

  /// A receipt that was kept.
  struct Kept {
    let path: String
    let file: ReceiptFile
    let failures: [ReceiptFailure]
  }

  /// - Parameter journal: what this machine knows of the attempt; absent when it knows nothing.
  /// - Throws: `CommandFailure`, also when the attempt was not handed in.
  func fetch(_ attempt: String, journal: AttemptJournal?) async throws -> Kept {
    let history: AttemptHistory = try await context.get(Path.fill(Path.attemptHistory, [attempt]))
    let earlier = folder.load(attempt)
    // The first that the server gave, in case that it gives another one by now.
    guard history.attempt == attempt,
      let receipt = journal?.receipt ?? earlier?.receipt ?? history.receipt
    else {
      throw CommandFailure.usage(
        say(zh: "答卷 \(attempt) 还没有交卷", en: "attempt \(attempt) has not been handed in"))
    }
    let signers: ReceiptSigners = try await context.get(Path.receiptSigners)
    guard
      let signer = signers.signers.first(where: { $0.id == receipt.signer })
        ?? signers.signers.first
    else {
      throw CommandFailure.server(
        .unintelligible(status: 200, "signers: []"), server: context.client.server)
    }
    let server = context.client.server
    try pins.pin(signer, of: server, say)
    // What an earlier fetch kept is not forgotten.
    var known = AttemptJournal(server: server, attempt: attempt, stage: history.stage)
    known.note(earlier?.acknowledgements ?? [])
    known.note(journal?.acknowledged ?? [])
    let file = ReceiptFile(
      server: server, signer: signer, receipt: receipt, history: history,
      acknowledgements: known.acknowledged)
    let path = try folder.save(file)
    let check = ReceiptCheck(file, trusting: try trustedKey(of: server))
    return Kept(path: path, file: file, failures: check.failures)
  }

  /// As the contestant at play is told.
  func filing(of journal: AttemptJournal) async -> ReceiptFiling {
    do {
      let kept = try await fetch(journal.attempt, journal: journal)
      journals.remove(journal.attempt)
      let sentences = ReceiptSentences(say: say, zone: .current)
      return .saved(path: kept.path, findings: kept.failures.map(sentences.sentence))
    } catch let failure as CommandFailure {
      return .failed(failure.lines(say))
    } catch {
      return .failed(["\(error)"])
    }
  }

  /// The key of a server as this machine first saw it; `nil` when it saw none.
  ///
  /// - Throws: `CommandFailure` when that cannot be told.
  func trustedKey(of server: String) throws(CommandFailure) -> ReceiptCheck.TrustedKey? {
    try pins.key(of: server, say).map {
      ReceiptCheck.TrustedKey(publicKey: $0.publicKey, source: .pinned)
    }
  }

  /// How staff intervened last; `nil` when that cannot be found out.
  func ruling(on attempt: String) async -> StaffRuling? {
    let history: AttemptHistory? = try? await context.get(
      Path.fill(Path.attemptHistory, [attempt]))
    return history?.lastRuling
  }
}
