import ContestAPI

/// One line of a ledger: something that was asked for, or acknowledged.
struct LedgerEntry: Hashable, Sendable {
  enum What: String, Sendable {
    /// A start is about to be sent.
    case startAsked = "start-asked"
    /// A start was answered with the attempt, whose newest record this is.
    case started
    /// A command is about to be sent.
    case asked
    /// A command was acknowledged.
    case saved
    /// A view named this as the newest record.
    case seen
  }

  let what: What
  /// Empty for `startAsked`.
  let attempt: String
  let sequence: Int
  /// `started`, `answered`, `cleared` or `submitted`; empty where nothing tells.
  let kind: String
  /// Empty where nothing is acknowledged.
  let head: String

  static let startAsked = LedgerEntry(
    what: .startAsked, attempt: "", sequence: 0, kind: "started", head: "")

  static func asked(_ command: Command, of attempt: String) -> LedgerEntry {
    LedgerEntry(
      what: .asked, attempt: attempt, sequence: command.sequence, kind: command.recordKind,
      head: "")
  }

  static func saved(_ command: Command, of attempt: String, head: String) -> LedgerEntry {
    LedgerEntry(
      what: .saved, attempt: attempt, sequence: command.sequence, kind: command.recordKind,
      head: head)
  }

  static func started(_ view: AttemptView) -> LedgerEntry { LedgerEntry(.started, view) }

  static func seen(_ view: AttemptView) -> LedgerEntry { LedgerEntry(.seen, view) }

  private init(_ what: What, _ view: AttemptView) {
    self.init(
      what: what, attempt: view.attempt, sequence: view.lastRecord,
      kind: view.lastRecord == 0 ? "started" : view.submittedAt != nil ? "submitted" : "",
      head: view.head)
  }

  private init(what: What, attempt: String, sequence: Int, kind: String, head: String) {
    self.what = what
    self.attempt = attempt
    self.sequence = sequence
    self.kind = kind
    self.head = head
  }

  static let heading = "what,attempt,sequence,kind,head"

  /// Without the line's end.
  var csv: String { "\(what.rawValue),\(attempt),\(sequence),\(kind),\(head)" }

  /// Reads what `csv` writes; absent for anything else.
  init?(csv line: Substring) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 5, let what = What(rawValue: fields[0]), let sequence = Int(fields[2]),
      sequence >= 0
    else { return nil }
    let acknowledges = what != .startAsked && what != .asked
    guard fields[1].isEmpty == (what == .startAsked), fields[4].isEmpty != acknowledges else {
      return nil
    }
    self.init(
      what: what, attempt: fields[1], sequence: sequence, kind: fields[3], head: fields[4])
  }
}

extension Command {
  /// What the record of this command is called.
  var recordKind: String {
    switch kind {
    case "answer": "answered"
    case "clear": "cleared"
    default: "submitted"
    }
  }
}
