import Contests
import Fixtures
import Foundation
import Scoring
import Testing

/// What judges may do about an appeal, and in which order.
@Suite struct AppealTests {
  private func appeal(_ steps: [(Appeal.Kind, String)]) throws -> Appeal {
    Appeal(
      number: 1, contestant: try ContestantID("1000"), subject: .result, text: "t",
      filedAt: Sample.start, steps: steps.map(step))
  }

  private func step(_ kind: Appeal.Kind, _ judge: String) -> Appeal.Step {
    Appeal.Step(kind: kind, judge: judge, at: Sample.start, reason: "r")
  }

  /// Steps so far, the state they lead to, and what each of two judges may do then.
  @Test(
    arguments: [
      ([], Appeal.State.open, [Appeal.Kind.uphold, .reject], [.uphold, .reject]),
      ([(.uphold, "a")], .upheld, [], [.confirm, .return]),
      ([(.uphold, "a"), (.return, "b")], .open, [.uphold, .reject], [.uphold, .reject]),
      ([(.uphold, "a"), (.confirm, "b")], .confirmed, [], []),
      ([(.reject, "a")], .rejected, [], []),
      ([(.uphold, "b"), (.return, "a"), (.uphold, "b")], .upheld, [.confirm, .return], []),
    ] as [([(Appeal.Kind, String)], Appeal.State, [Appeal.Kind], [Appeal.Kind])])
  func eachStateTakesItsSteps(
    steps: [(Appeal.Kind, String)], state: Appeal.State, first: [Appeal.Kind],
    second: [Appeal.Kind]
  ) throws {
    let appeal = try appeal(steps)
    #expect(appeal.state == state)
    for (judge, allowed) in [("a", first), ("b", second)] {
      let taken = Appeal.Kind.allCases.filter { kind in
        (try? appeal.require(step(kind, judge))) != nil
      }
      #expect(Set(taken) == Set(allowed), "\(judge)")
    }
  }

  @Test func whoUpheldItCannotConfirmIt() throws {
    let appeal = try appeal([(.uphold, "a")])
    #expect(throws: Appeal.Refusal.sameJudge) { try appeal.require(step(.confirm, "a")) }
    #expect(throws: Appeal.Refusal.notNow(.upheld)) { try appeal.require(step(.reject, "b")) }
  }

  @Test func appealsAreTakenUntilTheDeclaredMoment() throws {
    let declared = Sample.plan.replacingOccurrences(
      of: "feedback: score", with: "feedback: score\n        appeals: 2d")
    let stage = try #require(Contest(plan: declared).stage(Sample.path("practice")))
    let last = stage.window.closes + .seconds(2 * 86_400)
    #expect(stage.takesAppeals(at: Instant(milliseconds: last.milliseconds - 1), in: .certified))
    #expect(!stage.takesAppeals(at: last, in: .open))
    let plain = try #require(Sample.contest().stage(Sample.path("practice")))
    #expect(plain.takesAppeals(at: last, in: .closed))
    #expect(!plain.takesAppeals(at: Sample.start, in: .certified))
  }
}
