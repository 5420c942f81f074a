import ContestAPI

/// What the contestant's own machine keeps of an attempt: what was not acknowledged yet, to be sent
/// again under the same numbers, and every acknowledgement.
struct AttemptJournal: Codable, Equatable, Sendable {
  /// `Self.format`.
  private(set) var format = Self.format
  let server: String
  let attempt: String
  /// `contest/event/stage`.
  let stage: String
  /// Commands that were not acknowledged, oldest first.
  var waiting: [Command] = []
  /// In the order of the commands.
  private(set) var acknowledged: [Acknowledgement] = []
  /// What the server signed when the attempt was handed in.
  var receipt: Receipt?
  /// Nothing is to be asked about it any more.
  var isOver = false

  static let format = "leitai-journal/1"

  init(server: String, attempt: String, stage: String) {
    self.server = server
    self.attempt = attempt
    self.stage = stage
  }

  /// Notes what was acknowledged. What came twice, as after a repetition, is kept once; what came
  /// with another content is kept as well, since it proves that the server contradicts itself.
  mutating func note(_ acknowledgements: [Acknowledgement]) {
    for acknowledgement in acknowledgements where !acknowledged.contains(acknowledgement) {
      acknowledged.append(acknowledgement)
    }
  }
}
