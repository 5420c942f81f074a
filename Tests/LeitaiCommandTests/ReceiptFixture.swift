import AttemptRecords
import ContestAPI
import Contests
import Testing

@testable import leitai

/// A receipt of an attempt with answers of every form, an intervention and a submission.
struct ReceiptFixture {
  static let attempt = AttemptID(number: 0xAB)
  let key: ReceiptKey
  let events: [AttemptEvent]

  init() throws {
    key = try #require(ReceiptKey(seed: [UInt8](1...32)))
    let start = AttemptStart(
      contestant: try ContestantID("1000"), stage: try StagePath("cup/fitter/final"), number: 1,
      bank: try BankID("fitter"), bankVersion: 2, seed: 7,
      deadline: Instant(milliseconds: 1_000_300_000), due: Instant(milliseconds: 1_000_303_000))
    events = [
      .started(start), .answered(item: 0, .choices([Choices(position: 1)])),
      .answered(item: 1, .places([1, nil, 0])), .answered(item: 2, .texts(["齿轮", ""])),
      .ruled(.extended(by: .seconds(60)), Note(actor: "li", reason: "断电")), .signalled(.pasted),
      .flagged(item: 2, true), .answered(item: 0, .choices([Choices(position: 2)])),
      .cleared(item: 1), .heartbeat, .submitted(by: .contestant),
    ]
  }

  /// The commands behind the contestant's records, by the record's number.
  static let commands: [Int: Command] = [
    1: .answer(1, item: 0, choices: [1]), 2: .answer(2, item: 1, Answer(places: [1, -1, 0])),
    3: .answer(3, item: 2, Answer(texts: ["齿轮", ""])), 5: .signal(4, "pasted"),
    6: .flag(5, item: 2, true), 7: .answer(6, item: 0, choices: [2]), 8: .clear(7, item: 1),
    9: .heartbeat(8), 10: .submit(9),
  ]

  /// The chain over some events, one a second.
  static func records(_ events: [AttemptEvent]) -> [AttemptRecord] {
    var head = ChainHead.empty
    return events.enumerated().map { place, event in
      let record = AttemptRecord(
        attempt: attempt, sequence: place,
        at: Instant(milliseconds: 1_000_000_000 + Int64(place) * 1_000), event: event, after: head)
      head = record.head
      return record
    }
  }

  static func history(_ records: [AttemptRecord], receipt: Receipt? = nil) -> AttemptHistory {
    AttemptHistory(
      attempt: attempt.description, stage: "cup/fitter/final", contestant: "1000",
      state: "submitted",
      records: records.map {
        AttemptHistory.Record(
          sequence: $0.sequence, at: $0.at.milliseconds, kind: $0.event.name,
          event: $0.event.encoded.hexadecimal, head: $0.head.description, item: $0.event.item,
          detail: $0.event.detail, isHasty: false)
      }, receipt: receipt)
  }

  func receipt(_ records: [AttemptRecord], key: ReceiptKey? = nil) throws -> Receipt {
    let key = key ?? self.key
    let last = try #require(records.last)
    let statement = ReceiptStatement(
      attempt: Self.attempt, records: records.count, head: last.head, submittedAt: last.at)
    return Receipt(
      format: ReceiptStatement.format, attempt: Self.attempt.description, records: records.count,
      head: last.head.description, submittedAt: last.at.milliseconds, signer: key.publicKey.id,
      signature: try key.signature(of: statement).hexadecimal)
  }

  /// A receipt in which everything is right, over these events or the fixture's own.
  func file(
    _ events: [AttemptEvent]? = nil, acknowledgements: [Acknowledgement]? = nil,
    key: ReceiptKey? = nil
  ) throws -> ReceiptFile {
    let records = Self.records(events ?? self.events)
    let receipt = try receipt(records, key: key)
    let signer = (key ?? self.key).publicKey
    return ReceiptFile(
      server: "http://s",
      signer: ReceiptSigners.Signer(id: signer.id, publicKey: signer.bytes.hexadecimal),
      receipt: receipt, history: Self.history(records, receipt: receipt),
      acknowledgements: acknowledgements ?? Self.acknowledgements(records))
  }

  static func acknowledgements(_ records: [AttemptRecord]) -> [Acknowledgement] {
    records.compactMap { record in
      commands[record.sequence].map {
        Acknowledgement(
          record: record.sequence, head: record.head.description, savedAt: record.at.milliseconds,
          command: $0)
      }
    }
  }
}
