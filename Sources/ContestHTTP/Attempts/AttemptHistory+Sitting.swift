import AttemptRecords
import ContestAPI
import Contests
import QuestionBanks
import Sessions

extension AttemptHistory {
  init(_ sitting: Sitting, receipt: Receipt?, at instant: Instant) {
    let transcript = sitting.transcript
    let hasty = Set(
      sitting.place.stage.pace.map { transcript.hasty(under: $0).map(\.sequence) } ?? [])
    self.init(
      attempt: transcript.id.description, stage: transcript.start.stage.description,
      contestant: transcript.start.contestant.text, state: transcript.attempt.phase.name,
      records: transcript.records.map { record in
        Record(
          sequence: record.sequence, at: record.at.milliseconds, kind: record.event.name,
          event: record.event.encoded.hexadecimal, head: record.head.description,
          item: record.event.item, detail: record.event.detail,
          isHasty: hasty.contains(record.sequence))
      }, receipt: receipt)
  }
}

extension AttemptEvent {
  /// As the API names it.
  var name: String {
    switch self {
    case .started: "started"
    case .answered: "answered"
    case .cleared: "cleared"
    case .flagged: "flagged"
    case .signalled: "signalled"
    case .heartbeat: "heartbeat"
    case .submitted: "submitted"
    case .ruled(.extended, _): "extended"
    case .ruled(.suspended, _): "suspended"
    case .ruled(.resumed, _): "resumed"
    case .ruled(.voided, _): "voided"
    }
  }

  fileprivate var item: Int? {
    switch self {
    case .answered(let item, _), .cleared(let item), .flagged(let item, _): item
    default: nil
    }
  }

  fileprivate var detail: String {
    switch self {
    case .started(let start): "\(start.bank) \(start.bankVersion)"
    case .answered(_, let response): response.line
    case .flagged(_, let isFlagged): isFlagged ? "on" : "off"
    case .signalled(let signal): signal.name
    case .submitted(let submitter):
      switch submitter {
      case .contestant: "contestant"
      case .deadline: "deadline"
      case .closing: "closing"
      }
    case .ruled(.extended(let time), let note):
      "\(time.count / 1000) s; \(note.actor): \(note.reason)"
    case .ruled(.voided(true), let note): "may retry; \(note.actor): \(note.reason)"
    case .ruled(_, let note): "\(note.actor): \(note.reason)"
    case .cleared, .heartbeat: ""
    }
  }
}

extension AttemptRow {
  init(_ overview: AttemptOverview) {
    self.init(
      attempt: overview.id.description, contestant: overview.contestant.text,
      number: overview.number, startedAt: overview.startedAt.milliseconds,
      due: overview.due.milliseconds, state: overview.phase.name, records: overview.records)
  }
}
