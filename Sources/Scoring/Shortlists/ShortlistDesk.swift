package import Contests

/// Where shortlists are read and where acts about them are recorded.
package struct ShortlistDesk: Sendable {
  private let store: any ResultsCertifier.Store
  private let roster: any ContestantStore
  private let board: StandingsBoard

  package init(
    store: any ResultsCertifier.Store, roster: any ContestantStore, board: StandingsBoard
  ) {
    self.store = store
    self.roster = roster
    self.board = board
  }

  /// Why an act was not recorded; nothing is changed then.
  package enum Refusal: Error, Hashable {
    /// The stage declares none.
    case noCut
    /// Attempts may still change the standings.
    case stageOpen
    /// Nobody is on a shortlist before results are certified.
    case notCertified
    /// The order does not name exactly one of the groups that wait for a play-off; these are they.
    case notUndecided([[ContestantID]])
    /// Is neither on the shortlist nor a reserve, or fell out already.
    case notListed(ContestantID)
    /// Somebody else did something at the same moment; to be tried again.
    case changed
  }

  /// The shortlist as the jury sees it now, before certification of the standings so far.
  ///
  /// - Throws: `Refusal.noCut`, or an error of the store.
  package func shortlist(
    of place: StagePlace
  ) async throws -> (list: ShortlistInForce, acts: [ShortlistAct]) {
    guard place.stage.cut != nil else { throw Refusal.noCut }
    let rows = try await board.read(place, as: .jury) { $0.rows(0..<Limits.standingsRows) }
    let acts = try await store.shortlistActs(of: place.path)
    let standings = Standings(of: rows.map { ($0.contestant, $0.result) }, by: place.stage)
    let list = ShortlistInForce(
      of: standings, by: place.stage, version: place.certified?.version ?? 1, after: acts)
    return (list, acts)
  }

  /// The shortlist of the earlier stage that admits to a stage; `nil` where none does.
  package func shortlist(admittingTo place: StagePlace) async throws -> EarlierShortlist? {
    try await EarlierShortlist(of: place, from: store)
  }

  /// What was done about the shortlist of a stage, the oldest first.
  package func acts(of stage: StagePath) async throws -> [ShortlistAct] {
    try await store.shortlistActs(of: stage)
  }

  /// Records the order that a play-off gave; whoever can move up by it does. Of certified results it
  /// may also be about equals on the cut of what would be certified anew.
  ///
  /// - Throws: `Refusal`, or an error of the store.
  package func decide(
    _ order: [ContestantID], at place: StagePlace, _ note: StaffNote
  ) async throws -> ShortlistAct {
    guard place.state == .closed || place.state == .certified else { throw Refusal.stageOpen }
    let (list, acts) = try await shortlist(of: place)
    let isThat = { (group: [ContestantID]) in
      group.count == order.count && Set(group) == Set(order)
    }
    if list.undecided.contains(where: isThat) {
      return try await append(.playOff(order), list, acts, at: place, concerning: order, note)
    }
    guard let certified = place.certified else { throw Refusal.notUndecided(list.undecided) }
    let source = try await StandingsSource(of: place, from: store, roster: roster)
    let next = ShortlistInForce(
      of: source.standings(), by: place.stage, version: certified.version + 1, after: acts)
    guard next.undecided.contains(where: isThat) else {
      throw Refusal.notUndecided(list.undecided + next.undecided)
    }
    return try await append(.playOff(order), list, acts, at: place, concerning: [], note)
  }

  /// Records that somebody falls out; the next reserve of the city moves up.
  ///
  /// - Throws: `Refusal`, or an error of the store.
  package func withdraw(
    _ contestant: ContestantID, from place: StagePlace, _ note: StaffNote
  ) async throws -> ShortlistAct {
    guard place.state == .certified else { throw Refusal.notCertified }
    let (list, acts) = try await shortlist(of: place)
    guard list.lists(contestant) else { throw Refusal.notListed(contestant) }
    return try await append(
      .withdrawal(contestant), list, acts, at: place, concerning: [contestant], note)
  }

  private func append(
    _ kind: ShortlistAct.Kind, _ list: ShortlistInForce, _ acts: [ShortlistAct],
    at place: StagePlace, concerning people: [ContestantID], _ note: StaffNote
  ) async throws -> ShortlistAct {
    let version = place.certified?.version
    let act = ShortlistAct(
      number: acts.count + 1, kind: kind, resultsVersion: version ?? 0,
      movedUp: version == nil ? [] : list.movingUp(after: kind, inCitiesOf: people),
      actor: note.actor, at: note.at, reason: note.reason)
    guard try await store.append(act, to: place.path) else { throw Refusal.changed }
    return act
  }
}
