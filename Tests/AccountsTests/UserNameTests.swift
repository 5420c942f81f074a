import Accounts
import Contests
import Testing

@Suite struct UserNameTests {
  @Test(arguments: ["wa", "Wang", "wang.li-2_3", "a" + String(repeating: "1", count: 31)])
  func fitNamesAreKeptInLowerCase(text: String) {
    #expect(UserName(text)?.text == text.lowercased())
  }

  @Test(arguments: [
    "", "w", "1wang", "-wang", "wang li", "wang/li", "王五", "ｗａｎｇ",
    "a" + String(repeating: "1", count: 32),
  ])
  func unfitNamesAreRefused(text: String) { #expect(UserName(text) == nil) }

  @Test func principalIsDescribedByRoleAndName() throws {
    let judge = Principal(staff: try required(UserName("Wang")), role: .judge)
    #expect(judge.description == "judge/wang")
    #expect(judge.contestant == nil && judge.contest == nil)
    let id = try ContestantID("A001")
    let contestant = Principal(contestant: id, contest: try ContestID("c"))
    #expect(contestant.description == "contestant/A001")
    #expect(contestant.contestant == id)
  }
}
