package import Contests
package import QuestionBanks

/// An attempt with its paper, as it is durable.
package struct Sitting: Sendable {
  package let transcript: Transcript
  package let place: StagePlace
  package let paper: Paper
  /// All questions of the version; the paper's items point into them.
  package let questions: [Question]

  package var attempt: Attempt { transcript.attempt }

  /// Whether the questions may be seen: not before the bell.
  package func isVisible(at instant: Instant) -> Bool { instant >= attempt.begins }
}
