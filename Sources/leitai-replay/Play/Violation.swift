/// A promise of the server that it did not keep.
struct Violation: Error, Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// Concurrent starts gave different attempts.
    case startsDiffer = "starts-differ"
    /// A request sent again was answered differently.
    case repliesDiffer = "replies-differ"
    /// A record was acknowledged twice, with different heads.
    case headsDiffer = "heads-differ"
    /// An attempt is gone that was begun and not handed in.
    case attemptLost = "attempt-lost"
    /// The server has forgotten an answer that it acknowledged.
    case answerLost = "answer-lost"
    /// An answer was taken when the time was up.
    case lateAnswerTaken = "late-answer-taken"
    /// The server did not hand in an attempt whose time was up.
    case neverHandedIn = "never-handed-in"
    /// A request was refused that ought to be carried out.
    case unexpectedRefusal = "unexpected-refusal"
    /// An answer that is none of the API.
    case unintelligible
    /// A write that could not be durable was not refused with 503 and a time to come back.
    case notRefusedAsBusy = "not-refused-as-busy"
    /// The same, of a sign-in.
    case signInNotRefusedAsBusy = "sign-in-not-refused-as-busy"
    /// The server could not write, and did not read either.
    case readRefused = "read-refused"
    /// The ledger's file does not say what was noted, or contradicts itself.
    case ledgerDiffers = "ledger-differs"
    /// An attempt was submitted and has no result.
    case noResult = "no-result"
    /// The server did not answer while there was patience.
    case gaveUp = "gave-up"
  }

  let kind: Kind
  /// Of the contestant to whom it happened.
  let admission: String
  /// The attempt and what was expected and found.
  let text: String
}
