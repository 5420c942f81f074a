import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

/// `leitai login`
struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: bothLanguages(zh: "登录：选手用准考证号，工作人员用户名", en: "Sign in, as contestant or as staff"))

  @OptionGroup var global: GlobalOptions
  @Option(help: .both(zh: "准考证号", en: "The admission number"))
  var admission: String?
  @Option(help: .both(zh: "登录码", en: "The access code"))
  var code: String?
  @Option(help: .both(zh: "工作人员的用户名", en: "A staff member's user name"))
  var user: String?
  @Flag(help: .both(zh: "从标准输入的第一行读密码", en: "Read the password from standard input"))
  var passwordStdin = false

  func validate() throws {
    let contestant = admission != nil && code != nil && user == nil && !passwordStdin
    let staff = admission == nil && code == nil && user != nil && passwordStdin
    guard contestant || staff else {
      throw ValidationError(
        bothLanguages(
          zh: "用 --admission 和 --code，或者用 --user 和 --password-stdin",
          en: "give --admission and --code, or --user and --password-stdin"))
    }
  }

  func run() async throws {
    let context = try global.context()
    let signedIn: SignedIn =
      if let admission, let code {
        try await context.post(
          Path.contestantSignIn, ContestantSignIn(admission: admission, code: code))
      } else {
        try await context.post(
          Path.staffSignIn,
          StaffSignIn(user: user ?? "", password: try Password.read(context.console)))
      }
    try context.sessions.save(
      SavedSession(
        server: context.client.server, token: signedIn.token, account: signedIn.account,
        expiresAt: signedIn.expiresAt))
    try context.console.show(signedIn) {
      let until = $0.expiresAt.dayAndTime(in: .current)
      return [
        context.say(
          zh: "已登录 \(context.client.server)，有效至 \(until)",
          en: "signed in at \(context.client.server) until \(until)")
      ] + $0.account.lines(context.say)
    }
  }
}

/// `leitai logout`
struct LogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: bothLanguages(zh: "退出登录", en: "Sign out"))

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let context = try global.context()
    let client = try context.signedIn()
    // Whatever the server says, this machine forgets the token.
    guard context.sessions.remove() else {
      throw CommandFailure.usage(context.say(zh: "本来就没有登录", en: "nobody was signed in"))
    }
    let account: Account
    do throws(ContestClient.Failure) {
      account = try await client.post(Path.signOut, NoContent())
    } catch .refused(401, _) {
      return context.console.notice(
        context.say(zh: "登录早已失效", en: "the sign-in had ended before"))
    } catch {
      throw CommandFailure.server(error, server: client.server)
    }
    try context.console.show(account) {
      [context.say(zh: "已退出：", en: "signed out: ") + $0.lines(context.say).joined()]
    }
  }
}

/// `leitai whoami`
struct WhoAmICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami", abstract: bothLanguages(zh: "现在登录的是谁", en: "Who is signed in"))

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let context = try global.context()
    let account: Account = try await context.get(Path.me)
    try context.console.show(account) { $0.lines(context.say) }
  }
}

extension Account {
  /// Who it is, in one line, and for a contestant where.
  func lines(_ say: Language) -> [String] {
    let place = [contest, event].compactMap(\.self).joined(separator: "/")
    return [
      "\(name)  \(Self.title(ofRole: role, say))" + (place.isEmpty ? "" : "  \(place)")
    ]
  }

  private static func title(ofRole role: String, _ say: Language) -> String {
    switch role {
    case "contestant": say(zh: "选手", en: "contestant")
    case "organizer": say(zh: "组织者", en: "organizer")
    case "judge": say(zh: "裁判", en: "judge")
    case "auditor": say(zh: "审计", en: "auditor")
    case "admin": say(zh: "管理员", en: "admin")
    default: role
    }
  }
}

/// A password from standard input.
enum Password {
  /// The first line; a person who types it is asked for it and does not see it.
  ///
  /// - Throws: `CommandFailure.usage` when there is none.
  static func read(_ console: Console) throws(CommandFailure) -> String {
    var shown = termios()
    let typed = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &shown) == 0
    if typed {
      console.notice(console.say(zh: "密码：", en: "Password:"))
      var hidden = shown
      hidden.c_lflag &= ~tcflag_t(ECHO)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    }
    defer { if typed { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) } }
    guard let line = readLine(), !line.isEmpty else {
      throw .usage(console.say(zh: "标准输入里没有密码", en: "no password on standard input"))
    }
    return line
  }
}
