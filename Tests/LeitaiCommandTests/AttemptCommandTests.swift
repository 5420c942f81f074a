import Testing

@testable import leitai

@Suite struct AttemptCommandTests {
  @Test func moreTimeIsGivenInWholeSeconds() {
    #expect(AttemptCommand.ExtraTime(argument: "90s")?.seconds == 90)
    #expect(AttemptCommand.ExtraTime(argument: "10m")?.seconds == 600)
    #expect(AttemptCommand.ExtraTime(argument: "2h")?.seconds == 7_200)
    for text in ["", "10", "m", "-5m", "0m", "1.5h", "10 m"] {
      #expect(AttemptCommand.ExtraTime(argument: text) == nil, "\(text)")
    }
  }
}
