import ArgumentParser
import Contests
import Foundation
import Scoring

/// What both checks are told.
struct VerifyOptions: ParsableArguments {
  @Option(help: "zh-Hans or en; by locale when absent.")
  var lang: String?

  @Flag(help: "Print JSON.")
  var json = false

  var language: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
    return Language(preference: lang ?? locale ?? "en")
  }

  /// Prints the verdict and leaves with its status: 0 when it holds, 5 when it may, 1 when it does not.
  func finish(_ verdict: Verdict) throws -> Never {
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(verdict), as: UTF8.self))
    } else {
      for line in verdict.lines { print(line) }
    }
    throw verdict.holds ? ExitCode.success : ExitCode(verdict.code == "valid-in-part" ? 5 : 1)
  }

  /// - Throws: `ExitCode(2)` after saying what is wrong with the file.
  func read(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw unreadable(path, LocalizedText(zhHans: "文件无法读取", en: "the file cannot be read"))
    }
    return Array(data)
  }

  /// - Throws: `ExitCode(2)` after saying that the file holds no certified results.
  func document(_ path: String) throws -> CertifiedDocument { try document(path, read(path)) }

  /// - Parameter bytes: what the file holds.
  /// - Throws: as above.
  func document(_ path: String, _ bytes: [UInt8]) throws -> CertifiedDocument {
    guard let document = try? CertifiedDocument(bytes: bytes) else {
      throw unreadable(
        path, LocalizedText(zhHans: "不是成绩文件", en: "not a file of certified results"))
    }
    return document
  }

  func unreadable(_ path: String, _ reason: LocalizedText) -> ExitCode {
    // `leitai` takes its name along when it turns into this program.
    let program = CommandLine.arguments[0].split(separator: "/").last ?? "leitai-verify"
    let line = "\(program): \(path): \(reason.text(in: language))\n"
    FileHandle.standardError.write(Data(line.utf8))
    return ExitCode(2)
  }
}

/// The outcome of a check.
struct Verdict: Encodable {
  let holds: Bool
  /// `valid`, `valid-in-part` when nothing is wrong but something could not be checked, or the stable
  /// code of what is wrong.
  let code: String
  /// For people, from top to bottom.
  var lines: [String]
  /// Each check on its own; absent where there is only one.
  var checks: [Check]?
  /// The fingerprint of the keys that were trusted; absent where there are none.
  var keySet: String?

  /// One of several checks.
  struct Check: Encodable {
    /// What was checked, such as `signature`.
    let part: String
    /// `good`, `bad`, or `unchecked` when what it needs was not at hand.
    let outcome: String
    /// What is wrong.
    let code: String?
    let line: String
  }
}
