import AttemptRecords
import Contests
import Fixtures
import Foundation
import SQLiteStorage
import Sessions

/// A chain of records of one attempt at a sample stage, made without any rules.
struct RecordChain {
  let id: AttemptID
  let start: AttemptStart
  private(set) var records: [AttemptRecord] = []

  /// - Parameters:
  ///   - number: the attempt's id; also its contestant, unless one is given.
  ///   - seat: the contestant's place among those of 甲厂.
  init(
    _ number: Int64, contestant: String? = nil, try tryNumber: Int = 1, stage: String = "practice",
    at instant: Instant = Sample.start, seat: Int? = nil, bell: Instant? = nil
  ) throws {
    id = AttemptID(number: number)
    let deadline = (bell ?? instant) + .seconds(600)
    start = AttemptStart(
      contestant: try ContestantID(contestant ?? "\(number)"), stage: try Sample.path(stage),
      number: tryNumber, bank: try BankID("fitter"), bankVersion: 1, seed: 5, bell: bell,
      deadline: deadline, due: deadline + .seconds(3),
      unitSeat: seat.flatMap { seat in
        UnitName("甲厂").map { UnitSeat(unit: $0, number: seat) }
      })
    add(.started(start), at: instant)
  }

  var head: ChainHead { records.last?.head ?? .empty }

  /// Adds a record a second after the last one.
  @discardableResult
  mutating func add(_ event: AttemptEvent, at instant: Instant? = nil) -> AttemptRecord {
    let record = AttemptRecord(
      attempt: id, sequence: records.count,
      at: instant ?? (records.last?.at ?? Sample.start) + .seconds(1), event: event, after: head)
    records.append(record)
    return record
  }

  /// An entry of the records from a place on.
  func entry(from first: Int = 0, to last: Int? = nil) -> JournalEntry {
    JournalEntry(
      records: Array(records[first...(last ?? records.count - 1)]),
      base: first == 0 ? .empty : records[first - 1].head)
  }
}

extension SQLiteStore {
  /// The record of that number; absent when there is none.
  func record(of attempt: AttemptID, sequence: Int) async throws -> AttemptRecord? {
    try await records(of: attempt, in: sequence...sequence).first
  }

  /// Whether each entry was written, each in a batch of its own.
  func append(_ entries: JournalEntry...) async throws -> [Bool] {
    var written: [Bool] = []
    for entry in entries { written += try await append([entry]) }
    return written
  }
}
