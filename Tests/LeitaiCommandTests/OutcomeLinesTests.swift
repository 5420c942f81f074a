import ContestAPI
import Testing

@testable import leitai

/// What `leitai outcome` prints.
@Suite struct OutcomeLinesTests {
  @Test(arguments: [Language.zhHans, .en])
  func whatIsToBeToldTheBodyIsPrinted(_ language: Language) {
    let row = OutcomeRow(
      number: 3, stage: "cup/fitter/final", contestant: "1000", name: "选手", unit: "甲厂",
      pack: "city", rule: "A1", kind: "eligibility", outcome: "技师", recipient: "person",
      recipientName: nil, state: "rejected", noticeEnd: nil, issuedNumber: "S1", steps: [])
    var list = OutcomeList(contest: "cup", outcomes: [row])
    let plain = list.lines(language)
    list.warnings = [
      APIError.Detail(
        severity: "warning", place: "", field: "", code: "not-standing", message: "tell the body")
    ]
    let warned = list.lines(language)
    #expect(Array(warned.prefix(plain.count)) == plain && warned.count == plain.count + 1)
    #expect(warned.last?.contains("not-standing") ?? false)
    #expect(warned.last?.hasSuffix("tell the body") ?? false)
  }
}
