import AttemptRecords
import ContestAPI
import Contests
import QuestionBanks
import Sessions

extension AttemptHistory {
  init(_ sitting: Sitting, receipt: Receipt?, showsRecords: Bool) {
    let transcript = sitting.transcript
    let hasty = Set(
      sitting.place.stage.pace.map { transcript.hasty(under: $0).map(\.sequence) } ?? [])
    self.init(
      attempt: transcript.id.description, stage: transcript.start.stage.description,
      contestant: transcript.start.contestant.text, state: transcript.attempt.phase.name,
      records: (showsRecords ? transcript.records : []).map { record in
        Record(
          sequence: record.sequence, at: record.at.milliseconds, kind: record.event.name,
          event: record.event.encoded.hexadecimal, head: record.head.description,
          item: record.event.item, detail: record.event.detail,
          isHasty: hasty.contains(record.sequence))
      }, receipt: receipt)
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
