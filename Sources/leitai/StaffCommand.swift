import ArgumentParser
import ContestAPI

/// `leitai staff`
struct StaffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: bothLanguages(zh: "工作人员", en: "Staff accounts"),
    subcommands: [Add.self])

  /// `leitai staff add`
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "新增工作人员", en: "Add a staff account"))

    @OptionGroup var global: GlobalOptions
    @Option(help: .both(zh: "用户名", en: "The user name"))
    var user: String
    @Option(help: .both(zh: "角色", en: "The role"))
    var role: Role
    @Flag(help: .both(zh: "从标准输入的第一行读密码", en: "Read the password from standard input"))
    var passwordStdin = false

    enum Role: String, CaseIterable, ExpressibleByArgument {
      case organizer, judge, auditor, admin
    }

    func validate() throws {
      guard passwordStdin else {
        throw ValidationError(
          bothLanguages(zh: "需要 --password-stdin", en: "--password-stdin is needed"))
      }
    }

    func run() async throws {
      let context = try global.context()
      let password = try Password.read(context.console)
      let account: Account = try await context.post(
        Path.staff, NewStaff(user: user, role: role.rawValue, password: password))
      try context.console.show(account) {
        [context.say(zh: "已新增：", en: "added: ") + $0.lines(context.say).joined()]
      }
    }
  }
}
