import AttemptRecords
import Contests
import Sessions

/// What the records of one attempt may be, told by rules of its own and not by `Attempt`.
struct AttemptLaw {
  /// Where an attempt stands after a record.
  struct Milestone {
    let phase: Attempt.Phase
    let deadline: Instant
    let commands: Int
    let at: Instant
    let head: ChainHead

    func shows(_ status: AttemptStatus) -> Bool {
      phase == status.phase && deadline == status.deadline && commands == status.lastCommand
    }
  }

  let start: AttemptStart
  let answersAreFinal: Bool
  private(set) var records = 0
  /// By sequence.
  private(set) var milestones: [Milestone] = []
  private(set) var answered: Set<Int> = []
  private var phase = Attempt.Phase.open
  private var deadline: Instant
  private var suspendedAt: Instant?
  private var commands = 0
  private var lastAt: Instant
  /// By number what was acknowledged.
  var acknowledged: [Int: Acknowledgement] = [:]
  /// The newest record of which somebody was told.
  var told = 0

  init(_ start: AttemptStart, at instant: Instant, answersAreFinal: Bool) {
    self.start = start
    self.answersAreFinal = answersAreFinal
    deadline = start.deadline
    lastAt = instant
  }

  private var grace: Milliseconds { start.due - start.deadline }
  private var due: Instant { deadline + grace }

  func due(after milestone: Milestone) -> Instant { milestone.deadline + grace }

  /// Follows a record that has been written.
  mutating func take(_ record: AttemptRecord, isClosed: Bool, _ verdict: Verdict) {
    let name = "record \(record.sequence) of \(record.attempt)"
    verdict.hold(.wholeChain, record.sequence == records, "\(name) stands at \(records)")
    verdict.hold(.wholeChain, record.at >= lastAt, "\(name) is from before the one before it")
    verdict.hold(
      .nothingAfterTheEnd, phase == .open || phase == .suspended, "\(name) follows the end")
    if record.event.isContestants {
      verdict.hold(.timeKept, phase == .open, "\(name) while \(phase)")
      verdict.hold(.timeKept, record.at <= due, "\(name) after the attempt was due")
      verdict.hold(.timeKept, record.at >= start.bell ?? record.at, "\(name) before the bell")
      commands += 1
    }
    switch record.event {
    case .started: verdict.hold(.wholeChain, records == 0, "\(name) is a second start")
    case .answered(let item, _), .cleared(let item):
      verdict.hold(
        .answersStayFinal, !answersAreFinal || !answered.contains(item),
        "\(name) changes a final answer")
      if case .answered = record.event { answered.insert(item) }
    case .flagged, .signalled, .heartbeat: break
    case .submitted(let submitter):
      if submitter == .deadline {
        verdict.hold(
          .timeKept, phase == .open && record.at > due, "\(name) hands in before the deadline")
      }
      verdict.hold(
        .closedIsClosed, submitter != .closing || isClosed, "\(name) closes an open stage")
      phase = .submitted
    case .ruled(let ruling, _): take(ruling, record, name, verdict)
    }
    records += 1
    lastAt = record.at
    milestones.append(
      Milestone(
        phase: phase, deadline: deadline, commands: commands, at: record.at, head: record.head))
  }

  private mutating func take(
    _ ruling: Ruling, _ record: AttemptRecord, _ name: String, _ verdict: Verdict
  ) {
    verdict.hold(
      .timeKept, phase == .suspended || record.at <= due, "\(name) rules when time is up")
    switch ruling {
    case .extended(let time): deadline = deadline + time
    case .suspended:
      verdict.hold(.oneWinner, phase == .open, "\(name) suspends what is \(phase)")
      phase = .suspended
      suspendedAt = record.at
    case .resumed(let pause):
      verdict.hold(
        .timeKept,
        suspendedAt.map { max(0, (record.at - max($0, start.bell ?? $0)).count) == pause.count }
          ?? false,
        "\(name) gives back another time than the pause took")
      phase = .open
      suspendedAt = nil
      deadline = deadline + pause
    case .voided: phase = .voided
    }
  }

  /// The first record after which the attempt stood as told, not before `floor`; absent when it never
  /// did.
  func milestone(showing status: AttemptStatus, from floor: Int) -> Int? {
    milestones.indices.dropFirst(floor).first { milestones[$0].shows(status) }
  }
}
