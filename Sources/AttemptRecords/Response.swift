package import Contests

/// What a contestant gave as an answer, in the positions of the paper.
package enum Response: Hashable, Sendable {
  /// Options of a single, multiple or true/false question; never empty.
  case choices(Choices)
  /// The options of an ordering question in the order given, or for each premise of a matching
  /// question its option, `nil` where none was chosen yet.
  case places([UInt8?])
  /// The text for each blank, empty where there is none yet; for a numeric question one number.
  case texts([String])
}
