import Foundation

/// The report of a run as lines of a table.
enum FuzzTable {
  static let header = line(
    ["format", "inputs", "accepted", "refused", "slowest ms", "at input", "peak MB", "failures"])

  /// The line of a format.
  static func row(_ format: String, _ tally: FuzzTally, failures: Int) -> String {
    let slowest = tally.slowestNanoseconds / 10_000
    return line([
      format, "\(tally.inputs)", "\(tally.accepted)", "\(tally.refused)",
      "\(slowest / 100).\(slowest % 100 / 10)\(slowest % 10)", "\(tally.slowestInput)",
      "\(tally.growthBytes >> 20)", "\(failures)",
    ])
  }

  private static func line(_ cells: [String]) -> String {
    cells.enumerated().map { position, cell in
      let space = String(repeating: " ", count: max(1, 12 - cell.count))
      return position == 0 ? cell + space : space + cell
    }.joined()
  }
}
