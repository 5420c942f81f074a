import ContestAPI

@testable import leitai

/// An attempt with one question of each kind that is not answered by choosing alone.
enum AnsweringFixture {
  /// Positions of the questions.
  static let fillIn = 0
  static let numeric = 1
  static let ordering = 2
  static let matching = 3
  static let oneBlank = 4

  static let oil = String(repeating: "0a", count: 32)
  static let gear = String(repeating: "1b", count: 32)

  static let items = [
    AttemptView.Item(
      kind: "fill-in", stem: "千分尺的分度值是（　）mm，游标卡尺的是（　）mm。", options: [], blanks: 2, points: 1000),
    AttemptView.Item(
      kind: "numeric", stem: "模数 2、齿数 30 的分度圆直径是多少？", options: [], unit: "mm", points: 1000),
    AttemptView.Item(
      kind: "ordering", stem: "拆卸轴承的步骤是：", options: ["停机断电", "拆端盖", "拉出轴承", "清洗检查"],
      points: 2000),
    AttemptView.Item(
      kind: "matching", stem: "把量与单位对应起来。", options: ["伏特", "安培", "欧姆", "瓦特"],
      premises: ["电压", "电流", "电阻"], points: 3000),
    AttemptView.Item(
      kind: "fill-in", passage: "某液压站油温升高，见 ![油路图](picture:\(oil))。",
      stem: "图 ![](picture:\(gear)) 所示部件叫（　）。", options: [], blanks: 1, points: 1000),
  ]

  static func view(
    _ responses: [Answer] = [], lastSequence: Int = 0, items: [AttemptView.Item] = items,
    feedback: String = "score"
  ) -> AttemptView {
    AttemptView(
      attempt: "00000000000000ab", stage: "c/e/s", number: 1, state: "open",
      startedAt: PlayFixture.start,
      begins: PlayFixture.start,
      deadline: PlayFixture.deadline, serverTime: PlayFixture.start, lastSequence: lastSequence,
      head: "head", submittedAt: nil, items: items, responses: responses,
      flags: responses.map { _ in false }, feedback: feedback, score: nil, maximum: 8000)
  }

  /// - Parameter position: the question to be on the screen.
  static func state(
    at position: Int, _ responses: [Answer] = [], say: Language = .zhHans,
    size: ScreenSize = ScreenSize(rows: 24, columns: 80), items: [AttemptView.Item] = items,
    feedback: String = "score"
  ) -> PlayState {
    var state = PlayState(
      view(responses, items: items, feedback: feedback), address: "c/e/s", title: "练兵 · 钳工",
      say: say, size: size,
      sentAt: 0, receivedAt: 0)
    state.open(position)
    return state
  }
}

extension PlayState {
  /// Presses a key, and gives what it asks for.
  @discardableResult
  mutating func press(_ key: Key, times: Int) -> [PlayEffect] {
    (0..<times).reduce([]) { _, _ in handle(.key(key)) }
  }

  /// What waits to be sent, in words: `answer`s by what they hold.
  var sent: [Answer] {
    queue.waiting.filter { ["answer", "clear"].contains($0.kind) }.map { $0.answer ?? .none }
  }
}
