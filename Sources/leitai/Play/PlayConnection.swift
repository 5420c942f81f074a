import ContestAPI
import ContestClient

/// Carries the requests of one attempt to the server and brings back what became of them.
struct PlayConnection: Sendable {
  let context: CommandContext
  /// The attempt's id.
  let attempt: String
  let watch: Stopwatch
  let pictures: PictureFolder

  private var receipts: ReceiptDesk { ReceiptDesk(context: context) }

  /// Keeps the journal on this machine; it is there before anything is sent.
  ///
  /// - Returns: the event that tells why it cannot; `nil` when it is kept.
  func keep(_ journal: AttemptJournal) -> PlayEvent? {
    do {
      try JournalFolder(home: context.sessions.path).save(journal)
      return nil
    } catch {
      return .journalFailed(error)
    }
  }

  /// Performs a request after its pause.
  ///
  /// - Returns: the event that answers it; `nil` for what is no request, and when cancelled.
  func perform(_ effect: PlayEffect) async -> PlayEvent? {
    switch effect {
    case .leave: nil
    case .send(let commands, let pause):
      await answer(after: pause) { client, sentAt in
        let replies: CommandReplies = try await client.post(
          Path.fill(Path.commands, [attempt]), Commands(commands: commands))
        return .replied(replies, sentAt: sentAt, receivedAt: watch.now)
      }
    case .fetch(let pause):
      await answer(after: pause) { client, sentAt in
        let view: AttemptView = try await client.get(Path.fill(Path.attempt, [attempt]))
        return .fetched(view, sentAt: sentAt, receivedAt: watch.now)
      }
    case .fetchPictures(let item, let ids): await fetchPictures(ids, of: item)
    case .fetchRuling: .ruled(await receipts.ruling(on: attempt))
    case .fileReceipt(let journal): .filed(await receipts.filing(of: journal))
    }
  }

  /// Saves the pictures of the item at a zero-based position: those of question 12 are `12-1.png`,
  /// `12-2.jpg`.
  private func fetchPictures(_ ids: [String], of item: Int) async -> PlayEvent? {
    var paths: [String] = []
    do {
      for (number, id) in ids.enumerated() {
        let bytes = try await context.bytes(Path.fill(Path.attemptPicture, [attempt, id]))
        guard let path = try pictures.save(bytes, as: "\(item + 1)-\(number + 1)") else {
          throw CommandFailure.server(
            .unintelligible(status: 200, "PNG, JPEG, GIF?"), server: context.client.server)
        }
        paths.append(path)
      }
      return .picturesSaved(item: item, paths: paths)
    } catch let failure as CommandFailure {
      return .picturesFailed(item: item, failure)
    } catch {
      return nil
    }
  }

  private func answer(
    after pause: Duration, _ request: (ContestClient, Int64) async throws -> PlayEvent
  ) async -> PlayEvent? {
    do {
      if pause > .zero { try await Task.sleep(for: pause) }
      return try await request(try context.signedIn(), watch.now)
    } catch let failure as ContestClient.Failure {
      return .failed(failure)
    } catch is CancellationError {
      return nil
    } catch {
      return .failed(.unreachable("\(error)"))
    }
  }
}

/// A monotonic clock, by default this machine's, which no change of the time of day moves.
struct Stopwatch: Sendable {
  private let read: @Sendable () -> Int64

  init() {
    let origin = ContinuousClock.now
    read = {
      let (seconds, attoseconds) = (ContinuousClock.now - origin).components
      return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
  }

  /// - Parameter read: returns the milliseconds since it was made.
  init(read: @escaping @Sendable () -> Int64) { self.read = read }

  /// Milliseconds since it was made.
  var now: Int64 { read() }
}
