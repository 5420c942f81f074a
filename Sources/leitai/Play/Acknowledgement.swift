import ContestAPI

/// The server's word that a command is saved for good, with what the contestant had sent.
struct Acknowledgement: Codable, Hashable, Sendable {
  /// The number of the record that the command made.
  let record: Int
  /// The chain's head with it.
  let head: String
  /// Milliseconds since 1970.
  let savedAt: Int64
  let command: Command
}

extension Acknowledgement {
  /// `nil` when the reply does not say that the command was saved, and as what.
  init?(_ command: Command, _ reply: CommandReply) {
    guard reply.refusal == nil, let record = reply.record, let head = reply.head,
      let savedAt = reply.savedAt
    else { return nil }
    self.init(record: record, head: head, savedAt: savedAt, command: command)
  }
}
