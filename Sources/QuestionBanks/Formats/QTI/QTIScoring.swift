import Archives

/// The response processing of an item, as far as it tells what is right.
struct QTIScoring {
  let rules: XMLElement?
  private let template: String
  /// The responses of which the mapping is used.
  private let mapped: Set<String>
  /// The values with which a condition compares a response, by response.
  private let constants: [String: [String]]

  init(_ item: XMLElement) {
    rules = item.qtiFirst("responseProcessing")
    // A name, or an address of which the last part is the name.
    template = (rules?.qti("template") ?? "").split(separator: "/").last.map(String.init) ?? ""
    let mapping = rules?.qtiOutermost { $0.qtiName == "mapResponse" } ?? []
    mapped = Set(mapping.compactMap { $0.qti("identifier") })
    let compared = (rules?.qtiAll("responseCondition") ?? []).compactMap(Self.comparison)
    constants = Dictionary(grouping: compared, by: \.response).mapValues { $0.map(\.value) }
  }

  var matchesCorrect: Bool {
    template.hasPrefix("match_correct") || template.hasPrefix("CC2_match")
  }

  var mapsResponses: Bool {
    (template.hasPrefix("map_response") || template.hasPrefix("CC2_map_response"))
      && !template.contains("point")
  }

  /// Whether the points of a response come from its mapping. They do when nothing is said.
  func usesMapping(of response: String) -> Bool {
    rules == nil || mapsResponses || mapped.contains(response)
  }

  /// The one value with which the response is compared, where a single condition does so.
  func constant(for response: String) -> String? {
    guard let values = constants[response], values.count == 1 else { return nil }
    return values[0]
  }

  /// What a plain condition, without further branches, compares and pays for.
  private static func comparison(
    _ condition: XMLElement
  ) -> (response: String, value: String)? {
    guard condition.qtiFirst("responseElseIf") == nil,
      let branch = condition.qtiFirst("responseIf"), let test = branch.elements.first,
      ["match", "equal", "stringMatch"].contains(test.qtiName),
      test.qti("substring") != "true", test.elements.count == 2,
      let response = test.qtiFirst("variable")?.qti("identifier"),
      let value = test.qtiFirst("baseValue")?.text.trimmed, !value.isEmpty,
      branch.qtiAll("setOutcomeValue").contains(where: paysConstant)
    else { return nil }
    return (response, value)
  }

  private static func paysConstant(_ rule: XMLElement) -> Bool {
    guard let value = rule.elements.first, value.qtiName == "baseValue" else { return false }
    return (Double(value.text.trimmed) ?? 0) > 0
  }

  private static func isVariable(_ element: XMLElement, _ response: String) -> Bool {
    element.qtiName == "variable" && element.qti("identifier") == response
  }

  /// How near a number must come: the test of equality that names the response and a tolerance.
  func tolerantTest(of response: String) -> XMLElement? {
    let tests = rules?.qtiOutermost { element in
      element.qtiName == "equal" && (element.qti("toleranceMode") ?? "exact") != "exact"
        && element.elements.contains { Self.isVariable($0, response) }
        && element.elements.contains { ["correct", "baseValue"].contains($0.qtiName) }
    }
    return tests?.first
  }

  /// The first rule that is not understood; a question is imported without it.
  var firstUnread: XMLElement? {
    rules?.qtiOutermost { !Self.known.contains($0.qtiName) }.first
  }

  private static let known: Set<String> = [
    "responseCondition", "responseIf", "responseElseIf", "responseElse", "setOutcomeValue",
    "baseValue", "variable", "correct", "default", "mapResponse", "match", "equal", "stringMatch",
    "isNull", "isNotNull", "not", "and", "or", "gt", "gte", "lt", "lte", "sum", "multiple",
    "ordered", "null", "product", "responseProcessingFragment", "exitResponse",
  ]
}
