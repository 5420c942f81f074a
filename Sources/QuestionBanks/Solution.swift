package import Contests

/// What is right, by the kind of the question.
package enum Solution: Hashable, Sendable {
  /// The right options of a single, multiple or true/false question, by their position in
  /// `Question.options`; never empty.
  case choices(Choices)
  /// The accepted texts of each blank, neither list ever empty, and how they are compared.
  case blanks([[String]], BlankRule = .standard)
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
  /// The units that a response may have; absent where it is a number alone.
  package let units: AcceptedUnits?

  /// The greatest distance at which a response is still right, inclusive.
  package enum Tolerance: Hashable, Sendable {
    /// In the unit of the value; 0 or more.
    case absolute(ExactNumber)
    /// A share of the value's magnitude: 0.02 is 2 %; from 0 up to, not including, 1.
    case relative(ExactNumber)
  }

  package init(
    _ value: ExactNumber, tolerance: Tolerance = .absolute(.zero), units: AcceptedUnits? = nil
  ) {
    self.value = value
    self.tolerance = tolerance
    self.units = units
  }

  /// Whether a response is right: a number within the tolerance, in a unit where the key asks for
  /// one.
  package func accepts(_ response: some StringProtocol) -> Bool {
    guard let units else { return ExactNumber(response).map { accepts($0) } == true }
    guard let (number, unit) = KeyText.quantity(response) else { return false }
    guard !unit.isEmpty else { return units.isOptional && accepts(number) }
    return units.factor(of: unit).map { accepts(number, times: $0) } == true
  }

  /// Whether a number times a factor is within the tolerance, inclusive and without rounding.
  package func accepts(_ response: ExactNumber, times factor: ExactNumber = .one) -> Bool {
    // All in units of 10 to the -24th. What is beyond 10 to the 13th is beyond any key.
    let (product, isBeyond) = response.trillionths
      .multipliedReportingOverflow(by: factor.trillionths)
    let one = ExactNumber.one.trillionths
    guard !isBeyond, abs(product) / one < 10 * one * one else { return false }
    let distance = abs(product - value.trillionths * one)
    switch tolerance {
    case .absolute(let most): return distance <= most.trillionths * one
    case .relative(let share):
      return distance <= value.magnitude.trillionths * share.trillionths
    }
  }
}
