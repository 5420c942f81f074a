import ContestAPI
import ContestClient

/// What can happen while an attempt is played.
enum PlayEvent: Sendable {
  case key(Key)
  /// A wish that comes by another way than a key.
  case wish(CommandQueue.Wish)
  /// Part of an answer that will be final, to be kept until it is whole.
  case drafted(item: Int, Answer)
  /// The pictures of the item at a zero-based position are wanted.
  case viewPictures(item: Int)
  /// The item's pictures lie at these paths, in the order of their numbers.
  case picturesSaved(item: Int, paths: [String])
  case picturesFailed(item: Int, CommandFailure)
  case resized(ScreenSize)
  /// The monotonic clock moved on, in milliseconds.
  case ticked(Int64)
  case replied(CommandReplies, sentAt: Int64, receivedAt: Int64)
  case fetched(AttemptView, sentAt: Int64, receivedAt: Int64)
  case failed(ContestClient.Failure)
  /// How staff intervened last; absent when that cannot be found out.
  case ruled(StaffRuling?)
  /// What became of the receipt of an attempt that was handed in.
  case filed(ReceiptFiling)
  /// The journal cannot be written on this machine.
  case journalFailed(CommandFailure)
  /// The terminal or the system wants an end; the signal if there was one.
  case ended(signal: Int32?)
}

/// What a state asks its shell to do.
enum PlayEffect: Equatable, Sendable {
  case send([Command], after: Duration)
  /// Asks the server for the attempt.
  case fetch(after: Duration)
  /// Fetches the pictures of the item at a zero-based position and saves them as files.
  case fetchPictures(item: Int, ids: [String])
  /// Finds out why staff intervened.
  case fetchRuling
  /// Fetches history and receipt of the attempt, checks them against what was acknowledged, and
  /// saves them.
  case fileReceipt(AttemptJournal)
  case leave
}

/// How a member of staff intervened, as the contestant is told.
struct StaffRuling: Equatable, Sendable {
  let reason: String
  /// By the server's clock.
  let at: Int64
  /// After a voided attempt, whether there may be another in its place.
  let mayRetry: Bool
}

/// What became of a receipt.
enum ReceiptFiling: Equatable, Sendable {
  /// It lies at this path; what was found wrong with it, in the reader's language.
  case saved(path: String, findings: [String])
  /// It could not be fetched or saved, for this reason.
  case failed([String])
}

/// A terminal's size in characters.
struct ScreenSize: Equatable, Sendable {
  let rows: Int
  let columns: Int
}
