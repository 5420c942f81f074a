import Contests
import Foundation
import QuestionBanks

/// How able a contestant is, in logits: the one-parameter model of item response theory.
///
/// Source: Rasch, "Probabilistic Models for Some Intelligence and Attainment Tests" (1960).
struct Ability: Hashable, Sendable, Comparable {
  let logits: Double

  init(logits: Double) { self.logits = logits }

  /// An ability from a bell-shaped distribution with mean 0.8 and standard deviation 1: workers
  /// who enter a contest of their trade answer most of its questions.
  init(using random: inout SeededGenerator) {
    // The sum of twelve uniform numbers has variance 1 (Irwin and Hall).
    let sum = (0..<12).reduce(0.0) { total, _ in total + random.unit() }
    logits = 0.8 + sum - 6
  }

  /// The chance of a right answer, above 0 and below 1.
  func chance(at difficulty: Difficulty) -> Double {
    let threshold =
      switch difficulty {
      case .easy: -1.2
      case .medium: 0.0
      case .hard: 1.2
      }
    return 1 / (1 + exp(threshold - logits))
  }

  static func < (left: Ability, right: Ability) -> Bool { left.logits < right.logits }
}

extension SeededGenerator {
  /// A number from 0 inclusive to 1 exclusive.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
