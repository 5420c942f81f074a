import Foundation

/// One figure, with what is promised of it.
struct Measurement: Equatable {
  /// Which of two values is the better one.
  enum Direction: String, Encodable {
    case higher, lower
  }

  let name: String
  let value: Double
  let unit: String
  /// The promise; absent where there is none.
  let must: Double?
  /// What we ourselves want; at least as good as `must`. Absent where there is nothing to reach.
  let aim: Double?
  let better: Direction

  init(
    _ name: String, _ value: Double, _ unit: String, must: Double? = nil, aim: Double? = nil,
    better: Direction
  ) {
    self.name = name
    self.value = value
    self.unit = unit
    self.must = must
    self.aim = aim
    self.better = better
  }

  /// Whether the value is at least as good as a goal.
  func reaches(_ goal: Double) -> Bool {
    switch better {
    case .higher: value >= goal
    case .lower: value <= goal
    }
  }
}

extension Measurement: Encodable {
  private enum CodingKeys: String, CodingKey { case name, value, unit, must, aim, better }

  /// An absent goal is `null`: every object has the same fields.
  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(value, forKey: .value)
    try fields.encode(unit, forKey: .unit)
    try fields.encode(must, forKey: .must)
    try fields.encode(aim, forKey: .aim)
    try fields.encode(better, forKey: .better)
  }

  /// An array of objects, in order.
  static func json(_ measurements: [Measurement]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(measurements), as: UTF8.self)
  }
}

extension Measurement {
  /// Columns of figures under a header; what misses its promise is marked.
  static func table(_ measurements: [Measurement]) -> String {
    let header = ["", "value", "must", "aim", "unit", ""]
    let rows = [header] + measurements.map(\.cells)
    let widths = header.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let line = row.indices.map { column in
        let room = String(repeating: " ", count: widths[column] - row[column].count)
        let isFigure = (1...3).contains(column)
        return isFigure ? room + row[column] : row[column] + room
      }.joined(separator: "  ")
      return String(line.reversed().drop(while: \.isWhitespace).reversed())
    }.joined(separator: "\n")
  }

  private var cells: [String] {
    let isMissed = must.map { !reaches($0) } ?? false
    let isShort = aim.map { !reaches($0) } ?? false
    return [
      name, Self.figure(value), must.map(goal) ?? "", aim.map(goal) ?? "", unit,
      isMissed ? "MISSED" : isShort ? "below the aim" : "",
    ]
  }

  private func goal(_ value: Double) -> String {
    (better == .higher ? "≥ " : "≤ ") + Self.figure(value)
  }

  /// Three significant digits, and every digit of what is larger: `0.0123`, `1.23`, `123,456`.
  static func figure(_ value: Double) -> String {
    let size = value.magnitude
    guard size < 100 else { return Int(value.rounded()).formatted(.number.locale(locale)) }
    let decimals = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
    return String(format: "%.\(decimals)f", value)
  }

  /// Whoever reads the table, the figures look the same.
  private static let locale = Locale(identifier: "en_US")
}
