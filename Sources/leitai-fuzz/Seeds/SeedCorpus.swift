import Foundation
import QuestionBanks

/// The seeds of one format, and the inputs that are made of them.
struct SeedCorpus: Sendable {
  /// What is small is taken often, so that many inputs are read in a short time.
  private static let smallBytes = 2 << 10
  /// One input of this many is of a large seed.
  private static let largeShare = 24

  let format: String
  let seeds: [Seed]
  private let small: [Seed]
  private let large: [Seed]
  private let tokens: [[UInt8]]

  /// - Parameter project: the folder that holds `Package.swift`.
  /// - Throws: when the samples cannot be written.
  init(_ format: any BankFormat, project: URL) throws {
    self.format = format.name
    let written = try SampleBank.all().map { name, contents in
      try Seed(name, try format.write(contents, bank: "bank")).timeless()
    }
    let handmade = HandmadeSeeds.files(of: format.name).enumerated().map { number, bytes in
      Seed("handmade \(number + 1)", bytes)
    }
    seeds = written + handmade + SampleFiles(project: project).seeds(of: format.name)
    let isSmall = { (seed: Seed) in seed.parts.isEmpty && seed.bytes.count <= Self.smallBytes }
    // Archives are never small; what the project itself writes stands for them.
    small = seeds.filter(isSmall) + (written + handmade).filter { !isSmall($0) }
    large = seeds.filter { !isSmall($0) }
    tokens = MutationTokens.tokens(of: format.name)
  }

  /// The input with a number from 0; the same for the same `seed` on every machine that has the same
  /// samples.
  func input(_ number: Int, seed: UInt64) -> [UInt8] {
    var numbers = SeededGenerator(seed: seed ^ UInt64(truncatingIfNeeded: number) << 20)
    var mutator = Mutator(seed: numbers.next())
    let isLarge = !large.isEmpty && mutator.below(Self.largeShare) == 0
    let chosen = mutator.one(of: isLarge ? large : small)
    let donor = mutator.one(of: small)
    if chosen.parts.isEmpty || mutator.below(6) == 0 {
      return mutator.mutated(
        chosen.bytes, donor: donor.bytes, tokens: tokens, isBinary: !chosen.parts.isEmpty)
    }
    let piece = donor.parts.isEmpty ? donor.bytes : mutator.one(of: donor.parts).bytes
    return mutator.mutated(chosen.parts, donor: piece, tokens: tokens)
  }

  /// The growing input with a number from 0, in the same way.
  func growingInput(_ number: Int, seed: UInt64) -> GrowingInput {
    var numbers = SeededGenerator(seed: ~seed ^ UInt64(truncatingIfNeeded: number) << 20)
    var mutator = Mutator(seed: numbers.next())
    return GrowingInput(of: mutator.one(of: small), tokens: tokens, &mutator)
  }
}
