import ArgumentParser
import Foundation

/// Starts the program and says how it ended.
@main
enum Program {
  static func main() async {
    do {
      var command = try await Leitai.asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      // Where JSON is wanted a refusal is JSON as well; the sentence goes to standard error anyway.
      let console = Console(say: .ofProcess, isJSON: CommandLine.arguments.contains("--json"))
      if console.isJSON, let refusal = failure.refusal { try? console.printJSON(refusal) }
      for (index, line) in failure.lines(.ofProcess).enumerated() {
        console.notice(index == 0 ? "leitai: \(line)" : line)
      }
      exit(failure.status.rawValue)
    } catch {
      Leitai.exit(withError: error)
    }
  }
}

/// The root command: everything is done by its subcommands.
struct Leitai: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitai",
    abstract: bothLanguages(zh: "擂台：从题库到证书的技能竞赛", en: "Skills contests, from bank to certificate"),
    discussion: bothLanguages(
      zh: """
        退出码：
          0   完成
          1   服务器拒绝，或结果是否定的（导入有错误、核验不通过）
          2   用法不对，或本地文件读写不了（参数写错时为 64）
          3   没有登录，或没有权限（401、403）
          4   连不上服务器，或重试之后服务器仍忙
          5   没有发现问题，但有些项目无从核对（certificate、results、receipt verify）

        环境变量：LEITAI_SERVER 服务器，LEITAI_PROFILE 用哪一份登录，
        LEITAI_HOME 登录、作答日志、回执和受信公钥存放的文件夹（默认 ~/.config/leitai）。
        """,
      en: """
        Exit codes:
          0   done
          1   refused by the server, or a negative finding
              (import errors, failed verification)
          2   wrong use, or a local file that cannot be read or written
              (64 for wrong arguments)
          3   not signed in, or not allowed (401, 403)
          4   the server is unreachable, or still busy after retries
          5   nothing is wrong, but not everything could be checked
              (certificate verify, results verify, receipt verify)

        Environment: LEITAI_SERVER the server, LEITAI_PROFILE which sign-in to use,
        LEITAI_HOME the folder of sign-ins, journals, receipts and trusted keys
        (default ~/.config/leitai).
        """),
    version: "1.0.0",
    subcommands: [
      LoginCommand.self, LogoutCommand.self, WhoAmICommand.self, StaffCommand.self,
      BankCommand.self, BlueprintCommand.self, ContestCommand.self, RosterCommand.self,
      PlayCommand.self, ReviewCommand.self, ReceiptCommand.self, AttemptCommand.self,
      ScoreCommand.self, ContestantCommand.self, RankingsCommand.self, RollupsCommand.self,
      HeadcountCommand.self, QuestionCommand.self, AppealCommand.self, ShortlistCommand.self,
      ResultsCommand.self, RecordsCommand.self, AuditCommand.self,
      EligibilityCommand.self, PolicyCommand.self, AchievementCommand.self, IssuerCommand.self,
      ObjectionCommand.self, OutcomeCommand.self, CertificateCommand.self, SigningKeyCommand.self,
    ])
}
