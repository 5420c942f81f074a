import ContestAPI
import ContestClient

/// What can happen while an attempt is played.
enum PlayEvent: Sendable {
  case key(Key)
  /// A wish that comes by another way than a key.
  case wish(CommandQueue.Wish)
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
  case leave
}

/// A terminal's size in characters.
struct ScreenSize: Equatable, Sendable {
  let rows: Int
  let columns: Int
}
