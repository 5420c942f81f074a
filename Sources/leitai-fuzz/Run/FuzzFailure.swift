/// An input that was not read as it should be.
struct FuzzFailure: Codable, Hashable, Sendable, CustomStringConvertible {
  let format: String
  /// From 0.
  let input: Int
  let seed: UInt64
  let reason: String

  var description: String { "\(format): input \(input) of seed \(seed): \(reason)" }
}

/// What came of the inputs of a format.
struct FuzzTally: Hashable, Sendable {
  var inputs = 0
  /// Files with questions and no error.
  var accepted = 0
  /// Those of the accepted that were written and read again.
  var rewritten = 0
  var slowestNanoseconds = 0
  /// The input that took longest.
  var slowestInput = 0
  /// By how much the resident memory of the reading process grew at most.
  var growthBytes = 0

  var refused: Int { inputs - accepted }

  /// Both together: the times and the growth are the greater ones.
  mutating func add(_ other: FuzzTally) {
    inputs += other.inputs
    accepted += other.accepted
    rewritten += other.rewritten
    if other.slowestNanoseconds > slowestNanoseconds {
      slowestNanoseconds = other.slowestNanoseconds
      slowestInput = other.slowestInput
    }
    growthBytes = max(growthBytes, other.growthBytes)
  }
}
