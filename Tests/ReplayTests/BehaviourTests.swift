import QuestionBanks
import Testing

@testable import leitai_replay

@Suite struct BehaviourTests {
  private func counts(_ count: Int) -> [Behaviour: Int] {
    Dictionary(
      Behaviour.assigned(count: count, seed: 1).map { ($0, 1) }, uniquingKeysWith: +)
  }

  @Test func sharesAreExact() {
    #expect(
      counts(2000) == [
        .honest: 1580, .disconnects: 100, .retries: 100, .answersTwice: 80, .startsTwice: 80,
        .runsOutOfTime: 40, .abandons: 20,
      ])
  }

  @Test func everyBehaviourIsInASmallContest() {
    #expect(counts(7).count == Behaviour.allCases.count)
  }

  @Test(arguments: [0, 1, 3]) func thereIsOneForEach(_ count: Int) {
    #expect(Behaviour.assigned(count: count, seed: 1).count == count)
  }

  @Test func theSeedDecidesWhoBehavesHow() {
    #expect(Behaviour.assigned(count: 100, seed: 1) == Behaviour.assigned(count: 100, seed: 1))
    #expect(Behaviour.assigned(count: 100, seed: 1) != Behaviour.assigned(count: 100, seed: 2))
  }

  @Test func aContestantIsTheSameInEveryRun() {
    let code = AccessCode(admission: "202501000001", event: "fitter", code: "X")
    let one = SimulatedContestant(code, behaviour: .honest, seed: 1)
    let again = SimulatedContestant(code, behaviour: .honest, seed: 1)
    let other = SimulatedContestant(code, behaviour: .honest, seed: 2)
    #expect(one.ability == again.ability)
    #expect(one.ability != other.ability)
    var first = one.random(for: "practice")
    var second = again.random(for: "practice")
    var third = again.random(for: "preliminary")
    let (number, same, another) = (first.next(), second.next(), third.next())
    #expect(number == same)
    #expect(number != another)
  }
}
