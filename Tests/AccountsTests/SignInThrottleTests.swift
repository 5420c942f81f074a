import Contests
import Testing

@testable import Accounts

@Suite struct SignInThrottleTests {
  private let start = AccountSample.now
  private let window = Milliseconds.seconds(900)

  @Test func tenthFailureRefusesAndNinthDoesNot() {
    var throttle = SignInThrottle()
    for _ in 1...9 { throttle.fail("wang", at: start) }
    #expect(throttle.refusedUntil("wang", at: start) == nil)
    throttle.fail("wang", at: start)
    #expect(throttle.refusedUntil("wang", at: start) == start + window)
    #expect(throttle.refusedUntil("li", at: start) == nil)
  }

  @Test func refusalEndsAtTheTickAndNotOneBefore() {
    var throttle = SignInThrottle()
    for _ in 1...10 { throttle.fail("wang", at: start) }
    let end = start + window
    let before = Instant(milliseconds: end.milliseconds - 1)
    #expect(throttle.refusedUntil("wang", at: before) == end)
    #expect(throttle.refusedUntil("wang", at: end) == nil)
  }

  @Test func failuresFurtherApartThanTheWindowDoNotAddUp() {
    var throttle = SignInThrottle()
    for count in 0..<30 {
      let at = start + .seconds(Int64(count) * 100)
      #expect(throttle.refusedUntil("wang", at: at) == nil)
      throttle.fail("wang", at: at)
    }
  }

  @Test func successForgetsAndWithdrawalTakesOneBack() {
    var throttle = SignInThrottle()
    for _ in 1...10 { throttle.fail("wang", at: start) }
    throttle.withdraw("wang", at: start)
    #expect(throttle.refusedUntil("wang", at: start) == nil)
    throttle.fail("wang", at: start)
    #expect(throttle.refusedUntil("wang", at: start) != nil)
    throttle.succeed("wang")
    #expect(throttle.refusedUntil("wang", at: start) == nil)
    #expect(throttle.nameCount == 0)
    throttle.withdraw("nobody", at: start)
  }

  @Test func floodOfNamesStaysBoundedAndFreesNobody() {
    var throttle = SignInThrottle(capacity: 100)
    for _ in 1...10 { throttle.fail("victim", at: start) }
    for number in 0..<10_000 { throttle.fail("invented-\(number)", at: start) }
    #expect(throttle.nameCount <= 100)
    #expect(throttle.refusedUntil("victim", at: start) != nil)
  }

  @Test func whatHasPassedIsForgottenFirst() {
    var throttle = SignInThrottle(capacity: 100)
    for number in 0..<100 { throttle.fail("old-\(number)", at: start) }
    throttle.fail("new", at: start + window)
    #expect(throttle.nameCount == 1)
  }
}
