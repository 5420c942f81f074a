package import Contests

/// What is right, by the kind of the question.
package enum Solution: Hashable, Sendable {
  /// The right options of a single, multiple or true/false question, by their position in
  /// `Question.options`; never empty.
  case choices(Choices)
  /// The accepted texts of each blank; neither list is ever empty.
  case blanks([[String]])
  case number(NumericKey)
  /// The positions of all options in the right order.
  case order([Int])
  /// For each premise the position of the option that belongs to it.
  case matches([Int])
}

/// A number and how far from it a response may be.
package struct NumericKey: Hashable, Sendable {
  package let value: ExactNumber
  package let tolerance: Tolerance

  /// The greatest distance at which a response is still right, inclusive.
  package enum Tolerance: Hashable, Sendable {
    /// In the unit of the value; 0 or more.
    case absolute(ExactNumber)
    /// A share of the value's magnitude: 0.02 is 2 %; from 0 up to, not including, 1.
    case relative(ExactNumber)
  }

  package init(_ value: ExactNumber, tolerance: Tolerance = .absolute(.zero)) {
    self.value = value
    self.tolerance = tolerance
  }

  /// Whether a response is within the tolerance.
  package func accepts(_ response: ExactNumber) -> Bool {
    let distance = abs(response.trillionths - value.trillionths)
    switch tolerance {
    case .absolute(let most): return distance <= most.trillionths
    case .relative(let share):
      // Both sides times 10 to the 12th: below 10 to the 36th, which 128 bits hold.
      let most = value.magnitude.trillionths * share.trillionths
      return distance * 1_000_000_000_000 <= most
    }
  }
}
