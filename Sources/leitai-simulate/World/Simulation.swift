import AttemptRecords
import Contests
import QuestionBanks
import Scoring
import Sessions

/// One run: a contest with its servers, its people and its misfortunes, all decided by a seed. The
/// same seed gives the same run, event by event.
final class Simulation {
  let hall: Hall
  let mutant: Mutant?
  let scenario: Scenario
  let verdict = Verdict()
  let laws: Laws
  var dice: Dice
  var tally = Tally()
  /// Milliseconds from the run's beginning.
  private(set) var time: Int64 = 0
  var isCalm = false
  var journal: SimulatedJournal
  var results = ResultShelf()
  /// What the page cache holds of the last commit that failed.
  var lingering: [JournalEntry] = []
  /// The position up to which records survive a power cut.
  var synced: Int64 = 0
  /// Every batch that the journal was given with what it wrote; kept only where somebody asks.
  var history: [(batch: [JournalEntry], written: [Bool])]?
  private(set) var servers: [Server] = []
  private(set) var devices: [Device] = []
  var wishes: [StaffWish] = []
  private(set) var trace: [String]?
  private var agenda = Agenda<Incident>()

  /// How long after everything is well all must have come to its end.
  private static let patience: Int64 = 60_000

  init(
    seed: UInt64, in hall: Hall, mutant: Mutant? = nil, isTraced: Bool = false,
    keepsHistory: Bool = false
  ) throws {
    self.hall = hall
    self.mutant = mutant
    var dice = Dice(seed: seed)
    scenario = try Scenario(&dice, blueprint: hall.blueprint)
    self.dice = dice
    laws = Laws(scenario, verdict)
    let gap: SimulatedJournal.Gap? =
      switch mutant {
      case .forgetsBase: .base
      case .forgetsUniqueness: .unique
      default: nil
      }
    journal = SimulatedJournal(gap: gap)
    trace = isTraced ? [] : nil
    history = keepsHistory ? [] : nil
    prepare()
  }

  /// Runs to the end, or until a promise is broken.
  func run() async throws {
    let end = scenario.troubles.calm + Self.patience
    while verdict.broken == nil, let (time, event) = agenda.take(), time <= end {
      self.time = time
      tally.count(.event)
      if case .projected(let life, let view) = event {
        guard servers[life.server].isAlive(life) else { continue }
        servers[life.server].record(try await view.project(in: hall))
      } else {
        happen(event)
      }
      if isCalm, case .keep = event, isSettled { break }
    }
    if verdict.broken == nil { try await audit() }
    if let broken = verdict.broken { note("BROKEN \(broken)") }
  }

  /// Puts something down for later.
  func put(_ event: Incident, after milliseconds: Int64) {
    agenda.put(event, at: time + milliseconds)
  }

  /// Writes a line of the trace, if somebody reads it.
  func note(_ text: @autoclosure () -> String) {
    if trace != nil { trace?.append("\(time) \(text())") }
  }

  /// Something keeps servers from their work, for so many milliseconds.
  func trouble(for milliseconds: Int64 = 0) {
    laws.troubledUntil = max(laws.troubledUntil, time + milliseconds)
  }

  func anyServer() -> Server? { dice.one(of: servers.filter { $0.state == .up }) }

  private func prepare() {
    for number in 0..<scenario.servers {
      let server = Server(number, in: self)
      server.wallError = wallError()
      servers.append(server)
      server.start()
    }
    for contestant in scenario.contestants.indices {
      for _ in 0..<(dice.chance(350) ? 2 : 1) {
        let device = Device(
          devices.count, of: contestant, at: scenario.stages[contestant], in: self)
        devices.append(device)
        device.act(after: Int64(dice.number(in: 20...1500)))
      }
    }
    prepareTroubles()
  }

  private func prepareTroubles() {
    let troubles = scenario.troubles
    func sometime() -> Int64 { Int64(dice.number(in: 200...Int(troubles.calm))) }
    for number in 0..<troubles.rulings {
      wishes.append(StaffWish(&dice))
      put(.rule(number), after: sometime())
    }
    if troubles.closes {
      put(.close(dice.number(in: 0...(scenario.places.count - 1))), after: sometime())
    }
    for _ in 0..<troubles.crashes { put(.crash(server: someServer()), after: sometime()) }
    for _ in 0..<troubles.powerCuts { put(.powerCut, after: sometime()) }
    for _ in 0..<troubles.orderlyStops { put(.stop(server: someServer()), after: sometime()) }
    for _ in 0..<troubles.clockJumps {
      let distance = dice.chance(500) ? 3_600_000 : 5000
      let jump = Int64(dice.number(in: -distance...distance))
      put(.jump(server: someServer(), to: jump), after: sometime())
    }
    for _ in 0..<4 { put(.compareMemory, after: sometime()) }
    put(.calm, after: troubles.calm)
  }

  private func someServer() -> Int { dice.number(in: 0...(servers.count - 1)) }

  /// How far a machine's clock is off when a server starts.
  func wallError() -> Int64 {
    let skew = scenario.troubles.skew
    return skew == 0 ? 0 : Int64(dice.number(in: -skew...skew))
  }

  // MARK: Contest

  /// A stage as a server finds it. The servers of a run share what they know of its state.
  func place(_ stage: Int) -> StagePlace {
    let place = scenario.places[stage]
    guard laws.closedAt[stage] != nil else { return place }
    return StagePlace(
      path: place.path, contest: place.contest, event: place.event, stage: place.stage,
      state: .closed)
  }

  func deal(at instant: Instant) -> Deal {
    Deal(
      attempt: AttemptID(at: instant, random: dice.bits()), bankVersion: 1,
      seed: dice.bits())
  }

  /// Absent when the records are not those of an attempt.
  func transcript(of records: [AttemptRecord]) -> Transcript? {
    guard case .started(let start)? = records.first?.event else { return nil }
    return Transcript(
      records: records, paper: hall.dealer.paper(seed: start.seed),
      answersAreFinal: scenario.places[laws.stage(start.stage)].stage.answersAreFinal)
  }

  func attempt(of records: [AttemptRecord]) -> Attempt? { transcript(of: records)?.attempt }

  func keep(_ results: [AttemptResult]) {
    for result in results where self.results.keep(result) {
      note("result of \(result.outcome.attempt): \(result.outcome.score)")
      tally.count(.resultRecorded)
    }
  }

  /// Whether nobody waits for anything any more.
  private var isSettled: Bool {
    devices.allSatisfy { $0.mode == .done } && journal.rows.allSatisfy { $0.finished != nil }
      && servers.allSatisfy { $0.state == .up && $0.commit == nil && !$0.projector.isTaken }
      && journal.rows.count { $0.finished != nil && !$0.isVoided } <= results.results.count
  }
}
