import ContestAPI
import Foundation

/// What a report says of one person, unit or team, as cases from which `leitai policy try` decides
/// again on any machine.
struct EligibilityCases {
  /// YAML.
  let text: String

  /// The facts of one outcome on record; absent where they were not kept. What else its pack grants is not
  /// known here, so that the case expects nothing and is only decided again.
  init?(_ detail: OutcomeDetail, in contest: String) {
    guard let facts = detail.facts else { return nil }
    let outcome = detail.outcome
    let lines = [
      "# \(outcome.pack) \(detail.packVersion)  SHA-256 \(detail.packHash)",
      "pack: \(outcome.pack)", "cases:", "  - name: \(contest) \(outcome.number) \(outcome.rule)",
      "    with: \(facts)",
    ]
    text = lines.joined(separator: "\n") + "\n"
  }

  /// - Parameter pack: of which pack; absent where there is only one.
  /// - Throws: `CommandFailure.usage` when nobody was asked for, or several packs judge.
  init(_ report: EligibilityReport, pack: String?, _ say: Language) throws(CommandFailure) {
    let judged = report.decisions.filter { pack == nil || $0.pack == pack }
    guard let first = judged.first else {
      throw .usage(
        say(
          zh: "没有可保存的决定；用 --contestant、--unit 或 --team 指定一个",
          en: "no decisions to save; name a --contestant, --unit or --team"))
    }
    let packs = Set(judged.map(\.pack)).sorted()
    guard packs.count == 1 else {
      throw .usage(
        say(
          zh: "用 --pack 指定一个政策包：\(packs.joined(separator: "、"))",
          en: "name one --pack of \(packs.joined(separator: ", "))"))
    }
    var lines = [
      "# \(first.pack) \(first.packVersion)  SHA-256 \(first.packHash)", "pack: \(first.pack)",
      "cases:",
    ]
    for snapshot in report.snapshots {
      let decisions = judged.filter { $0.factsHash == snapshot.hash }
      guard let one = decisions.first else { continue }
      func rules(_ verdict: String) -> String {
        "[\(decisions.filter { $0.verdict == verdict }.map(\.rule).joined(separator: ", "))]"
      }
      lines += [
        "  - name: \(one.contestant) \(one.stage)", "    # SHA-256 \(one.digest)",
        "    with: \(snapshot.facts)", "    expect: \(rules("met"))",
        "    awaiting: \(rules("awaiting"))",
      ]
    }
    text = lines.joined(separator: "\n") + "\n"
  }
}
