import Foundation

/// The program `leitai-verify` that lies beside this one.
///
/// Verifying marks answers anew and therefore needs the keys; this program must not know them.
enum Verifier {
  static let name = "leitai-verify"

  /// Turns this process into the verifier, which speaks in the name of `leitai` and also ends it.
  /// Returns never.
  ///
  /// - Parameter input: what the verifier finds on standard input; absent: what this process has.
  /// - Throws: `CommandFailure` when there is no such program.
  static func takeOver(
    _ arguments: [String], _ console: Console, input: [UInt8]? = nil
  ) throws(CommandFailure) -> Never {
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
      ["leitai"] + arguments + ["--lang", say.rawValue] + (console.isJSON ? ["--json"] : [])
    if let input { try offer(input) }
    var pointers = words.map { strdup($0) } + [nil]
    execv(path, &pointers)
    // Only a failure returns here.
    throw .localFile(path: path, LocalFile.Problem(errno: errno))
  }

  /// Puts bytes where standard input is read, in a file without a name.
  private static func offer(_ bytes: [UInt8]) throws(CommandFailure) {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "leitai-\(UUID().uuidString)").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .localFile(path: path, LocalFile.Problem(errno: errno)) }
    defer { close(descriptor) }
    unlink(path)
    try LocalFile.write(bytes, to: descriptor, named: path)
    guard lseek(descriptor, 0, SEEK_SET) == 0, dup2(descriptor, STDIN_FILENO) >= 0 else {
      throw .localFile(path: path, LocalFile.Problem(errno: errno))
    }
  }
}
