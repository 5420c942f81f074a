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
  /// The answer to each item; `Answer.none` when there is none.
  package let responses: [Answer]
  /// Only where the stage tells it, once the attempt is marked. Points in thousandths.
  package let score: Int?
  package let maximum: Int

  package init(
    attempt: String, stage: String, number: Int, startedAt: Int64, deadline: Int64,
    serverTime: Int64, lastSequence: Int, head: String, submittedAt: Int64?, items: [Item],
    responses: [Answer], score: Int?, maximum: Int
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
    /// `single`, `multiple`, `true-false`, `fill-in`, `numeric`, `ordering` or `matching`.
    package let kind: String
    /// The text that this and other items of the paper are about; empty when there is none.
    package let passage: String
    package let stem: String
    /// In the paper's order; empty for `fill-in` and `numeric`.
    package let options: [String]
    /// What options are to be matched to, for `matching`.
    package let premises: [String]
    /// How many texts a `fill-in` item asks for; 0 for other kinds.
    package let blanks: Int
    /// The unit in which a `numeric` item wants its answer; empty without one.
    package let unit: String
    /// In thousandths.
    package let points: Int

    package init(
      kind: String, passage: String = "", stem: String, options: [String],
      premises: [String] = [], blanks: Int = 0, unit: String = "", points: Int
    ) {
      self.kind = kind
      self.passage = passage
      self.stem = stem
      self.options = options
      self.premises = premises
      self.blanks = blanks
      self.unit = unit
      self.points = points
    }
  }
}

/// An answer to one item; which field holds it depends on the item's kind.
package struct Answer: Codable, Hashable, Sendable {
  /// The zero-based positions of the options chosen; for `single`, `multiple`, `true-false`.
  package var choices: [Int]
  /// For `ordering` the positions of all options in the order given; for `matching` the position of
  /// each premise's option, -1 where none was chosen yet.
  package var places: [Int]
  /// For `fill-in` the text for each blank, empty where there is none yet; for `numeric` one number.
  package var texts: [String]

  package init(choices: [Int] = [], places: [Int] = [], texts: [String] = []) {
    self.choices = choices
    self.places = places
    self.texts = texts
  }

  /// The same answer with the options chosen in ascending order: their order means nothing.
  package var ordered: Answer {
    Answer(choices: choices.sorted(), places: places, texts: texts)
  }

  /// No answer.
  package static let none = Answer()

  package var isEmpty: Bool { self == .none }

  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    choices = try fields.decodeIfPresent([Int].self, forKey: .choices) ?? []
    places = try fields.decodeIfPresent([Int].self, forKey: .places) ?? []
    texts = try fields.decodeIfPresent([String].self, forKey: .texts) ?? []
  }

  package func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    if !choices.isEmpty { try fields.encode(choices, forKey: .choices) }
    if !places.isEmpty { try fields.encode(places, forKey: .places) }
    if !texts.isEmpty { try fields.encode(texts, forKey: .texts) }
  }

  private enum CodingKeys: String, CodingKey { case choices, places, texts }
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
  /// What is answered, for `answer`.
  package let answer: Answer?

  package init(sequence: Int, kind: String, item: Int? = nil, answer: Answer? = nil) {
    self.sequence = sequence
    self.kind = kind
    self.item = item
    self.answer = answer
  }

  package static func answer(_ sequence: Int, item: Int, _ answer: Answer) -> Command {
    Command(sequence: sequence, kind: "answer", item: item, answer: answer)
  }

  /// An answer by options.
  package static func answer(_ sequence: Int, item: Int, choices: [Int]) -> Command {
    answer(sequence, item: item, Answer(choices: choices))
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
