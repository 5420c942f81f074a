package typealias ContestID = Identifier<Contest>
package typealias EventID = Identifier<Event>

/// A skills contest: its events and their stages, as an organizer declared them.
package struct Contest: Hashable, Sendable, Codable {
  package let id: ContestID
  package let title: LocalizedText
  package let tier: Tier
  /// The class within the tier (一类, 二类), by which policies differ; absent when none is declared.
  package let contestClass: Int?
  package let zone: ContestZone
  /// The cities that hold the contest.
  package let hosts: [RegionCode]
  package let events: [Event]

  package init(
    id: ContestID, title: LocalizedText, tier: Tier, contestClass: Int? = nil, zone: ContestZone,
    hosts: [RegionCode], events: [Event]
  ) {
    self.id = id
    self.title = title
    self.tier = tier
    self.contestClass = contestClass
    self.zone = zone
    self.hosts = hosts
    self.events = events
  }

  /// The classes that a plan may declare.
  package static let classes = 1...9

  /// Absent when the contest has no such event.
  package func event(_ id: EventID) -> Event? { events.first { $0.id == id } }

  /// Absent when the path names another contest, or an event or stage that is not in this one.
  package func stage(_ path: StagePath) -> Stage? {
    guard path.contest == id else { return nil }
    return event(path.event)?.stages.first { $0.id == path.stage }
  }

  /// Every stage of every event, in the order of the plan.
  package var stagePaths: [StagePath] {
    events.flatMap { event in
      event.stages.map { StagePath(contest: id, event: event.id, stage: $0.id) }
    }
  }

  /// The stages by whose results policies decide.
  package var judgedStages: [StagePath] {
    stagePaths.filter { !(stage($0)?.policies.isEmpty ?? true) }
  }
}

/// How high a contest stands; policy packs may depend on it. Lowest first.
package enum Tier: String, Sendable, CaseIterable, Codable {
  case enterprise, county, city, regional, province, national
}

/// What is contested (赛项): one occupation's work, examined from one question bank.
package struct Event: Hashable, Sendable, Codable {
  package let id: EventID
  package let title: LocalizedText
  /// The occupation to which certificates of this event refer.
  package let occupation: OccupationCode
  package let bank: BankID
  package let stages: [Stage]

  package init(
    id: EventID, title: LocalizedText, occupation: OccupationCode, bank: BankID, stages: [Stage]
  ) {
    self.id = id
    self.title = title
    self.occupation = occupation
    self.bank = bank
    self.stages = stages
  }
}

/// How far a stage has come. It only ever moves forward.
package enum StageState: String, Sendable, CaseIterable, Codable, Comparable {
  /// Declared; nobody may enter.
  case draft
  /// Contestants may enter within the window.
  case open
  /// No further attempts; what was saved has been submitted.
  case closed
  /// The results are final.
  case certified

  package static func < (left: StageState, right: StageState) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
