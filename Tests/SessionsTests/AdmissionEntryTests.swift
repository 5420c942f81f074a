import Contests
import Fixtures
import Sessions
import Testing

/// Who is admitted at all.
@Suite struct AdmissionEntryTests {
  /// The seat that goes with an attempt that is begun.
  private func seat(_ entrant: Entrant) throws -> Int? {
    guard case .begin(_, _, _, _, let seat) = try entrant.decide(at: 0) else {
      Issue.record("nothing was begun")
      return nil
    }
    return seat
  }

  @Test func theEventsOwnRosterIsAdmittedUnlessMoreAre() throws {
    var entrant = try Entrant()
    #expect(try entrant.refusal(at: 0) == nil)
    try entrant.belong(to: "cup", "welder")
    #expect(try entrant.refusal(at: 0) == .notOnRoster)
    entrant.admission = Admission(source: .roster, perUnit: 5)
    #expect(try entrant.refusal(at: 0) == .notOnRoster)
  }

  @Test func anOpenStageAdmitsTheWholeContestAndNobodyElse() throws {
    var entrant = try Entrant()
    entrant.admission = .open
    #expect(try entrant.refusal(at: 0) == nil)
    try entrant.belong(to: "cup", "welder")
    #expect(try entrant.refusal(at: 0) == nil)
    try entrant.belong(to: "other", "fitter")
    #expect(try entrant.refusal(at: 0) == .notOnRoster)
  }

  @Test func aShortlistAdmitsWhoeverIsOnIt() throws {
    let heat = try StageID("heat")
    var entrant = try Entrant()
    entrant.admission = Admission(source: .shortlist(of: heat))
    #expect(try entrant.refusal(at: 0) == .notShortlisted(of: heat))
    entrant.isShortlisted = true
    #expect(try entrant.refusal(at: 0) == nil)
    // The stage before may have been open to the whole contest.
    try entrant.belong(to: "cup", "welder")
    #expect(try entrant.refusal(at: 0) == nil)
    entrant.isShortlisted = false
    #expect(try entrant.refusal(at: 0) == .notShortlisted(of: heat))
    entrant.isShortlisted = true
    try entrant.belong(to: "other", "fitter")
    #expect(try entrant.refusal(at: 0) == .notOnRoster)
  }

  @Test func aShortlistOpensNoStageThatNamesNone() throws {
    var entrant = try Entrant()
    try entrant.belong(to: "cup", "welder")
    entrant.isShortlisted = true
    #expect(try entrant.refusal(at: 0) == .notOnRoster)
  }

  @Test(arguments: [
    ("320302", ["32"], true), ("320302", ["33"], false), ("320302", ["3203"], true),
    ("320302", ["3204"], false), ("320302", ["320302"], true), ("320302", ["320303"], false),
    ("320302", ["320300"], true), ("320302", ["320000"], true), ("320300", ["320302"], false),
    ("320300", ["41", "3207", "3203"], true), ("320300", ["41", "3207", "3204"], false),
  ])
  func anyOfTheRegionsAdmits(region: String, prefixes: [String], isAdmitted: Bool) throws {
    var entrant = try Entrant(region: region)
    let regions = try prefixes.map { try #require(RegionPrefix($0)) }
    entrant.admission = Admission(source: .roster, regions: regions)
    #expect(try entrant.refusal(at: 0) == (isAdmitted ? nil : .regionNotAdmitted))
  }

  @Test func seatsOfAUnitAreGivenInTurnUntilTheyAreTaken() throws {
    var entrant = try Entrant()
    entrant.admission = Admission(source: .roster, perUnit: 20)
    #expect(try seat(entrant) == 1)
    entrant.seats = UnitSeats(highest: 18, isSeated: false)
    #expect(try seat(entrant) == 19)
    entrant.seats = UnitSeats(highest: 19, isSeated: false)
    #expect(try seat(entrant) == 20)
    for highest in [20, 21] {
      entrant.seats = UnitSeats(highest: highest, isSeated: false)
      #expect(try entrant.refusal(at: 0) == .unitFull(limit: 20))
    }
  }

  @Test func whoHasASeatNeedsNoOther() throws {
    var entrant = try Entrant()
    entrant.admission = Admission(source: .roster, perUnit: 20)
    entrant.attempts = [.made(1)]
    for highest in [1, 20, 21] {
      entrant.seats = UnitSeats(highest: highest, isSeated: true)
      #expect(try seat(entrant) == nil)
    }
  }

  @Test func withoutABoundNobodyTakesASeat() throws {
    var entrant = try Entrant()
    entrant.seats = UnitSeats(highest: 100_000, isSeated: false)
    #expect(try seat(entrant) == nil)
  }
}
