import Archives

/// The outcomes of an item for the right response, which tell the feedback that goes with it.
///
/// Only what items commonly use is worked out. What depends on anything else stays unknown, and
/// feedback that depends on an unknown outcome is not taken.
struct QTIOutcomes {
  private enum Value: Equatable {
    case unknown, null
    case values([String])

    static func truth(_ isTrue: Bool) -> Value { .values([isTrue ? "true" : "false"]) }
    static func number(_ number: Double) -> Value { .values(["\(number)"]) }

    var truth: Bool? {
      switch self {
      case .values(["true"]): true
      case .values(["false"]): false
      case .null: false
      case .unknown, .values: nil
      }
    }

    var number: Double? {
      if case .values(let values) = self, values.count == 1 { Double(values[0]) } else { nil }
    }
  }

  /// Longer values are not worked out: each rule may compare them anew.
  private static let mostValues = 64

  private var outcomes: [String: Value] = [:]
  private let responses: [String: (declared: QTIResponse, value: Value)]
  private var hasEnded = false

  /// - Parameter right: the values that are right, by response.
  init(
    _ item: XMLElement, scoring: QTIScoring, responses declared: [QTIResponse],
    right: [String: [String]]
  ) {
    responses = Dictionary(
      declared.map { response in
        let values = right[response.identifier] ?? []
        let isKnown = !values.isEmpty && values.count <= Self.mostValues
        return (response.identifier, (response, isKnown ? .values(values) : .unknown))
      }
    ) { first, _ in first }
    for outcome in item.qtiAll("outcomeDeclaration") {
      guard let name = outcome.qti("identifier") else { continue }
      let given = outcome.qtiFirst("defaultValue")?.qtiAll("value").map(\.text.trimmed) ?? []
      let isNumber = ["float", "integer"].contains(outcome.qti("baseType"))
      switch given.count {
      case 0: outcomes[name] = isNumber ? .number(0) : .null
      case ...Self.mostValues: outcomes[name] = .values(given)
      default: outcomes[name] = .unknown
      }
    }
    if scoring.matchesCorrect {
      outcomes["SCORE"] = .number(1)
    } else if scoring.mapsResponses {
      outcomes["SCORE"] = points(for: "RESPONSE")
    } else if let rules = scoring.rules {
      run(rules.elements)
    }
  }

  /// Whether feedback is shown to somebody who gave the right response.
  func shows(_ feedback: XMLElement) -> Bool {
    guard let outcome = feedback.qti("outcomeIdentifier"),
      let identifier = feedback.qti("identifier")
    else { return false }
    let isNamed: Bool
    switch outcomes[outcome] {
    case .values(let values): isNamed = values.contains(identifier)
    case .null: isNamed = false
    case .unknown, nil: return false
    }
    return (feedback.qti("showHide") ?? "show") == "show" ? isNamed : !isNamed
  }

  private mutating func run(_ rules: [XMLElement]) {
    for rule in rules where !hasEnded {
      switch rule.qtiName {
      case "setOutcomeValue":
        guard let name = rule.qti("identifier") else { continue }
        outcomes[name] = rule.elements.first.map { value($0) } ?? .null
      case "responseCondition": decide(rule)
      case "responseProcessingFragment": run(rule.elements)
      case "exitResponse": hasEnded = true
      default: forget(rule)
      }
    }
  }

  private mutating func decide(_ condition: XMLElement) {
    for branch in condition.elements {
      guard branch.qtiName != "responseElse" else { return run(branch.elements) }
      guard let test = branch.elements.first, let holds = value(test).truth else {
        return forget(condition)
      }
      if holds { return run(Array(branch.elements.dropFirst())) }
    }
  }

  /// The outcomes that rules might set are unknown from here on.
  private mutating func forget(_ rules: XMLElement) {
    let setters: Set<String> = ["setOutcomeValue", "lookupOutcomeValue"]
    let found = rules.qtiOutermost { setters.contains($0.qtiName) }
    for rule in [rules] + found where setters.contains(rule.qtiName) {
      if let name = rule.qti("identifier") { outcomes[name] = .unknown }
    }
  }

  private func points(for response: String) -> Value {
    guard let (declared, value) = responses[response], case .values(let values) = value,
      !declared.mapping.isEmpty
    else { return .unknown }
    return .number(declared.points(for: values))
  }

  private func value(_ expression: XMLElement) -> Value {
    let identifier = expression.qti("identifier") ?? ""
    switch expression.qtiName {
    case "baseValue": return .values([expression.text.trimmed])
    case "null": return .null
    case "variable": return responses[identifier]?.value ?? outcomes[identifier] ?? .unknown
    case "correct": return responses[identifier]?.value ?? .unknown
    case "mapResponse": return points(for: identifier)
    default: return combined(expression.qtiName, expression.elements.map { value($0) })
    }
  }

  private func combined(_ name: String, _ parts: [Value]) -> Value {
    guard !parts.contains(.unknown), let first = parts.first else { return .unknown }
    switch name {
    case "isNull": return .truth(first == .null)
    case "isNotNull": return .truth(first != .null)
    case "not": return first.truth.map { .truth(!$0) } ?? .unknown
    case "and": return .truth(parts.allSatisfy { $0.truth == true })
    case "or": return .truth(parts.contains { $0.truth == true })
    case "sum", "product":
      let numbers = parts.compactMap(\.number)
      guard numbers.count == parts.count else { return .unknown }
      return .number(name == "sum" ? numbers.reduce(0, +) : numbers.reduce(1, *))
    case "multiple", "ordered":
      let all: [String] = parts.flatMap { part -> [String] in
        if case .values(let values) = part { values } else { [] }
      }
      return all.count <= Self.mostValues ? .values(all) : .unknown
    default:
      guard parts.count == 2 else { return .unknown }
      return compared(name, parts[0], parts[1])
    }
  }

  private func compared(_ name: String, _ left: Value, _ right: Value) -> Value {
    guard left != .null, right != .null else { return .null }
    let numbers = left.number.flatMap { left in right.number.map { (left, $0) } }
    switch name {
    case "match", "equal", "stringMatch":
      if let numbers { return .truth(numbers.0 == numbers.1) }
      guard case .values(let left) = left, case .values(let right) = right else { return .unknown }
      return .truth(left == right)
    case "gt": return numbers.map { .truth($0.0 > $0.1) } ?? .unknown
    case "gte": return numbers.map { .truth($0.0 >= $0.1) } ?? .unknown
    case "lt": return numbers.map { .truth($0.0 < $0.1) } ?? .unknown
    case "lte": return numbers.map { .truth($0.0 <= $0.1) } ?? .unknown
    default: return .unknown
    }
  }
}
