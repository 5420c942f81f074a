extension Solution {
  /// Whether answers are compared as every format has it: blanks in their order and without regard
  /// to case, numbers without units.
  var hasPlainComparison: Bool {
    switch self {
    case .blanks(_, let rule): rule == .standard
    case .number(let key): key.units == nil
    case .choices, .order, .matches: true
    }
  }
}
