import ContestAPI
import ContestClient
import Foundation

/// Shows standings while they change: on a terminal always the newest, in a file or a pipe one state
/// after the other, as JSON one event a line.
struct RankingsFollower {
  let context: CommandContext
  let stage: StageAddress
  let query: [(String, String)]
  let isJSON: Bool

  /// The longest pause before a server that is away is asked again, in seconds.
  private static let longestPause = 10

  /// Goes on until the server refuses; comes back by itself with the last event's id.
  ///
  /// - Throws: `CommandFailure` when the server refuses for good.
  func run() async throws {
    let path = Path.fill(Path.stream, stage.segments)
    let isTerminal = !isJSON && isatty(STDOUT_FILENO) == 1
    var last: String?
    var pause = 1
    var isWatched = true
    while isWatched {
      let client = try context.signedIn()
      do throws(ContestClient.Failure) {
        try await client.follow(path, query: query, after: last) { part in
          guard case .event(let event) = part else { return true }
          last = event.id
          pause = 1
          isWatched = show(event, isTerminal: isTerminal)
          return isWatched
        }
      } catch {
        switch error {
        case .refused: throw CommandFailure.server(error, server: client.server)
        case .unreachable, .unintelligible, .busy:
          context.console.notice(
            context.say(zh: "连接中断，\(pause) 秒后重连", en: "cut off; trying again in \(pause) s"))
        }
      }
      guard isWatched else { return }
      try await Task.sleep(for: .seconds(pause))
      pause = min(pause * 2, Self.longestPause)
    }
  }

  /// Whether it could be shown: a reader that has gone away ends everything.
  private func show(_ event: ServerEvent, isTerminal: Bool) -> Bool {
    guard
      let standings = try? JSONDecoder().decode(
        StandingsEvent.self, from: Data(event.data.utf8))
    else { return true }
    do throws(CommandFailure) {
      if isJSON {
        try context.console.write(Array((event.data + "\n").utf8))
      } else {
        // The cursor goes home and everything below is cleared.
        let start = isTerminal ? "\u{1B}[H\u{1B}[2J" : ""
        let lines = standings.lines(context.say).map { $0.withoutControls + "\n" }.joined()
        try context.console.write(Array((start + lines).utf8))
      }
      return true
    } catch {
      return false
    }
  }
}

extension StandingsEvent {
  func lines(_ say: Language) -> [String] {
    let part = { (rows: [RankingRow]) in
      Rankings(
        stage: stage, title: title, scope: scope, status: status, ranked: ranked, rows: rows
      ).lines(say)
    }
    let news = changed.flatMap { changed -> String? in
      let names = rows.filter { changed.contains($0.admission) }.map(\.name)
      return names.isEmpty
        ? nil
        : say(
          zh: "刚有变化：\(names.joined(separator: "、"))",
          en: "just changed: \(names.joined(separator: ", "))")
    }
    return part(rows) + (news.map { [$0] } ?? [])
      + (around.map { [""] + part($0).dropFirst() } ?? [])
  }
}
