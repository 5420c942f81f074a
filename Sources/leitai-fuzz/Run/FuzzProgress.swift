import Foundation

/// How far a worker is: a file that the worker writes before each input and that tells, when the
/// worker has died, which input killed it.
struct FuzzProgress {
  /// The input that is being read, or would be next.
  var next: Int
  var tally: FuzzTally

  private static let fields = 7

  private var numbers: [Int64] {
    [
      next, tally.inputs, tally.accepted, tally.rewritten, tally.slowestNanoseconds,
      tally.slowestInput, tally.growthBytes,
    ].map(Int64.init)
  }

  /// Writes over what the file holds.
  func write(to file: FileHandle) {
    numbers.withUnsafeBytes { bytes in
      _ = pwrite(file.fileDescriptor, bytes.baseAddress, bytes.count, 0)
    }
  }

  /// What the last complete write left; absent when the worker did not come to its first input.
  init?(contentsOf file: URL) {
    guard let data = try? Data(contentsOf: file), data.count == Self.fields * 8 else { return nil }
    let numbers = data.withUnsafeBytes { bytes in
      (0..<Self.fields).map { Int(bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self)) }
    }
    next = numbers[0]
    tally = FuzzTally(
      inputs: numbers[1], accepted: numbers[2], rewritten: numbers[3],
      slowestNanoseconds: numbers[4], slowestInput: numbers[5], growthBytes: numbers[6])
  }

  init(next: Int, tally: FuzzTally) {
    self.next = next
    self.tally = tally
  }
}
