import AttemptRecords
import Contests
import Sessions

/// What may be said to those who asked.
extension Laws {
  /// Judges a reply that leaves a server.
  ///
  /// - Parameter isAlone: whether no other server writes to the journal; a server that has company
  ///   may be behind it.
  /// - Returns: whether the reply was behind what somebody had been told before.
  func judge(
    _ result: Result<SessionReply, SessionFailure>, to ticket: Ticket,
    in journal: SimulatedJournal, scenario: Scenario, isAlone: Bool
  ) -> Bool {
    switch result {
    case .failure(.unknownAttempt):
      let owner = ticket.attempt.flatMap { attempts[$0]?.start.contestant }
      verdict.hold(
        .ownAttemptsOnly, owner != scenario.contestants[ticket.contestant].id,
        "an attempt is unknown to its contestant")
    case .failure(.overloaded), .failure(.unavailable): break
    case .failure(let failure): verdict.hold(.wholeChain, false, "\(failure)")
    case .success(let reply): return judge(reply, to: ticket, in: journal, isAlone: isAlone)
    }
    return false
  }

  private func judge(
    _ reply: SessionReply, to ticket: Ticket, in journal: SimulatedJournal, isAlone: Bool
  ) -> Bool {
    let id = reply.status.attempt
    guard let law = attempts[id] else {
      verdict.hold(.toldIsDurable, false, "a reply about \(id), which is not there")
      return false
    }
    if case .stranger = ticket.caller {
      verdict.hold(.ownAttemptsOnly, false, "a stranger is told of \(id)")
    }
    for (numbered, outcome) in zip(ticket.commands, reply.outcomes) {
      judge(outcome, of: numbered, id, law, in: journal)
    }
    if case .success(let acknowledgement)? = reply.ruling {
      judge(acknowledgement, of: ticket, id, in: journal)
    }
    let strict = law.milestone(showing: reply.status, from: ticket.floor)
    let any = strict ?? law.milestone(showing: reply.status, from: 0)
    guard let milestone = any else {
      verdict.hold(
        .toldIsDurable, false, "\(id) never was \(reply.status) by its \(law.records) records")
      return false
    }
    verdict.hold(
      .toldIsDurable, strict != nil || !isAlone,
      "\(id) is told as of record \(milestone), after record \(ticket.floor) had been told")
    judgeRefusals(reply, to: ticket, law, milestone)
    tell(id, milestone)
    return strict == nil
  }

  private func judge(
    _ outcome: CommandOutcome, of numbered: NumberedCommand, _ id: AttemptID, _ law: AttemptLaw,
    in journal: SimulatedJournal
  ) {
    let name = "command \(numbered.number) of \(id)"
    switch outcome {
    case .saved(let acknowledgement):
      let record = journal.record(of: id, sequence: acknowledgement.sequence)
      verdict.hold(
        .acknowledgedIsStored,
        record.map { Acknowledgement($0) == acknowledgement } ?? false
          && record?.event == numbered.command.event,
        "\(name) is acknowledged and is not stored")
      guard verdict.broken == nil else { return }
      verdict.hold(
        .oneReplyForEachNumber,
        law.milestones[acknowledgement.sequence].commands == numbered.number
          && law.acknowledged[numbered.number].map { $0 == acknowledgement } ?? true,
        "\(name) is acknowledged with the record of another")
      attempts[id]?.acknowledged[numbered.number] = acknowledgement
      tell(id, acknowledgement.sequence)
    case .rejected(.staleSequence):
      let sequence = law.milestones.firstIndex { $0.commands == numbered.number }
      let record = sequence.flatMap { journal.record(of: id, sequence: $0) }
      verdict.hold(
        .oneReplyForEachNumber, record.map { $0.event != numbered.command.event } ?? false,
        "\(name) is called stale and is the one that has the number")
    case .rejected: break
    case .repeated: verdict.hold(.oneReplyForEachNumber, false, "\(name) has no answer")
    }
  }

  private func judge(
    _ acknowledgement: Acknowledgement, of ticket: Ticket, _ id: AttemptID,
    in journal: SimulatedJournal
  ) {
    let record = journal.record(of: id, sequence: acknowledgement.sequence)
    guard let record, Acknowledgement(record) == acknowledgement,
      case .staff(let wish) = ticket.caller,
      case .ruled(_, let note) = record.event, note.reason == "\(wish)"
    else {
      verdict.hold(.acknowledgedIsStored, false, "a ruling on \(id) is acknowledged and not stored")
      return
    }
    tell(id, acknowledgement.sequence)
  }

  /// Whether the reasons hold in the state that the reply tells.
  private func judgeRefusals(
    _ reply: SessionReply, to ticket: Ticket, _ law: AttemptLaw, _ milestone: Int
  ) {
    let status = reply.status
    let stands = law.milestones[milestone]
    for (numbered, outcome) in zip(ticket.commands, reply.outcomes) {
      guard case .rejected(let reason) = outcome else { continue }
      let holds =
        switch reason {
        case .notBegun: ticket.at < law.start.bell ?? ticket.at
        case .suspended: status.phase == .suspended
        case .alreadySubmitted: status.phase == .submitted
        case .voided: status.phase == .voided
        case .pastDeadline: max(ticket.at, stands.at) > law.due(after: stands)
        case .staleSequence(let next): next == status.lastCommand + 1
        case .sequenceGap(let next): next == status.lastCommand + 1 && numbered.number > next
        case .alreadyAnswered:
          law.answersAreFinal && (numbered.command.item.map(law.answered.contains) ?? false)
        case .noSuchItem, .noSuchOption, .tooManyChoices, .noChoice, .wrongForm, .notANumber,
          .textTooLong:
          !numbered.command.isSound
        case .tooManyCommands: false
        }
      verdict.hold(
        .refusedForAReason, holds, "\(numbered.command) of \(status.attempt) is refused: \(reason)")
    }
    guard case .failure(let refusal)? = reply.ruling else { return }
    let holds =
      switch refusal {
      case .over(let phase):
        phase == status.phase && (phase == .submitted || phase == .voided)
      case .alreadySuspended: status.phase == .suspended
      case .notSuspended: status.phase == .open
      case .pastDeadline: status.phase == .open && ticket.at > law.due(after: stands)
      case .tooManyRecords: false
      }
    verdict.hold(
      .refusedForAReason, holds, "a ruling on \(status.attempt) is refused: \(refusal)")
  }
}

extension Attempt.Command {
  /// The item that it is about; absent when it is about none.
  fileprivate var item: Int? {
    switch self {
    case .answer(let item, _), .clear(let item), .flag(let item, _): item
    case .signal, .heartbeat, .submit: nil
    }
  }

  /// Whether its item exists and the response has a form that some item of a paper takes; of the
  /// papers of a run, items 0 and 1 take one option, 2 and 3 several.
  fileprivate var isSound: Bool {
    guard let item else { return true }
    guard (0..<4).contains(item) else { return false }
    guard case .answer(_, let response) = self else { return true }
    guard case .choices(let choices) = response else { return false }
    return choices.count == 1 || choices.count > 1 && item >= 2
  }
}
