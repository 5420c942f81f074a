import Contests
import Testing

@testable import Certification

/// What stands against people by what was filed and ruled.
@Suite struct ObjectionTests {
  private func acts(
    _ steps: [(ObjectionAct.Step, filing: Int?)], against people: [String] = []
  ) throws -> [ObjectionAct] {
    try steps.enumerated().map { index, step in
      ObjectionAct(
        number: index + 1,
        subject: .contestant(try ContestantID(index < people.count ? people[index] : "A")),
        step: step.0, filing: step.filing,
        note: StaffNote(actor: "li", at: Instant(milliseconds: 0), reason: "r"))
    }
  }

  private func standing(_ acts: [ObjectionAct]) throws -> [String] {
    try acts.standing(at: StagePath("cup/fitter/final")).values.map {
      "\($0.value) \($0.evidence)"
    }
  }

  @Test func oneRulingSettlesOneFiling() throws {
    let two = try acts([(.filed, nil), (.filed, nil), (.dismissed, 1)])
    #expect(try standing(two) == ["open objections:cup/fitter/final#2"])
    #expect(two.open.map(\.number) == [2])
    let all = try acts([(.filed, nil), (.filed, nil), (.dismissed, 1), (.dismissed, 2)])
    #expect(try standing(all) == ["none objections:cup/fitter/final#4"])
  }

  @Test func whatWasUpheldStaysUpheld() throws {
    let upheld = try acts([(.filed, nil), (.upheld, 1), (.filed, nil), (.dismissed, 3)])
    #expect(try standing(upheld) == ["upheld objections:cup/fitter/final#2"])
  }

  /// Rulings from before they named their filing are about all until then.
  @Test func anOldRulingIsAboutWhatWasFiledBefore() throws {
    let old = try acts([(.filed, nil), (.filed, nil), (.dismissed, nil)])
    #expect(old.open.isEmpty)
    let later = try acts([(.filed, nil), (.dismissed, nil), (.filed, nil)])
    #expect(later.open.map(\.number) == [3])
    let others = try acts([(.filed, nil), (.dismissed, nil)], against: ["A", "B"])
    #expect(others.open.map(\.number) == [1])
  }

  @Test func aRulingIsAboutOneOpenFiling() throws {
    let all = try acts([(.filed, nil), (.filed, nil), (.filed, nil)], against: ["A", "B", "A"])
    let a = ObjectionSubject.contestant(try ContestantID("A"))
    let b = ObjectionSubject.contestant(try ContestantID("B"))
    #expect(try all.filing(meantBy: .onlyOne(against: b)).number == 2)
    #expect(try all.filing(meantBy: .filing(3)).number == 3)
    #expect(throws: ObjectionRefusal.several([1, 3])) {
      try all.filing(meantBy: .onlyOne(against: a))
    }
    #expect(throws: ObjectionRefusal.notOpen) { try all.filing(meantBy: .filing(4)) }
    #expect(throws: ObjectionRefusal.notOpen) {
      try acts([(.filed, nil), (.upheld, 1)]).filing(meantBy: .filing(1))
    }
  }
}
