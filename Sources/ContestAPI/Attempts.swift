/// An attempt as its contestant may see it. There is no field for a key.
package struct AttemptView: Codable, Hashable, Sendable {
  package let attempt: String
  package let stage: String
  /// 1 for the first attempt.
  package let number: Int
  /// Milliseconds since 1970 by the server's clock.
  package let startedAt: Int64
  package let deadline: Int64
  /// The server's clock when it answered: what remains is `deadline - serverTime`.
  package let serverTime: Int64
  /// The number of the last command that was saved; the next one is this and one.
  package let lastSequence: Int
  /// The head of the chain over everything saved, 64 hexadecimal digits.
  package let head: String
  /// Absent while the attempt is open.
  package let submittedAt: Int64?
  package let items: [Item]
  /// The options chosen for each item, as positions; empty when there is no answer.
  package let responses: [[Int]]
  /// Only where the stage tells it, once the attempt is marked. Points in thousandths.
  package let score: Int?
  package let maximum: Int

  package init(
    attempt: String, stage: String, number: Int, startedAt: Int64, deadline: Int64,
    serverTime: Int64, lastSequence: Int, head: String, submittedAt: Int64?, items: [Item],
    responses: [[Int]], score: Int?, maximum: Int
  ) {
    self.attempt = attempt
    self.stage = stage
    self.number = number
    self.startedAt = startedAt
    self.deadline = deadline
    self.serverTime = serverTime
    self.lastSequence = lastSequence
    self.head = head
    self.submittedAt = submittedAt
    self.items = items
    self.responses = responses
    self.score = score
    self.maximum = maximum
  }

  /// One question of the paper.
  package struct Item: Codable, Hashable, Sendable {
    /// `single`, `multiple` or `true-false`.
    package let kind: String
    package let stem: String
    package let options: [String]
    /// In thousandths.
    package let points: Int

    package init(kind: String, stem: String, options: [String], points: Int) {
      self.kind = kind
      self.stem = stem
      self.options = options
      self.points = points
    }
  }
}

/// Commands in the order in which they are to be carried out.
package struct Commands: Codable, Hashable, Sendable {
  /// 1 to 200.
  package let commands: [Command]

  package init(commands: [Command]) { self.commands = commands }
}

/// A contestant's command, numbered by the client.
package struct Command: Codable, Hashable, Sendable {
  /// One more than the number before; a number sent again is answered as the first time.
  package let sequence: Int
  /// `answer`, `clear` or `submit`.
  package let kind: String
  /// The zero-based position of the item, for `answer` and `clear`.
  package let item: Int?
  /// The zero-based positions of the options chosen, for `answer`.
  package let choices: [Int]?

  package init(sequence: Int, kind: String, item: Int? = nil, choices: [Int]? = nil) {
    self.sequence = sequence
    self.kind = kind
    self.item = item
    self.choices = choices
  }

  package static func answer(_ sequence: Int, item: Int, choices: [Int]) -> Command {
    Command(sequence: sequence, kind: "answer", item: item, choices: choices)
  }

  package static func clear(_ sequence: Int, item: Int) -> Command {
    Command(sequence: sequence, kind: "clear", item: item)
  }

  package static func submit(_ sequence: Int) -> Command {
    Command(sequence: sequence, kind: "submit")
  }
}

/// One answer for each command, in the same order.
package struct CommandReplies: Codable, Hashable, Sendable {
  package let replies: [CommandReply]
  /// The server's clock.
  package let serverTime: Int64

  package init(replies: [CommandReply], serverTime: Int64) {
    self.replies = replies
    self.serverTime = serverTime
  }
}

/// What became of one command: saved for good, or refused.
package struct CommandReply: Codable, Hashable, Sendable {
  package let sequence: Int
  /// When it was saved, milliseconds since 1970; absent when it was refused.
  package let savedAt: Int64?
  /// The chain's head with it.
  package let head: String?
  /// Absent when it was saved. Such as `past-deadline`, `already-submitted`, `sequence-gap`.
  package let refusal: APIError?
  /// The number that the server expects next, where the number was the reason.
  package let expectedSequence: Int?

  package init(
    sequence: Int, savedAt: Int64?, head: String?, refusal: APIError?, expectedSequence: Int?
  ) {
    self.sequence = sequence
    self.savedAt = savedAt
    self.head = head
    self.refusal = refusal
    self.expectedSequence = expectedSequence
  }
}

/// A page of a contest's durable records, for auditors.
package struct RecordPage: Codable, Hashable, Sendable {
  package let records: [Record]
  /// The position from which to ask for the next page; the same as asked for at the end.
  package let next: Int64

  package init(records: [Record], next: Int64) {
    self.records = records
    self.next = next
  }

  package struct Record: Codable, Hashable, Sendable {
    package let attempt: String
    package let sequence: Int
    /// `started`, `answered`, `cleared` or `submitted`.
    package let kind: String
    package let at: Int64
    package let head: String

    package init(attempt: String, sequence: Int, kind: String, at: Int64, head: String) {
      self.attempt = attempt
      self.sequence = sequence
      self.kind = kind
      self.at = at
      self.head = head
    }
  }
}
