import Archives

/// What an item declares about one response: its type and what is right.
struct QTIResponse {
  let identifier: String
  let cardinality: String
  let baseType: String
  /// The values of the correct response, in order, without empty ones.
  let correct: [String]
  /// How many points each value gives, in the file's order.
  let mapping: [Entry]
  /// The line of the declaration.
  let line: Int
  private let points: [String: Double]
  private let defaultPoints: Double
  private let bounds: (lower: Double, upper: Double)

  struct Entry {
    let value: String
    let points: Double
    /// Said of the value or of all, not merely left to the standard's default.
    let isCaseSensitive: Bool
  }

  init(_ declaration: XMLElement) {
    identifier = declaration.qti("identifier") ?? ""
    cardinality = declaration.qti("cardinality") ?? "single"
    baseType = QTISpelling.camelCase(declaration.qti("baseType") ?? "")
    line = declaration.line
    let values = declaration.qtiFirst("correctResponse")?.qtiAll("value") ?? []
    correct = values.map(\.text.trimmed).filter { !$0.isEmpty }
    let table = declaration.qtiFirst("mapping")
    func number(_ element: XMLElement?, _ attribute: String) -> Double? {
      element?.qti(attribute).flatMap { Double($0.trimmed) }
    }
    mapping = (table?.qtiAll("mapEntry") ?? []).compactMap { entry in
      guard let value = entry.qti("mapKey")?.trimmed, !value.isEmpty else { return nil }
      return Entry(
        value: value, points: number(entry, "mappedValue") ?? 0,
        isCaseSensitive: (entry.qti("caseSensitive") ?? table?.qti("caseSensitive")) == "true")
    }
    points = Dictionary(mapping.map { ($0.value, $0.points) }) { first, _ in first }
    defaultPoints = number(table, "defaultValue") ?? 0
    bounds = (number(table, "lowerBound") ?? -.infinity, number(table, "upperBound") ?? .infinity)
  }

  var isNumeric: Bool { baseType == "float" || baseType == "integer" }

  /// The entries that give points, in the file's order.
  var paid: [Entry] { mapping.filter { $0.points > 0 } }

  /// The entries that give the most points, if any.
  var best: [Entry] {
    let most = paid.map(\.points).max()
    return paid.filter { $0.points == most }
  }

  /// Whether all answers that earn the most points must be written in the case that the file has.
  var isCaseSensitive: Bool { !best.isEmpty && best.allSatisfy(\.isCaseSensitive) }

  /// The points that a response of these values earns.
  func points(for values: [String]) -> Double {
    let sum = Set(values).reduce(0) { $0 + (points[$1] ?? defaultPoints) }
    return min(max(sum, bounds.lower), bounds.upper)
  }
}
