import Contests
import QuestionBanks

/// A roster of people who do not exist: the same people from the same seed.
struct InventedRoster: Sendable {
  let people: [RosterPerson]

  /// The largest number of people for whom there are admission numbers.
  static let capacity = Limits.importRows

  /// - Parameter events: ids; each person enters one of them.
  /// - Precondition: there are 1 to 99 events and at most `capacity` people.
  init(count: Int, events: [String], seed: UInt64) {
    precondition((1...99).contains(events.count) && count <= Self.capacity)
    var random = SeededGenerator(seed: seed)
    let units = City.all.flatMap { Unit.invented(in: $0) }
    var identities: Set<String> = []
    people = (0..<count).map { index in
      let event = random.below(events.count)
      let unit = units[random.below(units.count)]
      let birthYear = 1968 + random.below(2005 - 1968)
      return RosterPerson(
        admission: "2025" + IdentityNumber.padded(event + 1, to: 2)
          + IdentityNumber.padded(index + 1, to: 6),
        name: PersonName.invented(index: index, using: &random),
        identity: Self.identity(
          city: unit.city, birthYear: birthYear, taken: &identities, using: &random),
        unit: unit, event: events[event],
        level: Self.level(birthYear: birthYear, using: &random),
        team: Self.team(of: unit.city, index: index))
    }
  }

  /// Every other person of a host city stands for its team, which has people in every event.
  private static func team(of city: City, index: Int) -> String? {
    city.isHost && index.isMultiple(of: 2) ? "\(city.shortName)代表队" : nil
  }

  /// UTF-8 with a byte order mark, the form in which spreadsheet programs save Chinese text.
  var file: [UInt8] {
    var text = CommaSeparated.line(RosterPerson.columns)
    for person in people { text += CommaSeparated.line(person.fields) }
    return CommaSeparated.byteOrderMark + Array(text.utf8)
  }

  /// A number that nobody has: real ones begin with the code of a county, this with a city's.
  private static func identity(
    city: City, birthYear: Int, taken: inout Set<String>, using random: inout SeededGenerator
  ) -> String {
    while true {
      // Every month has 28 days.
      let birth =
        "\(birthYear)" + IdentityNumber.padded(1 + random.below(12), to: 2)
        + IdentityNumber.padded(1 + random.below(28), to: 2)
      let text = IdentityNumber.text(
        region: city.code, birth: birth, order: 1 + random.below(999))
      if taken.insert(text).inserted { return text }
    }
  }

  /// Nobody below 30 or so holds 技师 or 高级技师.
  private static func level(
    birthYear: Int, using random: inout SeededGenerator
  ) -> SkillLevel? {
    switch random.below(100) {
    case ..<18: nil
    case ..<32: .junior
    case ..<58: .intermediate
    case ..<88: .senior
    case ..<97: birthYear <= 1995 ? .technician : .senior
    default: birthYear <= 1990 ? .seniorTechnician : .senior
    }
  }
}
