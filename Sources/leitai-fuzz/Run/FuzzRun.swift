import QuestionBanks

/// Reads the inputs of a format, one after the other, and measures and judges each.
struct FuzzRun {
  /// One of so many inputs is also given without its format, for which it is then looked.
  private static let detectionShare = 8
  /// One of so many accepted files is written and read again.
  private static let rewritingShare = 20
  /// The memory is looked at after so many inputs.
  private static let memoryShare = 256

  /// Bytes that growing inputs grow by, and what is looked at more closely: more than 60 ns a byte.
  private static let growth = 32 << 10
  private static let suspiciousNanoseconds = 2_000_000
  /// Of four times the bytes: linear work takes four times as long, and quadratic sixteen times.
  private static let mostTimes = 9

  let format: any BankFormat
  let corpus: SeedCorpus
  let seed: UInt64
  let limits: FuzzLimits
  private(set) var tally = FuzzTally()
  private let residentBytes = ProcessUsage.residentBytes

  init(_ format: any BankFormat, _ corpus: SeedCorpus, seed: UInt64, limits: FuzzLimits) {
    self.format = format
    self.corpus = corpus
    self.seed = seed
    self.limits = limits
  }

  /// Reads an input.
  ///
  /// - Returns: everything about it that is not as it should be.
  mutating func read(_ number: Int) -> [FuzzFailure] {
    let bytes = corpus.input(number, seed: seed)
    var reasons = judge(bytes, number, format: format.name)
    if number % Self.detectionShare == 0 { reasons += judge(bytes, number, format: nil) }
    tally.inputs += 1
    if tally.inputs % Self.memoryShare == 0 { reasons += measureMemory() }
    return reasons.map {
      FuzzFailure(format: format.name, input: number, seed: seed, reason: $0)
    }
  }

  /// Reads a growing input, and again with two and four times as much of it if need be.
  mutating func readGrowing(_ number: Int) -> [FuzzFailure] {
    let input = corpus.growingInput(number, seed: seed)
    func nanoseconds(growth: Int) -> Int {
      let bytes = input.bytes(growth: growth)
      let start = ProcessUsage.nanoseconds
      _ = BankReading(bytes, filename: "input", format: format.name)
      return ProcessUsage.nanoseconds - start
    }
    tally.inputs += 1
    var reasons = tally.inputs % Self.memoryShare == 0 ? measureMemory() : []
    let small = nanoseconds(growth: Self.growth)
    if small > tally.slowestNanoseconds {
      tally.slowestNanoseconds = small
      tally.slowestInput = number
    }
    if small > Self.suspiciousNanoseconds {
      let large = nanoseconds(growth: 4 * Self.growth)
      // Measured twice, for the first of a kind fills caches.
      let again = min(small, nanoseconds(growth: Self.growth))
      if large > again * Self.mostTimes, large > 10 * Self.suspiciousNanoseconds {
        reasons.append(
          "growing to four times the length takes \(large / max(1, again)) times as long,"
            + " \(large / 1_000_000) ms")
      }
    }
    return reasons.map {
      FuzzFailure(format: format.name, input: number, seed: seed, reason: $0)
    }
  }

  /// Notes how much the memory has grown.
  mutating func measureMemory() -> [String] {
    let before = tally.growthBytes
    tally.growthBytes = max(before, ProcessUsage.peakBytes - residentBytes)
    guard before <= limits.growthBytes, tally.growthBytes > limits.growthBytes else { return [] }
    return ["the memory has grown by \(tally.growthBytes >> 20) MB here or up to 256 inputs before"]
  }

  private mutating func judge(_ bytes: [UInt8], _ number: Int, format name: String?) -> [String] {
    let start = ProcessUsage.nanoseconds
    let reading = BankReading(bytes, filename: "input", format: name)
    let nanoseconds = ProcessUsage.nanoseconds - start
    if nanoseconds > tally.slowestNanoseconds {
      tally.slowestNanoseconds = nanoseconds
      tally.slowestInput = number
    }
    var reasons: [String] = []
    if nanoseconds > limits.milliseconds * 1_000_000 {
      reasons.append("reading takes \(nanoseconds / 1_000_000) ms")
    }
    if let broken = ReadingPromises.broken(by: reading, of: bytes) { reasons.append(broken) }
    guard name != nil, reading.isSound else { return reasons }
    tally.accepted += 1
    if tally.accepted % Self.rewritingShare == 0 {
      tally.rewritten += 1
      if let loss = ReadingPromises.loss(of: reading, written: format) { reasons.append(loss) }
    }
    return reasons
  }
}
