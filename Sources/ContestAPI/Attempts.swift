/// An attempt as its contestant may see it. There is no field for a key.
package struct AttemptView: Codable, Hashable, Sendable {
  package let attempt: String
  package let stage: String
  /// 1 for the first attempt.
  package let number: Int
  /// `waiting` for the bell, `open`, `suspended`, `submitted` or `voided`.
  package let state: String
  /// Milliseconds since 1970 by the server's clock.
  package let startedAt: Int64
  /// When the time begins to run: the bell, or the start.
  package let begins: Int64
  package let deadline: Int64
  /// The server's clock when it answered: what remains is `deadline - serverTime`.
  package let serverTime: Int64
  /// The number of the contestant's last command that was saved; the next one is this and one.
  package let lastSequence: Int
  /// The number of the newest record, whoever caused it: more than `lastSequence` once staff or the
  /// server has acted. `head` is this record's.
  package let lastRecord: Int
  /// The head of the chain over everything saved, 64 hexadecimal digits.
  package let head: String
  /// Absent while the attempt is open.
  package let submittedAt: Int64?
  /// Once it is submitted.
  package let receipt: Receipt?
  /// Empty before the bell.
  package let items: [Item]
  /// The answer to each item; `Answer.none` when there is none.
  package let responses: [Answer]
  /// For each item whether the contestant marked it to come back to it.
  package let flags: [Bool]
  /// For each item what is right, where the stage tells it by now; empty when it tells nothing.
  package let solutions: [Solution?]
  /// What the stage tells, and when: `none`, `score`, `at-end`, or `after-each`, where an answer that
  /// was given is final.
  package let feedback: String
  /// Only where the stage tells it, once the attempt is marked. Points in thousandths.
  package let score: Int?
  package let maximum: Int

  package init(
    attempt: String, stage: String, number: Int, state: String, startedAt: Int64, begins: Int64,
    deadline: Int64, serverTime: Int64, lastSequence: Int, lastRecord: Int? = nil, head: String,
    submittedAt: Int64? = nil,
    receipt: Receipt? = nil, items: [Item], responses: [Answer], flags: [Bool],
    solutions: [Solution?] = [], feedback: String = "none", score: Int? = nil, maximum: Int
  ) {
    self.attempt = attempt
    self.stage = stage
    self.number = number
    self.state = state
    self.startedAt = startedAt
    self.begins = begins
    self.deadline = deadline
    self.serverTime = serverTime
    self.lastSequence = lastSequence
    self.lastRecord = lastRecord ?? lastSequence
    self.head = head
    self.submittedAt = submittedAt
    self.receipt = receipt
    self.items = items
    self.responses = responses
    self.flags = flags
    self.solutions = solutions
    self.feedback = feedback
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
    /// How many texts a `fill-in` item asks for; 1 for a `numeric` one that asks for the unit beside
    /// the number; 0 for others.
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

/// What is right for an item, and what an answer to it earned; for practice, and after a stage that
/// tells.
package struct Solution: Codable, Hashable, Sendable {
  /// The zero-based positions of the right options on this paper, as in `Answer.choices`; empty for
  /// other kinds.
  package let choices: [Int]
  /// As in `Answer.places`, for `ordering` and `matching`.
  package let places: [Int]
  /// For `fill-in` what is accepted for each blank; for `numeric` one list of one text.
  package let texts: [[String]]
  package let explanation: String
  /// In thousandths; absent for an item without an answer, and for one that does not count.
  package let points: Int?
  /// `true` for an item that a judge took out; absent otherwise.
  package let isVoid: Bool?

  package init(
    choices: [Int] = [], places: [Int] = [], texts: [[String]] = [], explanation: String,
    points: Int?, isVoid: Bool? = nil
  ) {
    self.isVoid = isVoid
    self.choices = choices
    self.places = places
    self.texts = texts
    self.explanation = explanation
    self.points = points
  }
}

/// The server's signature that an attempt was handed in with these records.
package struct Receipt: Codable, Hashable, Sendable {
  /// `leitai-receipt/1`.
  package let format: String
  package let attempt: String
  /// How many records the attempt has.
  package let records: Int
  /// The head of the chain over all of them, 64 hexadecimal digits.
  package let head: String
  /// Milliseconds since 1970.
  package let submittedAt: Int64
  /// The key that signed, as `GET /v1/receipt-signers` names it.
  package let signer: String
  /// Ed25519 over format, attempt, records, head and submittedAt in decimal, joined by line feeds;
  /// 128 hexadecimal digits.
  package let signature: String

  package init(
    format: String, attempt: String, records: Int, head: String, submittedAt: Int64, signer: String,
    signature: String
  ) {
    self.format = format
    self.attempt = attempt
    self.records = records
    self.head = head
    self.submittedAt = submittedAt
    self.signer = signer
    self.signature = signature
  }
}

/// The public keys with which receipts can be checked.
package struct ReceiptSigners: Codable, Hashable, Sendable {
  package let signers: [Signer]

  package init(signers: [Signer]) { self.signers = signers }

  package struct Signer: Codable, Hashable, Sendable {
    /// The first 16 hexadecimal digits of SHA-256 over the public key.
    package let id: String
    /// The 32 bytes of an Ed25519 public key, 64 hexadecimal digits.
    package let publicKey: String

    package init(id: String, publicKey: String) {
      self.id = id
      self.publicKey = publicKey
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
  /// For `fill-in` the text for each blank, empty where there is none yet; for `numeric` one number,
  /// with its unit where the item asks for it.
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
  /// `answer`, `clear`, `flag`, `signal`, `heartbeat` or `submit`.
  package let kind: String
  /// The zero-based position of the item, for `answer`, `clear` and `flag`.
  package let item: Int?
  /// What is answered, for `answer`.
  package let answer: Answer?
  /// Whether the item is to be marked, for `flag`.
  package let flagged: Bool?
  /// `focus-lost`, `focus-gained`, `pasted` or `resized`, for `signal`.
  package let signal: String?

  package init(
    sequence: Int, kind: String, item: Int? = nil, answer: Answer? = nil, flagged: Bool? = nil,
    signal: String? = nil
  ) {
    self.sequence = sequence
    self.kind = kind
    self.item = item
    self.answer = answer
    self.flagged = flagged
    self.signal = signal
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

  package static func flag(_ sequence: Int, item: Int, _ flagged: Bool) -> Command {
    Command(sequence: sequence, kind: "flag", item: item, flagged: flagged)
  }

  package static func signal(_ sequence: Int, _ signal: String) -> Command {
    Command(sequence: sequence, kind: "signal", signal: signal)
  }

  package static func heartbeat(_ sequence: Int) -> Command {
    Command(sequence: sequence, kind: "heartbeat")
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
  /// When the time is up by now: staff may have extended it.
  package let deadline: Int64
  /// `open`, `suspended`, `submitted` or `voided`.
  package let state: String
  /// When one of the commands handed the attempt in.
  package let receipt: Receipt?

  package init(
    replies: [CommandReply], serverTime: Int64, deadline: Int64, state: String,
    receipt: Receipt? = nil
  ) {
    self.replies = replies
    self.serverTime = serverTime
    self.deadline = deadline
    self.state = state
    self.receipt = receipt
  }
}

/// What became of one command: saved for good, or refused.
package struct CommandReply: Codable, Hashable, Sendable {
  package let sequence: Int
  /// The number of the record that it made; more than `sequence` once staff has intervened.
  package let record: Int?
  /// When it was saved, milliseconds since 1970; absent when it was refused.
  package let savedAt: Int64?
  /// The chain's head with it.
  package let head: String?
  /// Absent when it was saved. Such as `past-deadline`, `already-submitted`, `sequence-gap`.
  package let refusal: APIError?
  /// The number that the server expects next, where the number was the reason.
  package let expectedSequence: Int?
  /// What would have been right, for an answer that was saved in a practice that tells at once.
  package let solution: Solution?

  package init(
    sequence: Int, record: Int? = nil, savedAt: Int64?, head: String?, refusal: APIError?,
    expectedSequence: Int?, solution: Solution? = nil
  ) {
    self.sequence = sequence
    self.record = record
    self.savedAt = savedAt
    self.head = head
    self.refusal = refusal
    self.expectedSequence = expectedSequence
    self.solution = solution
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
    /// `started`, `answered`, `cleared`, `flagged`, `signalled`, `heartbeat`, `submitted`,
    /// `extended`, `suspended`, `resumed` or `voided`.
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
