import ArgumentParser
import Contests
import Foundation
import Scoring

struct VerifyResults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Compute certified results again from their answers. 由作答重新计算成绩。")

  @Argument(help: "The certified results.")
  var file: String

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let document: (results: CertifiedResults, claimedHash: String)
    do {
      document = try CertifiedResults.read(document: try options.read(file))
    } catch let code as ExitCode {
      throw code
    } catch {
      throw options.unreadable(
        file, LocalizedText(zhHans: "不是成绩文件", en: "not a file of certified results"))
    }
    let audit = ResultsAudit(document.results, claimedHash: document.claimedHash)
    try options.finish(verdict(audit, document.results))
  }

  private func verdict(_ audit: ResultsAudit, _ results: CertifiedResults) -> Verdict {
    let language = options.language
    let judges = results.judges.joined(separator: ", ")
    let at = results.zone.text(of: results.certifiedAt)
    let head = [
      LocalizedText(
        zhHans: "\(results.path) 第 \(results.version) 版，\(judges) 于 \(at) 确认",
        en: "\(results.path), version \(results.version), certified by \(judges) at \(at)"),
      LocalizedText(
        zhHans: "重新评阅 \(audit.attempts) 份答卷，重排 \(results.entries.count) 人",
        en: "marked \(audit.attempts) attempts and ranked \(results.entries.count) people again"),
    ].map { $0.text(in: language) }
    guard let first = audit.findings.first else {
      let fine = LocalizedText(
        zhHans: "✓ 每一分、每一个名次和摘要都相符：\(results.hash)",
        en: "✓ every mark, every rank and the hash agree: \(results.hash)")
      return Verdict(holds: true, code: "valid", lines: head + [fine.text(in: language)])
    }
    let headline = LocalizedText(
      zhHans: "✗ \(audit.findings.count) 处不符", en: "✗ \(audit.findings.count) disagreements")
    let shown = audit.findings.prefix(20).map { finding in
      let words = LocalizedText(
        zhHans: "文件为 \(finding.claimed)，重算为 \(finding.computed)",
        en: "the file says \(finding.claimed), computed \(finding.computed)")
      return "  \(finding.code)  \(finding.subject)  \(words.text(in: language))"
    }
    return Verdict(
      holds: false, code: first.code, lines: head + [headline.text(in: language)] + shown)
  }
}
