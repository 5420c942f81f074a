import ArgumentParser
import Certification
import Contests
import Foundation

/// Looks at a policy pack and its cases, with nothing but the files.
struct PolicyTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Check policy packs and try them on cases. 检查并试算政策包。",
    subcommands: [CheckPolicy.self, TryPolicy.self])
}

struct CheckPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a policy pack. 检查政策包。")

  @Argument(help: "The pack.")
  var pack: String

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let language = options.language
    let read = try options.policyPack(pack)
    let rules = read.rules.map { rule in
      let (title, outcome) = (rule.title.text(in: language), rule.outcomeSentence(in: language))
      return "  \(rule.id)  \(title)" + (language == .zhHans ? "：" : ": ") + outcome
    }
    let warnings = PolicyCheck(read).warnings
    let headline = LocalizedText(
      zhHans: "✓ \(pack)：\(read.title.text(in: .zhHans))，第 \(read.version) 版，"
        + "\(read.rules.count) 条规则" + (warnings.isEmpty ? "" : "，\(warnings.count) 处提醒"),
      en: "✓ \(pack): \(read.title.text(in: .en)), version \(read.version), "
        + counted(read.rules.count, "rule")
        + (warnings.isEmpty ? "" : ", " + counted(warnings.count, "warning")))
    try options.finish(
      Verdict(
        holds: true, code: "valid",
        lines: [headline.text(in: language)] + options.lines(pack, warnings) + rules
          + ["  SHA-256 \(read.hash)"]))
  }
}

struct TryPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "Try a policy pack on cases. 用案例试算政策包。")

  @Argument(help: "The pack.")
  var pack: String

  @Option(name: .customLong("case"), help: "The cases.")
  var cases: String

  @Flag(help: "Explain every decision of every case, not only what came out otherwise.")
  var explain = false

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let read = try options.policyPack(pack)
    let trial = PolicyTrial(of: read, on: try policyCases(for: read))
    try options.finish(
      Verdict(
        holds: trial.holds, code: trial.holds ? "valid" : "cases-differ",
        lines: trial.lines(explain: explain, in: options.language)))
  }

  private func policyCases(for pack: PolicyPack) throws -> PolicyCases {
    let text = String(decoding: try options.read(cases), as: UTF8.self)
    let read: PolicyCases
    do throws(DeclarationRefused) {
      read = try PolicyCases(text: text)
    } catch {
      try options.refuse(cases, error.findings)
    }
    if let named = read.pack, named != pack.id {
      throw options.unreadable(
        cases,
        LocalizedText(
          zhHans: "案例属于政策包 \(named)，不是 \(pack.id)",
          en: "the cases are of \(named), not of \(pack.id)"
        ))
    }
    return read
  }
}

extension VerifyOptions {
  /// - Throws: after saying everything that is wrong with the pack.
  fileprivate func policyPack(_ path: String) throws -> PolicyPack {
    let text = String(decoding: try read(path), as: UTF8.self)
    let pack: PolicyPack
    do throws(DeclarationRefused) {
      pack = try PolicyPack(text: text)
    } catch {
      try refuse(path, error.findings)
    }
    let check = PolicyCheck(pack)
    let findings = check.findings
    if !findings.isEmpty { try refuse(path, findings, check.warnings) }
    return pack
  }

  /// Says every finding with its place, and leaves.
  fileprivate func refuse(
    _ path: String, _ findings: [DeclarationFinding], _ warnings: [PolicyCheck.Warning] = []
  ) throws -> Never {
    let language = language
    let headline = LocalizedText(
      zhHans: "✗ \(path)：\(findings.count) 处错误",
      en: "✗ \(path): " + counted(findings.count, "error"))
    let errors = findings.map { finding in
      "  \(place(path, finding.line, finding.column))  \(finding.field)  \(finding.code)  "
        + finding.sentence(in: language)
    }
    try finish(
      Verdict(
        holds: false, code: "declaration-refused",
        lines: [headline.text(in: language)] + errors + lines(path, warnings)))
  }

  /// One line for each warning, which `!` marks.
  fileprivate func lines(_ path: String, _ warnings: [PolicyCheck.Warning]) -> [String] {
    warnings.map { warning in
      "! \(place(path, warning.line, warning.column))  \(warning.field)  \(warning.code)  "
        + warning.text.text(in: language)
    }
  }

  /// `pack.yaml:12:5`.
  private func place(_ path: String, _ line: Int?, _ column: Int?) -> String {
    ([path] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":")
  }
}

extension PolicyTrial {
  fileprivate func lines(explain: Bool, in language: Language) -> [String] {
    func say(_ zhHans: String, _ en: String) -> String {
      LocalizedText(zhHans: zhHans, en: en).text(in: language)
    }
    var lines: [String] = []
    for (index, outcome) in cases.enumerated() {
      let name = outcome.case.name ?? say("案例 \(index + 1)", "case \(index + 1)")
      let place = outcome.case.line.map { say("（第 \($0) 行）", " (line \($0))") } ?? ""
      let isOnlyDecided = !outcome.case.expectsSomething
      if !outcome.holds || explain || isOnlyDecided {
        let mark = isOnlyDecided ? "·" : outcome.holds ? "✓" : "✗"
        lines.append("\(mark) \(name)\(place)")
      }
      for (expected, decision) in outcome.absent {
        let wanted =
          expected.level.map { "\(expected.rule) \($0.name)" } ?? expected.rule.description
        guard let decision else {
          lines.append("  " + say("没有规则 \(wanted)", "there is no rule \(wanted)"))
          continue
        }
        lines.append("  " + say("应符合 \(wanted)：", "\(wanted) should be met:"))
        lines += decision.explanation(in: language).map { "    " + $0 }
      }
      for decision in outcome.unexpected {
        lines.append(
          "  " + say("不应符合 \(decision.source.rule)：", "\(decision.source.rule) should not be met:"))
        lines += decision.explanation(in: language).map { "    " + $0 }
      }
      if explain || isOnlyDecided {
        for decision in outcome.decisions {
          lines += decision.explanation(in: language).map { "    " + $0 }
        }
        if let digest = outcome.decisions.first?.digest {
          lines.append("  SHA-256 \(digest.hexadecimal)")
        }
      }
    }
    let expecting = cases.count(where: \.case.expectsSomething)
    guard expecting > 0 else { return lines }
    lines += coverage.flatMap { $0.lines(in: language) }
    lines += gateLimits.flatMap { limit in
      limit.lines(of: limit.gate.map { say("门槛 \($0)", "gate \($0)") } ?? "", in: language)
    }
    let failed = cases.count { !$0.holds }
    lines.append(
      failed == 0
        ? say(
          "✓ \(expecting) 个案例全部相符",
          expecting == 1
            ? "✓ the case comes out as it should"
            : "✓ all \(expecting) cases come out as they should")
        : say(
          "✗ \(expecting) 个案例中 \(failed) 个不符",
          "✗ \(failed) of \(counted(expecting, "case")) \(failed == 1 ? "comes" : "come") "
            + "out otherwise"))
    return lines
  }
}

extension PolicyTrial.Coverage {
  /// What no case shows of the rule, and of each limit that is its own.
  fileprivate func lines(in language: Language) -> [String] {
    let isZh = language == .zhHans
    var lines: [String] = []
    // A limit that no case is within says it more exactly.
    if met == 0, limits.allSatisfy({ $0.met > 0 }) {
      lines.append(isZh ? "  ! \(rule)：没有案例符合" : "  ! \(rule): no case meets it")
    }
    if missedByOne == 0, limits.isEmpty {
      lines.append(isZh ? "  ! \(rule)：没有案例恰好不符合" : "  ! \(rule): no case just misses it")
    }
    return lines + limits.flatMap { $0.lines(of: rule.text, in: language) }
  }
}

extension PolicyTrial.Limit {
  /// What no case shows of the limit.
  fileprivate func lines(of owner: String, in language: Language) -> [String] {
    let isZh = language == .zhHans
    let what: String
    if met == 0 {
      what = isZh ? "没有案例在此范围内" : "no case is within it"
    } else if missedAlone == 0 {
      what = isZh ? "没有案例只差这一项" : "no case is just outside, missing this alone"
    } else {
      return []
    }
    let (title, required) = (title.text(in: language), required.text(in: language))
    return [
      isZh
        ? "  ! \(owner) \(title)（要求\(required)）：\(what)"
        : "  ! \(owner), \(title) (required: \(required)): \(what)"
    ]
  }
}
