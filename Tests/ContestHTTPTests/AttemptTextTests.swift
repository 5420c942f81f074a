import ContestAPI
import Foundation
import NIOCore
import Testing

@testable import ContestHTTP

/// What is written by hand is what the encoder would write.
@Suite struct AttemptTextTests {
  private func expectSame(_ view: AttemptView) throws {
    let text = Data(AttemptText.write(view).readableBytesView)
    #expect(try JSONDecoder().decode(AttemptView.self, from: text) == view)
    let written = try #require(try JSONSerialization.jsonObject(with: text) as? NSDictionary)
    let encoded = try JSONSerialization.jsonObject(with: JSONEncoder().encode(view))
    #expect(written == encoded as? NSDictionary)
  }

  private let receipt = Receipt(
    format: "leitai-receipt/1", attempt: "00000000000000a1", records: 7, head: "ab",
    submittedAt: 1_760_000_000_000, signer: "cd", signature: "ef")

  private func view(
    items: [AttemptView.Item] = [], responses: [Answer] = [], flags: [Bool] = [],
    solutions: [Solution?] = [], isOver: Bool = false
  ) -> AttemptView {
    AttemptView(
      attempt: "00000000000000a1", stage: "cup/fitter/exam", number: 12,
      state: isOver ? "submitted" : "open", startedAt: 1_759_999_999_999, begins: -1, deadline: 0,
      serverTime: .max, lastSequence: 6, lastRecord: 10, head: "ab",
      submittedAt: isOver ? 1_760_000_000_000 : nil, receipt: isOver ? receipt : nil,
      items: items, responses: responses, flags: flags, solutions: solutions, feedback: "at-end",
      score: isOver ? 83_998 : nil, maximum: 100_000)
  }

  @Test func emptyAttemptsAreTheSame() throws {
    try expectSame(view())
    try expectSame(view(isOver: true))
  }

  @Test func everyFieldIsTheSame() throws {
    let items = [
      AttemptView.Item(
        kind: "single", passage: "案例 1", stem: "题干（ ）", options: ["甲", "乙", ""], points: 0),
      AttemptView.Item(
        kind: "matching", stem: "", options: ["a"], premises: ["1", "2"], points: 2000),
      AttemptView.Item(
        kind: "fill-in", stem: "____", options: [], blanks: 2, points: 9),
      AttemptView.Item(kind: "numeric", stem: "?", options: [], unit: "mm", points: 10),
    ]
    let responses = [
      Answer(choices: [0, 10]), Answer(places: [-1, 3]), Answer(texts: ["", "轴 承"]), .none,
      Answer(choices: [1], places: [2], texts: ["3"]),
    ]
    let solutions = [
      Solution(choices: [2], explanation: "", points: 0), nil,
      Solution(texts: [["a", "b"], []], explanation: "因为\n所以", points: nil),
      Solution(places: [1, 0], explanation: "x", points: 2000),
    ]
    try expectSame(
      view(
        items: items, responses: responses, flags: [true, false, true], solutions: solutions,
        isOver: true))
  }

  @Test func everyCharacterIsTheSame() throws {
    let control = String(String.UnicodeScalarView((0...0x9F).compactMap { Unicode.Scalar($0) }))
    for text in [
      control, "\"\\/", "\\u0041", "\u{2028}\u{2029}\u{FEFF}\u{FFFD}", "𠮷䶮👩‍🔧", "e\u{301}",
      "<img src=\"leitai-picture:1\">",
    ] {
      try expectSame(
        view(
          items: [
            AttemptView.Item(
              kind: "single", passage: text, stem: text, options: [text, text], premises: [text],
              unit: text, points: 1)
          ],
          responses: [Answer(texts: [text])],
          solutions: [Solution(texts: [[text]], explanation: text, points: 1)]))
    }
  }
}
