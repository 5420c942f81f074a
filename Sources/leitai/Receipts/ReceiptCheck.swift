import AttemptRecords
import ContestAPI
import Contests

/// Checks a receipt: pure, without a network, and with nothing but the file and a key.
struct ReceiptCheck {
  /// A key that is trusted for its own reason.
  struct TrustedKey: Equatable {
    enum Source: String, Codable {
      /// The caller named it.
      case given
      /// This machine saw it when it first met the server.
      case pinned
    }

    /// 32 bytes in hexadecimal digits.
    let publicKey: String
    let source: Source
  }

  /// Empty when nothing speaks against the receipt. That proves something only by a trusted key: with
  /// the file's own one anybody can make a file that fits.
  let failures: [ReceiptFailure]
  let history: ReadHistory

  /// - Parameter key: the server's key; `nil` when nothing but the file tells it.
  init(_ file: ReceiptFile, trusting key: TrustedKey?) {
    let history = ReadHistory(file.history)
    self.history = history
    failures =
      history.failures + Self.statement(file, history) + Self.signature(file, trusting: key)
      + file.acknowledgements.flatMap { Self.compare($0, with: history) }
  }

  /// What was signed must be what the history comes to.
  private static func statement(_ file: ReceiptFile, _ history: ReadHistory) -> [ReceiptFailure] {
    let receipt = file.receipt
    var failures: [ReceiptFailure] = []
    if receipt.format != ReceiptStatement.format { failures.append(.unknownForm(receipt.format)) }
    if receipt.attempt != file.history.attempt {
      failures.append(.otherAttempt(signed: receipt.attempt, found: file.history.attempt))
    }
    if let other = file.history.receipt, other != receipt { failures.append(.twoReceipts) }
    if receipt.records != history.count {
      failures.append(.wrongCount(signed: receipt.records, found: history.count))
    }
    guard let last = file.history.records.last else { return failures }
    if receipt.head != last.head { failures.append(.wrongHead) }
    if let submission = history.submission {
      if submission.at != receipt.submittedAt {
        failures.append(.wrongTime(signed: receipt.submittedAt, found: submission.at))
      }
    } else if history.records[history.count - 1] != nil {
      failures.append(.notHandedIn)
    }
    return failures
  }

  private static func signature(
    _ file: ReceiptFile, trusting key: TrustedKey?
  ) -> [ReceiptFailure] {
    var failures: [ReceiptFailure] = []
    if let key, key.publicKey != file.signer.publicKey {
      failures.append(.otherKey(key.source))
    }
    let digits = key?.publicKey ?? file.signer.publicKey
    guard let bytes = [UInt8](hexadecimal: digits), let publicKey = ReceiptPublicKey(bytes: bytes)
    else { return failures + [.keyUnreadable] }
    if publicKey.id != file.receipt.signer {
      failures.append(.otherSigner(named: file.receipt.signer, key: publicKey.id))
    }
    if file.signer.id != file.receipt.signer, publicKey.id == file.receipt.signer {
      failures.append(.keyMisnamed(named: file.signer.id, key: publicKey.id))
    }
    guard let signature = [UInt8](hexadecimal: file.receipt.signature), signature.count == 64
    else { return failures + [.signatureUnreadable] }
    guard let attempt = AttemptID(file.receipt.attempt), let head = ChainHead(file.receipt.head),
      publicKey.verifies(
        signature,
        of: ReceiptStatement(
          attempt: attempt, records: file.receipt.records, head: head,
          submittedAt: Instant(milliseconds: file.receipt.submittedAt)))
    else { return failures + [.signatureInvalid] }
    return failures
  }

  /// What the contestant was told must stand in the history.
  private static func compare(
    _ acknowledgement: Acknowledgement, with history: ReadHistory
  ) -> [ReceiptFailure] {
    guard (0..<history.count).contains(acknowledgement.record) else {
      return [.acknowledgedMissing(acknowledgement)]
    }
    guard let record = history.records[acknowledgement.record] else {
      // Its bytes cannot be read, which is said already.
      return []
    }
    var failures: [ReceiptFailure] = []
    if !record.event.carriesOut(acknowledgement.command) {
      failures.append(.acknowledgedOtherwise(acknowledgement, record.event))
    }
    if record.at != acknowledgement.savedAt {
      failures.append(.acknowledgedAtOtherTime(acknowledgement, found: record.at))
    }
    if record.head != acknowledgement.head {
      failures.append(.acknowledgedOtherHead(acknowledgement))
    }
    return failures
  }
}

extension AttemptEvent {
  /// Whether it is what a command asks for.
  fileprivate func carriesOut(_ command: Command) -> Bool {
    switch self {
    case .answered(let item, let response):
      command.kind == "answer" && command.item == item
        && command.answer?.ordered == Answer(response)
    case .cleared(let item): command.kind == "clear" && command.item == item
    case .flagged(let item, let isFlagged):
      command.kind == "flag" && command.item == item && command.flagged == isFlagged
    case .signalled(let signal): command.kind == "signal" && command.signal == signal.name
    case .heartbeat: command.kind == "heartbeat"
    case .submitted(.contestant): command.kind == "submit"
    case .started, .submitted, .ruled: false
    }
  }
}

extension Answer {
  fileprivate init(_ response: Response) {
    switch response {
    case .choices(let choices): self.init(choices: choices.positions)
    case .places(let places): self.init(places: places.map { $0.map(Int.init) ?? -1 })
    case .texts(let texts): self.init(texts: texts)
    }
  }
}
