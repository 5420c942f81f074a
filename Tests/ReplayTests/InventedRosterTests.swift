import Contests
import Testing

@testable import leitai_replay

@Suite struct InventedRosterTests {
  private let events = ["fitter", "power-monitoring", "electrician", "welder"]

  @Test func theSameSeedGivesTheSameFile() {
    let first = InventedRoster(count: 300, events: events, seed: 7)
    let again = InventedRoster(count: 300, events: events, seed: 7)
    let other = InventedRoster(count: 300, events: events, seed: 8)
    #expect(first.file == again.file)
    #expect(first.file != other.file)
  }

  @Test func knownNumbersHaveTheirCheckCharacter() {
    // The two examples of GB 11643-1999.
    #expect(IdentityNumber.checkCharacter(of: "11010519491231002") == "X")
    #expect(IdentityNumber.checkCharacter(of: "44052418800101001") == "4")
  }

  @Test func everyIdentityNumberIsValidAndNobodys() {
    let people = InventedRoster(count: 2000, events: events, seed: 1).people
    for person in people {
      #expect(person.identity.count == 18)
      let digits = String(person.identity.dropLast())
      #expect(person.identity.last == IdentityNumber.checkCharacter(of: digits))
      #expect((1968...2004).contains(Int(digits.dropFirst(6).prefix(4)) ?? 0))
      #expect(digits.prefix(6) == person.unit.city.code)
      #expect(person.unit.city.code.hasSuffix("00"))
    }
    #expect(Set(people.map(\.identity)).count == people.count)
  }

  @Test func admissionNumbersAreTwelveDigitsAndUnique() {
    let people = InventedRoster(count: 2000, events: events, seed: 1).people
    #expect(people.allSatisfy { $0.admission.count == 12 && Int($0.admission) != nil })
    #expect(Set(people.map(\.admission)).count == people.count)
  }

  @Test func theRosterIsAsMixedAsARealOne() {
    let people = InventedRoster(count: 2000, events: events, seed: 1).people
    let cities = Set(people.map(\.unit.city))
    #expect(cities.count >= 34)
    #expect(cities.count(where: \.isHost) == 10)
    #expect(Set(people.map(\.unit.name)).count >= 80)
    #expect(Set(people.map(\.event)) == Set(events))
    #expect(Set(people.map(\.name)).count < people.count)
    for rare in PersonName.rare { #expect(people.contains { $0.name.contains(rare) }) }
    #expect(people.contains { $0.level == nil })
    #expect(people.allSatisfy { $0.level?.isAwardedByContests ?? true })
    let inHosts = people.count(where: \.unit.city.isHost)
    #expect(inHosts * 10 > people.count * 3, "ten of 62 cities have far more than their share")
  }

  @Test func everyUnitIsInOneCity() {
    let units = City.all.flatMap { Unit.invented(in: $0) }
    #expect(Set(units.map(\.name)).count == units.count)
    #expect(City.all.allSatisfy { RegionCode($0.code)?.city.text == $0.code })
  }

  @Test func theFileHasAMarkAndOneLineAPerson() throws {
    let roster = InventedRoster(count: 3, events: ["fitter"], seed: 1)
    #expect(roster.file.starts(with: [0xEF, 0xBB, 0xBF]))
    let records = CommaSeparated.records(in: String(decoding: roster.file, as: UTF8.self))
    #expect(records.first == RosterPerson.columns)
    #expect(records.dropFirst().map(\.self) == roster.people.map(\.fields))
  }

  @Test func anEmptyRosterIsAHeading() {
    #expect(InventedRoster(count: 0, events: ["fitter"], seed: 1).people.isEmpty)
  }
}
