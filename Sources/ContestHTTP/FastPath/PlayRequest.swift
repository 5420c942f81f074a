import AttemptRecords
import ContestAPI
import Contests

/// What the fast path serves, by the path as clients usually write it.
enum PlayRequest {
  case commands(AttemptID)
  case start(StagePath)

  /// `nil` for whatever is the router's: other paths, queries, escapes, and names of nothing.
  init?(path: String) {
    if let attempt = Self.part(of: path, Self.attempts, Self.commands).flatMap({ AttemptID($0) }) {
      self = .commands(attempt)
    } else if let part = Self.part(of: path, Self.contests, Self.starts),
      let stage = try? StagePath(String(part))
    {
      self = .start(stage)
    } else {
      return nil
    }
  }

  /// As `Route` names it.
  var route: String {
    switch self {
    case .commands: Path.commands
    case .start: Path.attempts
    }
  }

  private static let attempts = Array("/v1/attempts/".utf8)
  private static let commands = Array("/commands".utf8)
  private static let contests = Array("/v1/contests/".utf8)
  private static let starts = Array("/attempts".utf8)

  /// What stands between the two ends of a path; `nil` for a path that has others.
  private static func part(
    of path: String, _ before: [UInt8], _ after: [UInt8]
  ) -> Substring? {
    var path = path
    let isBetween = path.withUTF8 { bytes in
      bytes.count > before.count + after.count && bytes.starts(with: before)
        && bytes.suffix(after.count).elementsEqual(after)
    }
    guard isBetween else { return nil }
    let start = path.utf8.index(path.utf8.startIndex, offsetBy: before.count)
    let end = path.utf8.index(path.utf8.endIndex, offsetBy: -after.count)
    return path[start..<end]
  }
}
