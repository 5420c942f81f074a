import Contests
import Testing

@Suite struct InstantTests {
  @Test func differenceOfInstantsIsALengthOfTime() {
    let start = Instant(milliseconds: 1_743_472_800_000)
    let end = start + .seconds(300)
    #expect(end.milliseconds == 1_743_473_100_000)
    #expect(end - start == Milliseconds(300_000))
    #expect(start - end == Milliseconds(-300_000))
    #expect(start - start == Milliseconds(0))
  }

  @Test func instantsAreOrderedInTime() {
    #expect(Instant(milliseconds: -1) < Instant(milliseconds: 0))
    #expect(!(Instant(milliseconds: 5) < Instant(milliseconds: 5)))
  }
}

@Suite struct MillisecondsTests {
  @Test(arguments: [
    ("1s", 1000), ("20s", 20_000), ("5m", 300_000), ("60m", 3_600_000), ("2h", 7_200_000),
    ("7d", 604_800_000), ("05m", 300_000),
  ])
  func numberAndUnitAreRead(text: String, count: Int64) {
    #expect(Milliseconds(text: text) == Milliseconds(count))
  }

  @Test(arguments: [
    "", "s", "5", "5 m", " 5m", "5m ", "0s", "-5m", "1.5h", "5M", "5ms", "1h30m", "5分", "５m", "٥m",
    "1e3s", "5w", "m5", "99999999999999999999s",
  ])
  func everythingElseIsRefused(text: String) {
    #expect(Milliseconds(text: text) == nil)
  }

  @Test func signIsRefused() {
    #expect(Milliseconds(text: "+5m") == nil)
  }

  @Test(arguments: [
    ("366d", "367d"), ("8784h", "8785h"), ("527040m", "527041m"), ("31622400s", "31622401s"),
  ])
  func threeHundredAndSixtySixDaysAreTheMost(limit: String, beyond: String) {
    #expect(Milliseconds(text: limit) == Milliseconds(366 * 86_400_000))
    #expect(Milliseconds(text: beyond) == nil)
  }

  @Test func lengthsAreOrdered() {
    #expect(Milliseconds(999) < .seconds(1))
    #expect(!(Milliseconds(1000) < .seconds(1)))
  }
}
