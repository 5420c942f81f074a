import ArgumentParser
import AttemptRecords
import Contests
import Scoring

struct VerifyResults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results",
    abstract: "Compute certified results again from their answers. 由作答重新计算成绩。",
    discussion: """
      Exit codes: 0 they hold, 1 they do not, 2 a file cannot be used, 5 nothing is wrong, but not \
      everything could be checked: without --signer nobody vouches for the key that the file names, \
      and scores of an earlier stage are taken as given without its results.
      """)

  @Argument(help: "The certified results.")
  var file: String

  @Option(help: "The public key that must have signed, 64 hexadecimal digits. 应由此公钥签名。")
  var signer: String?

  @Option(help: "A key that this machine saw earlier, repeatable. 本机先前见到的公钥。")
  var seen: [String] = []

  @Option(help: "Results of an earlier stage that count in these, repeatable. 计入成绩的先前阶段的成绩文件。")
  var with: [String] = []

  @OptionGroup var options: VerifyOptions

  private var signerKey: ReceiptPublicKey? {
    signer.flatMap([UInt8].init(hexadecimal:)).flatMap(ReceiptPublicKey.init(bytes:))
  }

  func validate() throws {
    if signer != nil, signerKey == nil {
      throw ValidationError("--signer is an Ed25519 public key, 64 hexadecimal digits")
    }
  }

  func run() throws {
    let file = try ResultsFile(file, options)
    let earlier = try with.map { try ResultsFile($0, options) }
    for one in earlier where !([file] + earlier).contains(where: one.counts) {
      throw options.unreadable(
        one.path,
        LocalizedText(
          zhHans: "\(one.results.path) 的得分不计入所核验的成绩",
          en: "no score of \(one.results.path) counts in the results"))
    }
    var (lines, checks): ([String], [Verdict.Check]) = ([], [])
    for one in [file] + earlier {
      let found = try one.examine(
        by: TrustedSigners(given: signerKey, seen: Set(seen)), with: earlier)
      lines += found.lines
      checks += found.checks
    }
    try options.finish(verdict(checks, lines))
  }

  private func verdict(_ checks: [Verdict.Check], _ lines: [String]) -> Verdict {
    let isInFull = checks.allSatisfy { $0.outcome == "good" }
    let wrong = checks.first { $0.outcome == "bad" }
    var verdict = Verdict(
      holds: isInFull, code: wrong?.code ?? (isInFull ? "valid" : "valid-in-part"), lines: lines)
    verdict.checks = checks
    if wrong == nil, !isInFull {
      let rest = LocalizedText(
        zhHans: "没有发现问题，但有未能核对的项目 [valid-in-part]",
        en: "nothing is wrong, but not everything was checked [valid-in-part]")
      verdict.lines.append(rest.text(in: options.language))
    }
    return verdict
  }
}
