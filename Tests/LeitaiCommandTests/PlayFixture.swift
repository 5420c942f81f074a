import ContestAPI
import ContestClient

@testable import leitai

/// An attempt with one question of each kind, five minutes long, that began at 1,000,000.
enum PlayFixture {
  static let start: Int64 = 1_000_000
  static let deadline: Int64 = start + 300_000

  static func view(
    serverTime: Int64 = start, lastSequence: Int = 0, responses: [[Int]] = [[], [], []],
    submittedAt: Int64? = nil, score: Int? = nil, state: String = "open", begins: Int64 = start,
    deadline: Int64 = deadline, feedback: String = "score", solutions: [Solution?] = [],
    flags: [Bool] = [false, false, false]
  ) -> AttemptView {
    func item(_ kind: String, _ stem: String, _ options: [String]) -> AttemptView.Item {
      AttemptView.Item(kind: kind, stem: stem, options: options, points: 1000)
    }
    return AttemptView(
      attempt: "00000000000000ab", stage: "c/e/s", number: 1, state: state, startedAt: start,
      begins: begins,
      deadline: deadline, serverTime: serverTime, lastSequence: lastSequence, head: "head",
      submittedAt: submittedAt,
      items: serverTime < begins
        ? []
        : [
          item("single", "轴承温度升高时首先应当（　）。", ["停机", "观察", "加油", "更换"]),
          item("multiple", "属于新八级工的有（　）。", ["学徒工", "特级技师", "首席技师", "工程师"]),
          item("true-false", "PLC 的输出继电器可以直接驱动。", ["正确", "错误"]),
        ], responses: serverTime < begins ? [] : responses.map { Answer(choices: $0) },
      flags: serverTime < begins ? [] : flags, solutions: solutions, feedback: feedback,
      score: score, maximum: 3000)
  }

  static func state(
    _ view: AttemptView = view(), size: ScreenSize = ScreenSize(rows: 24, columns: 80),
    say: Language = .zhHans, journal: AttemptJournal? = nil
  ) -> PlayState {
    PlayState(
      view, address: "c/e/s", title: "练兵 · 钳工 · 预赛", say: say, size: size, sentAt: 0,
      receivedAt: 0, journal: journal)
  }

  static func replied(
    _ replies: [CommandReply], serverTime: Int64 = start + 1000, at received: Int64 = 1000,
    deadline: Int64 = deadline, state: String = "open"
  ) -> PlayEvent {
    .replied(
      CommandReplies(replies: replies, serverTime: serverTime, deadline: deadline, state: state),
      sentAt: received, receivedAt: received)
  }

  static func saved(_ sequence: Int, solution: Solution? = nil) -> CommandReply {
    CommandReply(
      sequence: sequence, record: sequence, savedAt: start + Int64(sequence),
      head: "head\(sequence)", refusal: nil, expectedSequence: nil, solution: solution)
  }

  static func refused(_ sequence: Int, _ code: String, expected: Int? = nil) -> CommandReply {
    CommandReply(
      sequence: sequence, savedAt: nil, head: nil, refusal: APIError(code: code, message: code),
      expectedSequence: expected)
  }

  static func fetched(_ view: AttemptView, at received: Int64 = 1000) -> PlayEvent {
    .fetched(view, sentAt: received, receivedAt: received)
  }
}

extension PlayState {
  /// Presses keys named by characters, and gives what the last one asks for.
  @discardableResult
  mutating func type(_ keys: String) -> [PlayEffect] {
    keys.reduce([]) { handle(.key(.character($1))) }
  }
}
