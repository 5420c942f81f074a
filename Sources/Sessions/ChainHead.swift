package import Contests
import Crypto

/// The head of the SHA-256 chain over an attempt's records: whoever holds it can prove later which
/// records stood before it.
package struct ChainHead: Hashable, Sendable, CustomStringConvertible {
  /// 32 bytes.
  package let bytes: [UInt8]

  /// `nil` unless there are 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// The head before the first record: 32 zeros.
  package static let empty = ChainHead(zeros: ())

  private init(zeros: ()) { bytes = [UInt8](repeating: 0, count: 32) }

  private init(digest: SHA256.Digest) { bytes = Array(digest) }

  /// SHA-256 over this head, the attempt (8 bytes), the sequence (4), the time (8), all big-endian,
  /// and the event's bytes.
  package func extended(
    attempt: AttemptID, sequence: Int, at: Instant, event: AttemptEvent
  ) -> ChainHead {
    var writer = ByteWriter(bytes)
    writer.integer(attempt.number)
    writer.integer(UInt32(clamping: sequence))
    writer.integer(at.milliseconds)
    writer.bytes += event.encoded
    return ChainHead(digest: SHA256.hash(data: writer.bytes))
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String {
    bytes.hexadecimal
  }
}
