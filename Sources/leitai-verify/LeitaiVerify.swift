import ArgumentParser

/// Checks files with nothing but the files: no server, no network, no database.
@main
struct LeitaiVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leitai-verify",
    abstract: "Checks certificates and certified results offline. 离线核验证书与成绩文件。",
    discussion: """
      Exit status: 0 it holds, 5 it does as far as it could be checked, 1 it does not, 2 a file cannot \
      be read.
      """,
    subcommands: [
      VerifyCertificate.self, VerifyResults.self, CompareResults.self, UpdateTrust.self,
      PolicyTool.self,
    ])
}
