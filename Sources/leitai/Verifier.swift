import Foundation

/// The program `leitai-verify` that lies beside this one.
///
/// Verifying marks answers anew and therefore needs the keys; this program must not know them.
enum Verifier {
  static let name = "leitai-verify"

  /// Turns this process into the verifier, which also ends it. Returns never.
  ///
  /// - Throws: `CommandFailure` when there is no such program.
  static func takeOver(_ arguments: [String], _ console: Console) throws(CommandFailure) -> Never {
    let say = console.say
    guard let own = Bundle.main.executableURL else {
      throw .usage(say(zh: "不知道自己在哪里", en: "cannot tell where this program lies"))
    }
    let path = own.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
      .path(percentEncoded: false)
    guard access(path, X_OK) == 0 else {
      throw .usage(
        say(
          zh: "核验要用 \(path)，那里没有这个程序；请与 leitai 装在同一个文件夹",
          en: "verifying needs \(path), which is not there; install it beside leitai"))
    }
    let words =
      [path] + arguments + ["--lang", say.rawValue] + (console.isJSON ? ["--json"] : [])
    var pointers = words.map { strdup($0) } + [nil]
    execv(path, &pointers)
    // Only a failure returns here.
    throw .localFile(path: path, LocalFile.Problem(errno: errno))
  }
}
