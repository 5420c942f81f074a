package import Contests
import Crypto

/// The head of the SHA-256 chain over an attempt's records: whoever holds it can prove later which
/// records stood before it.
package struct ChainHead: Hashable, Sendable, CustomStringConvertible {
  // Four words and no array: a head stands in every session in memory.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// `nil` unless there are 32 bytes.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.init(thirtyTwo: bytes)
  }

  /// Reads the form that `description` writes.
  package init?(_ text: some StringProtocol) {
    guard let bytes = [UInt8](hexadecimal: text) else { return nil }
    self.init(bytes: bytes)
  }

  /// `nil` unless there are 32 bytes.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    words = (word(0), word(1), word(2), word(3))
  }

  private init(thirtyTwo bytes: some Sequence<UInt8>) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      switch index / 8 {
      case 0: words.0 = words.0 << 8 | UInt64(byte)
      case 1: words.1 = words.1 << 8 | UInt64(byte)
      case 2: words.2 = words.2 << 8 | UInt64(byte)
      default: words.3 = words.3 << 8 | UInt64(byte)
      }
    }
    self.words = words
  }

  /// The head before the first record: 32 zeros.
  package static let empty = ChainHead(words: (0, 0, 0, 0))

  /// 32 bytes.
  package var bytes: [UInt8] { withBytes { Array($0) } }

  /// Gives the 32 bytes without making an array of them.
  package func withBytes<Value, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let bytes = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    return try withUnsafeBytes(of: bytes) { (bytes) throws(Failure) in try body(bytes) }
  }

  /// SHA-256 over this head, the attempt (8 bytes), the sequence (4), the time (8), all big-endian,
  /// and the event's stored form.
  package func extended(
    attempt: AttemptID, sequence: Int, at: Instant, event: [UInt8]
  ) -> ChainHead {
    var hash = SHA256()
    withUnsafeTemporaryAllocation(byteCount: 52 + event.count, alignment: 8) { room in
      room.storeBytes(of: words.0.bigEndian, as: UInt64.self)
      room.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
      room.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
      room.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
      room.storeBytes(of: attempt.number.bigEndian, toByteOffset: 32, as: Int64.self)
      room.storeBytes(
        of: UInt32(clamping: sequence).bigEndian, toByteOffset: 40, as: UInt32.self)
      room.storeBytes(of: at.milliseconds.bigEndian, toByteOffset: 44, as: Int64.self)
      event.withUnsafeBytes { event in
        UnsafeMutableRawBufferPointer(rebasing: room[52...]).copyMemory(from: event)
      }
      hash.update(bufferPointer: UnsafeRawBufferPointer(room))
    }
    return hash.finalize().withUnsafeBytes { digest in
      func word(_ index: Int) -> UInt64 {
        UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
      }
      return ChainHead(words: (word(0), word(1), word(2), word(3)))
    }
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String { bytes.hexadecimal }

  package static func == (left: ChainHead, right: ChainHead) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    // The bits of a digest are spread already.
    hasher.combine(words.0)
  }
}
