/// A small plan of known lines, of which a test spoils one or several.
struct PlanText {
  private var lines = [
    "contest: cup",
    "title: { zh-Hans: 杯赛, en: The cup }",
    "tier: city",
    "timezone: Asia/Shanghai",
    "hosts: [320300]",
    "events:",
    "  - id: fitter",
    "    title: 机修钳工",
    "    occupation: 6-31-01-02",
    "    bank: fitter",
    "    stages:",
    "      - id: practice",
    "        window: 2025-04-01T00:00/2025-06-01T00:00",
    "        paper: { draw: 5, points: 20 }",
    "        time: 5m",
    "        tries: { per-day: 3 }",
    "        ties: { ranks: shared, cut: all-in }",
    "        cut: { per-city: 20, per-unit: 5 }",
    "        policies: [completion]",
    "        feedback: score",
  ]

  /// Lines that are replaced, by their 1-based numbers; an empty text takes the line out without
  /// moving the others.
  init(replacing replacements: [Int: String] = [:]) {
    for (number, line) in replacements { lines[number - 1] = line }
  }

  var text: String { lines.joined(separator: "\n") + "\n" }
}
