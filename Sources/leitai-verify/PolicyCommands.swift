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
      "  \(rule.id)  \(rule.title.text(in: language)): \(rule.outcome.sentence(in: language))"
    }
    let headline = LocalizedText(
      zhHans:
        "✓ \(pack)：\(read.title.text(in: .zhHans))，第 \(read.version) 版，\(read.rules.count) 条规则",
      en: "✓ \(pack): \(read.title.text(in: .en)), version \(read.version), "
        + "\(read.rules.count) rules")
    try options.finish(
      Verdict(
        holds: true, code: "valid",
        lines: [headline.text(in: language)] + rules + ["  SHA-256 \(read.hash)"]))
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
    let findings = PolicyCheck(pack).findings
    if !findings.isEmpty { try refuse(path, findings) }
    return pack
  }

  /// Says every finding with its place, and leaves.
  fileprivate func refuse(_ path: String, _ findings: [DeclarationFinding]) throws -> Never {
    let language = language
    let headline = LocalizedText(
      zhHans: "✗ \(path)：\(findings.count) 处错误", en: "✗ \(path): \(findings.count) errors")
    try finish(
      Verdict(
        holds: false, code: "declaration-refused",
        lines: [headline.text(in: language)]
          + findings.map { finding in
            let place = [finding.line, finding.column].compactMap { $0.map(String.init) }
            let source = ([path] + place).joined(separator: ":")
            return "  \(source)  \(finding.field)  \(finding.code)  "
              + finding.sentence(in: language)
          }))
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
      if !outcome.holds || explain {
        lines.append("\(outcome.holds ? "✓" : "✗") \(name)\(place)")
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
      if explain {
        for decision in outcome.decisions {
          lines += decision.explanation(in: language).map { "    " + $0 }
        }
        if let digest = outcome.decisions.first?.digest {
          lines.append("  SHA-256 \(digest.hexadecimal)")
        }
      }
    }
    for rule in coverage where rule.met == 0 || rule.missedByOne == 0 {
      let what =
        rule.met == 0
        ? say("没有案例符合", "no case meets it") : say("没有案例恰好不符合", "no case just misses it")
      lines.append("  ! \(rule.rule): \(what)")
    }
    let failed = cases.count { !$0.holds }
    lines.append(
      failed == 0
        ? say("✓ \(cases.count) 个案例全部相符", "✓ all \(cases.count) cases come out as they should")
        : say(
          "✗ \(cases.count) 个案例中 \(failed) 个不符",
          "✗ \(failed) of \(cases.count) cases come out otherwise"))
    return lines
  }
}
