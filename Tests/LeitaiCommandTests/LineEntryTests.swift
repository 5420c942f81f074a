import ContestAPI
import Testing

@testable import leitai

@Suite struct LineEntryTests {
  private let items = PlayFixture.view().items
  private let others = AnsweringFixture.items

  private static func choices(_ positions: Int...) -> LineEntry {
    .answer(Answer(choices: positions))
  }

  @Test(arguments: [
    ("b", choices(1)), ("D ", choices(3)), ("Ｃ", choices(2)), ("AC", .refused(.tooManyOptions)),
    ("e", .refused(.noSuchOption)), ("", .next), ("  ", .next), ("submit", .submit),
    ("12", .goTo(12)), ("go 12", .goTo(12)), ("p", .previous), ("clear", .clear), ("quit", .leave),
    ("review", .overview), ("什么", .unknown), (",", .unknown), ("V", .viewPictures),
    ("=a", .unknown),
    ("1b", .unknown), ("go", .unknown),
  ])
  func aLineAtASingleChoice(line: String, expected: LineEntry) {
    #expect(LineEntry(line, at: items[0]) == expected)
  }

  @Test(arguments: ["ACD", "d c a", "a,c，d", "AACD", "a、c；d"])
  func severalLettersInAnyForm(line: String) {
    #expect(LineEntry(line, at: items[1]) == Self.choices(0, 2, 3))
  }

  @Test func behindTheLastQuestionLettersMeanNothing() {
    #expect(LineEntry("a", at: nil) == .unknown)
    #expect(LineEntry("=a", at: nil) == .unknown)
    #expect(LineEntry("7", at: nil) == .goTo(7))
    #expect(LineEntry("s", at: nil) == .submit)
  }

  @Test(
    arguments: [
      ("badc", .answer(Answer(places: [1, 0, 3, 2]))),
      ("B > A > D > C", .answer(Answer(places: [1, 0, 3, 2]))),
      ("B，A，D，C", .answer(Answer(places: [1, 0, 3, 2]))), ("bad", .refused(.incompleteOrder)),
      ("bada", .refused(.repeatedOption)), ("bade", .refused(.noSuchOption)), ("3", .goTo(3)),
      ("b1", .unknown),
    ] as [(String, LineEntry)])
  func aLineAtAnOrder(line: String, expected: LineEntry) {
    #expect(LineEntry(line, at: others[2]) == expected)
  }

  @Test(
    arguments: [
      ("bad", .answer(Answer(places: [1, 0, 3]))), ("B-A", .answer(Answer(places: [1, -1, 0]))),
      ("b－a", .answer(Answer(places: [1, -1, 0]))), ("---", .answer(.none)),
      ("ba", .refused(.wrongCount(premises: 3))), ("bae", .refused(.noSuchOption)),
      ("2d", .answer(Answer(places: [0, 3, -1]))), ("1b 3c", .answer(Answer(places: [1, -1, 2]))),
      ("1→B, 2 = A", .answer(Answer(places: [1, 0, -1]))), ("1-", .answer(.none)),
      ("4a", .refused(.noSuchField(4))), ("0a", .refused(.noSuchField(0))),
      ("1e", .refused(.noSuchOption)),
      ("2", .goTo(2)), ("1b2", .unknown), ("1ba", .unknown), ("什么", .unknown),
    ] as [(String, LineEntry)])
  func aLineAtMatches(line: String, expected: LineEntry) {
    #expect(LineEntry(line, at: others[3], answer: Answer(places: [0, -1, -1])) == expected)
  }

  @Test(
    arguments: [
      ("0.02", .answer(Answer(texts: ["a", "0.02"]))),
      (" 齿 轮 ", .answer(Answer(texts: ["a", "齿 轮"]))),
      ("=s", .answer(Answer(texts: ["a", "s"]))), ("＝2", .answer(Answer(texts: ["a", "2"]))),
      ("1=B", .answer(Answer(texts: ["B", ""]))), ("２＝ Ｂ ", .answer(Answer(texts: ["a", "Ｂ"]))),
      ("1=", .answer(.none)), ("2==x", .answer(Answer(texts: ["a", "=x"]))),
      ("x=1", .answer(Answer(texts: ["a", "x=1"]))),
      ("=2=3", .answer(Answer(texts: ["a", "2=3"]))),
      ("3=c", .refused(.noSuchField(3))), ("=", .unknown), ("go 3", .goTo(3)), ("submit", .submit),
      ("S", .answer(Answer(texts: ["a", "S"]))), ("x", .answer(Answer(texts: ["a", "x"]))),
      ("7", .answer(Answer(texts: ["a", "7"]))), ("", .next), ("prev", .previous),
      ("view", .viewPictures),
      ("clear", .clear),
    ] as [(String, LineEntry)])
  func aLineAtBlanks(line: String, expected: LineEntry) {
    #expect(LineEntry(line, at: others[0], answer: Answer(texts: ["a", ""])) == expected)
  }

  @Test func whenAllBlanksAreFullTheLineSaysWhich() {
    let full = Answer(texts: ["a", "b"])
    #expect(LineEntry("c", at: others[0], answer: full) == .refused(.whichBlank))
    #expect(LineEntry("2=c", at: others[0], answer: full) == .answer(Answer(texts: ["a", "c"])))
    #expect(
      LineEntry("c", at: others[4], answer: Answer(texts: ["b"])) == .answer(Answer(texts: ["c"])))
  }

  @Test func aTextTooLongForTheServerIsRefused() {
    let text = String(repeating: "齿", count: 201)
    #expect(LineEntry(text, at: others[4]) == .refused(.tooLong))
    #expect(LineEntry(String(text.dropFirst()), at: others[4]) != .refused(.tooLong))
  }

  @Test(
    arguments: [
      ("60", .answer(Answer(texts: ["60"]))), ("－１．５Ｅ２", .answer(Answer(texts: ["-1.5E2"]))),
      ("= 60", .answer(Answer(texts: ["60"]))), ("60mm", .refused(.notANumber("60mm"))),
      ("1,000", .refused(.notANumber("1,000"))), ("", .next), ("n", .next),
    ] as [(String, LineEntry)])
  func aLineAtANumber(line: String, expected: LineEntry) {
    #expect(LineEntry(line, at: others[1]) == expected)
  }

  @Test func anUnknownKindTakesNothing() {
    let item = AttemptView.Item(kind: "hotspot", stem: "", options: ["a"], points: 0)
    #expect(LineEntry("a", at: item) == .refused(.unknownKind))
    #expect(LineEntry("p", at: item) == .previous)
  }

  @Test func everyProblemHasASentence() {
    let problems: [AnswerProblem] = [
      .noSuchOption, .tooManyOptions, .repeatedOption, .incompleteOrder, .noSuchField(3),
      .whichBlank, .wrongCount(premises: 3), .notANumber(String(repeating: "9", count: 200)),
      .tooLong, .unknownKind,
    ]
    for say in Language.allCases {
      for problem in problems { #expect((1..<80).contains(problem.sentence(say).columns)) }
    }
  }
}
