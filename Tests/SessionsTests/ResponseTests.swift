import AttemptRecords
import Contests
import QuestionBanks
import Sessions
import Testing

/// What can be an answer to an item, and the line that certified results keep of it.
@Suite struct ResponseTests {
  private static let order = ResponseShape.order(options: 3)
  private static let matches = ResponseShape.matches(premises: 3, options: 2)

  @Test(arguments: [
    (
      ResponseShape.choices(options: 4, several: true),
      Response.choices([.init(position: 0), .init(position: 3)]), "AD"
    ),
    (.choices(options: 2, several: false), .choices(.init(position: 1)), "B"),
    (order, .places([2, 0, 1]), "CAB"), (matches, .places([1, 1, 0]), "BBA"),
    (matches, .places([nil, 1, nil]), "-B-"),
    (.blanks(2), .texts(["欧姆", ""]), "欧姆\u{1F}"),
    (.blanks(2), .texts(["a|b；c\\", "，"]), "a|b；c\\\u{1F}，"),
    (.number, .texts(["-0.5"]), "-0.5"), (.number, .texts(["１２．５"]), "１２．５"),
  ])
  func aResponseComesBackFromItsLine(shape: ResponseShape, response: Response, line: String) {
    #expect(response.line == line)
    #expect(Response(line: line, shape: shape) == response)
  }

  @Test(arguments: [
    (ResponseShape.choices(options: 4, several: true), "AE"),
    (.choices(options: 4, several: false), "AB"),
    (.choices(options: 4, several: true), ""), (order, "AB"), (order, "ABB"), (order, "AB-"),
    (order, "ABCA"),
    (order, "ABD"), (order, "abc"), (matches, "AB"), (matches, "---"), (matches, "CAB"),
    (matches, "AAAA"),
    (.blanks(2), "甲"), (.blanks(2), "\u{1F}"), (.blanks(2), "a\u{1F}b\u{1F}c"),
    (.blanks(1), "a\u{7}"),
    (.blanks(1), String(repeating: "字", count: 201)), (.number, ""), (.number, "六"),
    (.number, "1\u{1F}2"),
    (.number, "1e999"), (.number, String(repeating: "1", count: 700)),
  ])
  func aLineThatTheItemCannotHaveIsNoResponse(shape: ResponseShape, line: String) {
    #expect(Response(line: line, shape: shape) == nil)
  }

  @Test func theLongestTextIsTaken() {
    let text = String(repeating: "字", count: 200)
    #expect(text.utf8.count == Limits.responseBytes)
    #expect(Response(line: text, shape: .blanks(1)) == .texts([text]))
  }
}
