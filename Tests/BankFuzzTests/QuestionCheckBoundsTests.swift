import Contests
import Testing

@testable import QuestionBanks

/// A small file may say much: what its questions hold together is bounded.
@Suite struct QuestionCheckBoundsTests {
  private func question(_ number: Int, passage: String) -> RawQuestion {
    let place = FilePlace(row: number)
    var question = RawQuestion(place: place)
    question.stem = RawText("题 \(number)", at: place)
    question.options = ["甲", "乙"].map { RawText($0, at: place) }
    question.key = .text(RawText("A", at: place))
    question.passage = RawText(passage, at: place)
    return question
  }

  @Test func sharedPassageCountsWithEachQuestion() {
    let passage = String(repeating: "a", count: 1_000)
    // 5 bytes of the stem, 6 of the options and 1 of the key.
    var check = QuestionCheck(maxTextBytes: 3 * 1_012)
    for number in 1...3 { check.add(question(number, passage: passage)) }
    #expect(check.findings == [])
    check.add(question(4, passage: ""))
    check.add(question(5, passage: ""))
    #expect(check.questions.count == 3)
    #expect(check.findings.map(\.code) == ["bank-too-large"])
    #expect(check.findings.map(\.place.row) == [4])
    #expect(check.findings.map(\.severity) == [.error])
  }

  @Test func findingsAboutOneQuestionAreBounded() {
    let place = FilePlace(row: 1)
    var question = RawQuestion(place: place)
    question.stem = RawText("题", at: place)
    question.kind = RawText("fill-in", at: place)
    let missing = RawText(PictureReference.missing("a"), at: place)
    let texts = [RawText](repeating: missing, count: Limits.importFindings + 100)
    question.key = .blanks([texts], at: place)
    var check = QuestionCheck()
    check.add(question)
    #expect(check.questions.isEmpty)
    #expect(check.findings.count == Limits.importFindings + 1)
    #expect(check.findings.last?.code == "too-many-findings")
  }

  @Test func textThatIsTooLongIsNotLookedAtFurther() {
    var question = question(1, passage: String(repeating: "\u{7}", count: 4_001))
    question.explanation = nil
    var check = QuestionCheck()
    check.add(question)
    #expect(check.findings.map(\.code) == ["text-too-long"])
  }

  /// A merged cell is one text in the file and one for each row when it is read.
  @Test func rowsThatShareATextAreNotAllKept() {
    var bank = RawBank()
    let passage = String(repeating: "a", count: Limits.bankTextBytes / 4)
    var added = 0
    while added < 10, bank.add(question(added + 1, passage: passage)) { added += 1 }
    #expect(added == 3)
    #expect(bank.questions.count == 3)
    #expect(bank.findings.map(\.code) == ["bank-too-large"])
    #expect(bank.findings.map(\.place.row) == [4])
  }
}
