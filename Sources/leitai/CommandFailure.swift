import ContestAPI
import ContestClient
import Foundation

/// How the program ends, for scripts. `leitai --help` lists them.
enum ExitStatus: Int32 {
  case done = 0
  /// The server refused, or what was examined is not in order.
  case refused = 1
  /// Wrong use, or a local file that cannot be read or written.
  case usage = 2
  /// Not signed in, or not allowed.
  case notAllowed = 3
  /// The server cannot be reached, or was busy each time.
  case unreachable = 4
  /// Nothing wrong was found, but not everything could be examined.
  case inPart = 5
}

/// Why a command did not do what it was asked for.
enum CommandFailure: Error {
  /// The server's answer, or that there was none.
  case server(ContestClient.Failure, server: String)
  case localFile(path: String, LocalFile.Problem)
  /// A wrong use that the parser of arguments cannot see; in the reader's language.
  case usage(String)
  /// A negative finding that has been printed as the result.
  case finding
  /// What was printed as the result is in order, but not everything could be examined.
  case findingInPart

  var status: ExitStatus {
    switch self {
    case .server(let failure, _): failure.status
    // Who reads only the first lines of a pipe has got what he wanted.
    case .localFile(_, .system(EPIPE)): .done
    case .localFile, .usage: .usage
    case .finding: .refused
    case .findingInPart: .inPart
    }
  }

  /// What the server said when it refused; absent for other failures.
  var refusal: APIError? {
    switch self {
    case .server(.refused(_, let refusal), _), .server(.busy(_, let refusal), _): refusal
    default: nil
    }
  }

  /// What to tell, the sentence first; empty when everything was said.
  func lines(_ say: Language) -> [String] {
    switch self {
    case .server(let failure, let server): failure.lines(server: server, say)
    case .localFile(_, .system(EPIPE)): []
    case .localFile(let path, let problem): ["\(path): \(problem.sentence(say))"]
    case .usage(let sentence): [sentence]
    case .finding, .findingInPart: []
    }
  }
}

extension ContestClient.Failure {
  /// Statuses of gateways and servers in trouble count as unreachable: nothing was decided.
  var status: ExitStatus {
    switch self {
    case .unreachable, .busy: .unreachable
    case .refused(401, _), .refused(403, _), .unintelligible(401, _), .unintelligible(403, _):
      .notAllowed
    case .unintelligible(let status, _) where [429, 502, 503, 504].contains(status): .unreachable
    case .refused, .unintelligible: .refused
    }
  }

  /// What happened, and where it concerns places in a file, one aligned line each.
  func lines(server: String, _ say: Language) -> [String] {
    switch self {
    case .unreachable(let reason):
      [say(zh: "连不上服务器 \(server)（\(reason)）", en: "cannot reach \(server) (\(reason))")]
    case .busy(let seconds, let refusal):
      [
        say(
          zh: "服务器正忙，请 \(seconds ?? 1) 秒后再试：\(refusal.message)",
          en: "the server is busy, try again in \(seconds ?? 1) s: \(refusal.message)")
      ]
    case .refused(_, let refusal):
      ["\(refusal.message) (\(refusal.code))"] + findingLines(refusal.details, say, fields: true)
        + (refusal.code == "not-signed-in"
          ? [say(zh: "用 leitai login 登录", en: "leitai login signs you in")] : [])
    case .unintelligible(let status, let text):
      [
        say(
          zh: "\(server) 的回答（\(status)）看不懂：\(text)",
          en: "\(server) answered (\(status)) what is none of this API: \(text)")
      ]
    }
  }
}

/// One aligned line for each finding: a sign for errors, place, code, message. Errors come first, and
/// at most 200 findings are shown.
///
/// - Parameter fields: whether the field stands behind the place, as in files that people declare.
func findingLines(
  _ findings: [APIError.Detail], _ say: Language, fields: Bool = false
) -> [String] {
  let most = 200
  let ordered = findings.filter(\.isError) + findings.filter { !$0.isError }
  let hasFields = fields && findings.contains { !$0.field.isEmpty }
  let table = Table(
    rows: ordered.prefix(most).map { finding in
      [finding.isError ? "✗" : "!", finding.place.isEmpty ? "-" : finding.place]
        + (hasFields ? [finding.field.isEmpty ? "-" : finding.field] : [])
        + [finding.code, finding.message]
    })
  let rest = findings.count - most
  return table.lines(indent: 2)
    + (rest > 0
      ? [
        say(
          zh: "  另有 \(rest.grouped) 条；--json 列出全部",
          en: "  and \(rest.grouped) more; --json lists all")
      ]
      : [])
}

extension APIError.Detail {
  fileprivate var isError: Bool { severity == "error" }
}
