import AttemptRecords
import Contests
import Sessions

/// The records of a run, as a database keeps them: what `SessionJournal` promises, in memory.
struct SimulatedJournal: Sendable {
  /// An attempt with what is searched for.
  struct Row: Sendable {
    let id: AttemptID
    let start: AttemptStart
    /// The bell, or the time of the first record.
    let startedAt: Instant
    var records: [AttemptRecord] = []
    var due: Instant
    /// The position of the record with which it was over.
    var finished: Int64?
    var isPaused = false
    var isVoided = false
    var countsAsTry = true
  }

  /// Why an entry was not written.
  enum Refusal: Hashable, Sendable {
    /// An earlier entry of the attempt in the batch was not.
    case followsRefused
    /// Somebody else's record stands where the entry's first should.
    case taken(by: AttemptRecord)
    /// The attempt does not stand where the entry builds on.
    case otherBase
    /// The contestant has a start of that number.
    case numberTaken
    case seatTaken
    case idTaken
  }

  /// A rule that the journal no longer keeps, to see who notices.
  enum Gap: Sendable { case base, unique }

  /// In the order of their starts.
  private(set) var rows: [Row] = []
  /// Every record by its position, from 1, as row and sequence.
  private(set) var log: [(row: Int, sequence: Int)] = []
  private var places: [AttemptID: Int] = [:]
  private let gap: Gap?

  init(gap: Gap? = nil) { self.gap = gap }

  var position: Int64 { Int64(log.count) }

  /// The time of the record with the highest position.
  var newestTime: Instant? { log.last.map { rows[$0.row].records[$0.sequence].at } }

  func row(_ id: AttemptID) -> Row? { places[id].map { rows[$0] } }

  // MARK: Writing

  /// Writes every entry that builds on what is there; for each why it was not.
  mutating func append(_ batch: [JournalEntry]) -> [Refusal?] {
    var refused: [AttemptID] = []
    return batch.map { entry in
      let refusal =
        refused.contains(entry.attempt) ? .followsRefused : self.refusal(of: entry)
      if refusal == nil { write(entry) } else { refused.append(entry.attempt) }
      return refusal
    }
  }

  /// Takes back everything after a position, as if it had never been written.
  mutating func drop(after position: Int64) {
    var kept = SimulatedJournal(gap: gap)
    for entry in log.prefix(Int(position)) {
      kept.write(JournalEntry(records: [rows[entry.row].records[entry.sequence]], base: .empty))
    }
    self = kept
  }

  private func refusal(of entry: JournalEntry) -> Refusal? {
    let first = entry.records[0]
    guard case .started(let start) = first.event else {
      guard gap != .base else { return places[entry.attempt] == nil ? .otherBase : nil }
      guard let row = row(entry.attempt), let last = row.records.last else { return .otherBase }
      if row.records.indices.contains(first.sequence) {
        return .taken(by: row.records[first.sequence])
      }
      return last.sequence == first.sequence - 1 && last.head == entry.base ? nil : .otherBase
    }
    if places[entry.attempt] != nil { return .idTaken }
    guard gap != .unique else { return nil }
    for row in rows where row.start.stage == start.stage {
      if row.start.contestant == start.contestant, row.start.number == start.number {
        return .numberTaken
      }
      if let seat = start.unitSeat, row.start.unitSeat == seat { return .seatTaken }
    }
    return nil
  }

  private mutating func write(_ entry: JournalEntry) {
    for record in entry.records {
      if case .started(let start) = record.event {
        places[record.attempt] = rows.count
        rows.append(
          Row(
            id: record.attempt, start: start, startedAt: start.bell ?? record.at, due: start.due))
      }
      guard let place = places[record.attempt] else { return }
      rows[place].records.append(record)
      log.append((row: place, sequence: rows[place].records.count - 1))
      note(record, in: place)
    }
  }

  private mutating func note(_ record: AttemptRecord, in place: Int) {
    switch record.event {
    case .submitted: rows[place].finished = position
    case .ruled(.voided(let mayRetry), _):
      rows[place].finished = position
      rows[place].isVoided = true
      rows[place].countsAsTry = !mayRetry
    case .ruled(.extended(let time), _): rows[place].due = rows[place].due + time
    case .ruled(.suspended, _): rows[place].isPaused = true
    case .ruled(.resumed(let pause), _):
      rows[place].isPaused = false
      rows[place].due = rows[place].due + pause
    case .started, .answered, .cleared, .flagged, .signalled, .heartbeat: break
    }
  }

  // MARK: Reading

  func records(of id: AttemptID) -> [AttemptRecord] { row(id)?.records ?? [] }

  func record(of id: AttemptID, sequence: Int) -> AttemptRecord? {
    guard let records = row(id)?.records, records.indices.contains(sequence) else { return nil }
    return records[sequence]
  }

  func standing(
    of contestant: Contestant, at stage: StagePath
  ) -> (attempts: [AttemptSummary], unitSeats: UnitSeats) {
    var attempts: [AttemptSummary] = []
    var highest = 0
    var isSeated = false
    for row in rows where row.start.stage == stage {
      if let seat = row.start.unitSeat, seat.unit == contestant.unit {
        highest = max(highest, seat.number)
      }
      guard row.start.contestant == contestant.id else { continue }
      isSeated = isSeated || row.start.unitSeat != nil
      attempts.append(
        AttemptSummary(
          id: row.id, number: row.start.number, startedAt: row.startedAt,
          isOpen: row.finished == nil, countsAsTry: row.countsAsTry))
    }
    return (
      attempts.sorted { $0.number < $1.number }, UnitSeats(highest: highest, isSeated: isSeated)
    )
  }

  func overdue(at instant: Instant, limit: Int) -> [AttemptID] {
    let found = rows.filter { $0.finished == nil && !$0.isPaused && $0.due < instant }
    return found.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.prefix(limit).map(\.id)
  }

  func openAttempts(of stage: StagePath) -> [AttemptID] {
    rows.filter { $0.finished == nil && $0.start.stage == stage }.map(\.id).sorted()
  }

  /// The stages that have open attempts, in the order of their first starts.
  func openStages() -> [StagePath] {
    rows.filter { $0.finished == nil }.reduce(into: []) { stages, row in
      if !stages.contains(row.start.stage) { stages.append(row.start.stage) }
    }
  }

  /// The histories of all attempts that are not over.
  func openRecords() -> [[AttemptRecord]] {
    rows.filter { $0.finished == nil }.sorted { $0.id < $1.id }.map(\.records)
  }

  func submissions(
    after position: Int64, limit: Int
  ) -> [(position: Int64, attempt: AttemptID)] {
    var found: [(position: Int64, attempt: AttemptID)] = []
    for row in rows where !row.isVoided {
      if let finished = row.finished, finished > position { found.append((finished, row.id)) }
    }
    return Array(found.sorted { $0.position < $1.position }.prefix(limit))
  }
}
