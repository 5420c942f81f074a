package import Accounts
package import Contests

/// What follows from a body's answer for the outcomes that were handed over to it: all of it, or what
/// is wrong.
package struct HandOverJudgement: Sendable {
  /// What is known of an outcome that was handed over.
  package struct Subject: Sendable {
    package let name: String
    package let grounds: OfficialCertificate.Grounds
    /// Whether kind (empty: of the resident card) and number of an identity paper are the person's.
    package let isPerson: @Sendable (_ kind: String, _ number: String) -> Bool

    package init(
      name: String, grounds: OfficialCertificate.Grounds,
      isPerson: @escaping @Sendable (_ kind: String, _ number: String) -> Bool
    ) {
      self.name = name
      self.grounds = grounds
      self.isPerson = isPerson
    }
  }

  /// Whether another number and day may take the place of those of an issued outcome.
  package enum Corrections: Sendable {
    case no
    /// And what was not issued yet is, all at once: numbers may change hands.
    case too
    /// Nothing else is expected.
    case only
  }

  package let answers: IssuedOutcomes
  /// What is wrong with the rows that were left out, in the file's order.
  package private(set) var skipped: [RosterProblem] = []
  /// What a body issued although it is nothing any more, by the rows that say so.
  package private(set) var belated: [RosterProblem] = []
  /// The batch that was answered; absent for rows of no file, and when no row says anything.
  package private(set) var batch: Int?
  /// How many are issued, corrected, rejected and returned now, and how many were already as the answer
  /// says.
  package private(set) var issued = 0
  package private(set) var corrected = 0
  package private(set) var rejected = 0
  package private(set) var returned = 0
  package private(set) var known = 0

  /// - Parameters:
  ///   - all: every outcome of the contest.
  ///   - batches: every batch of the contest.
  ///   - subjects: of all outcomes in the answer that were ever handed over, by number.
  ///   - skipsBlocked: whether rows of a file are left out that say what cannot become of their outcome
  ///     any more, or not now: it was withdrawn here meanwhile, or somebody objected.
  ///   - stages: see `OutcomeTransition`.
  ///   - obstacles: what stands in the way of issuing an outcome.
  ///   - basis: with which a refusal is remembered, so that it stands until something else is the case.
  ///   - note: who takes the answer; the reason of a refusal is the body's.
  /// - Throws: `HandOverAnswerRefused` with everything that is wrong, by row and column; for rows of no
  ///   file also `OutcomeTransition.Refused` with what stands in the way of an outcome.
  package init(
    _ answer: HandOverAnswer, all: [OutcomeCase], batches: [HandOver], subjects: [Int: Subject],
    corrections: Corrections = .no, skipsBlocked: Bool = false,
    at stages: [StagePath: OutcomeTransition.StageMark] = [:],
    against obstacles: (OutcomeCase) -> Set<OutcomeCase.Obstacle> = { _ in [] },
    on basis: (OutcomeSubject) -> OutcomeBasis? = { _ in nil }, _ note: StaffNote
  ) throws {
    let names = Dictionary(batches.map { ($0.name.plain, $0.number) }) { first, _ in first }
    var (problems, numbers) = (answer.problems, [String: Int]())
    var (steps, facts) = ([Int: OutcomeStep](), [OutcomeFact]())
    var batch: Int?
    for row in answer.rows {
      guard let one = all.first(where: { $0.number == row.outcome }) else {
        problems.append(
          row.problem(
            .outcome, "outcome-unknown", zhHans: "没有成果 \(row.outcome)",
            en: "there is no outcome \(row.outcome)"))
        continue
      }
      let own = row.batch.isEmpty ? one.batches.last : names[row.batch]
      guard let subject = subjects[one.number], let own, one.batches.contains(own) else {
        problems.append(
          row.problem(
            one.batches.isEmpty ? .outcome : .batch,
            one.batches.isEmpty ? "not-handed-over" : "other-batch",
            zhHans: one.batches.isEmpty ? "成果 \(one.number) 没有移交过" : "成果 \(one.number) 不在这一批次中",
            en: one.batches.isEmpty
              ? "outcome \(one.number) was never handed over"
              : "outcome \(one.number) is not in that batch"))
        continue
      }
      if let batch, batch != own {
        problems.append(
          row.problem(
            .batch, "batches-mixed", zhHans: "一个文件只能答复一个批次", en: "a file answers one batch"))
        continue
      }
      batch = own
      var found = Self.mistaken(row, for: subject)
      if found.isEmpty {
        let finding = Finding(
          row, one, subject, batch: own, corrections: corrections, against: obstacles(one),
          basis: basis(one.finding.subject), note)
        found = finding.problems
        if let refusal = finding.blocked {
          let problem = row.problem(refusal, of: one, isSkipped: skipsBlocked)
          if skipsBlocked { skipped.append(problem) } else { found.append(problem) }
        }
        if let number = finding.levelNumber,
          let first = numbers.updateValue(row.outcome, forKey: number)
        {
          found.append(
            row.problem(
              .certificate, "number-repeated", zhHans: "与成果 \(first) 的证书编号相同",
              en: "outcome \(first) has the same number"))
        }
        steps[one.number] = finding.step
        if let fact = finding.fact { facts.append(fact) }
        if finding.isKnown { known += 1 }
        if case .belated(let number, _) = finding.step?.kind,
          !number.isEmpty || one.finding.level == nil
        {
          belated.append(row.isNothing(one))
        }
      }
      problems += found
    }
    guard problems.isEmpty else {
      throw HandOverAnswerRefused(
        sheet: answer.sheet,
        problems: problems.sorted {
          ($0.row ?? 0, $0.column ?? -1, $0.code) < ($1.row ?? 0, $1.column ?? -1, $1.code)
        })
    }
    for step in steps.values {
      switch step.kind {
      case .rejected: rejected += 1
      case .returned: returned += 1
      case .corrected: corrected += 1
      case .belated: break
      default: issued += 1
      }
    }
    self.batch = batch
    answers = IssuedOutcomes(
      change: try OutcomeTransition(
        after: all, at: stages, takingSteps: { steps[$0.number] },
        against: obstacles, note), facts: facts)
  }

  /// Rows that got among those of other people, as when a column was sorted by itself.
  private static func mistaken(_ row: HandOverAnswer.Row, for subject: Subject) -> [RosterProblem] {
    var problems: [RosterProblem] = []
    if !row.name.isEmpty, row.name != subject.name.plain {
      problems.append(
        row.problem(
          .name, "name-other", zhHans: "成果 \(row.outcome) 不是此人的",
          en: "outcome \(row.outcome) is somebody else's"))
    }
    if !row.identity.isEmpty, !subject.isPerson(row.identityKind, row.identity) {
      // The number itself is not repeated: problems are shown and logged.
      problems.append(
        row.problem(
          .identity, "identity-other", zhHans: "成果 \(row.outcome) 不属于这一证件号码",
          en: "outcome \(row.outcome) is of another identity number"))
    }
    return problems
  }
}

/// What follows from one row.
private struct Finding {
  var problems: [RosterProblem] = []
  var step: OutcomeStep?
  var fact: OutcomeFact?
  var isKnown = false
  /// What stands in the way of the outcome, with nothing wrong in the row itself.
  var blocked: OutcomeCase.Refusal?
  /// The number of a level certificate that the row gives.
  var levelNumber: String?

  init(
    _ row: HandOverAnswer.Row, _ one: OutcomeCase, _ subject: HandOverJudgement.Subject,
    batch: Int, corrections: HandOverJudgement.Corrections,
    against obstacles: Set<OutcomeCase.Obstacle>, basis: OutcomeBasis?, _ note: StaffNote
  ) {
    guard let verdict = row.verdict else { return }
    guard batch == one.batches.last else {
      // It came back before it was handed over again.
      if case .returned = verdict {
        isKnown = true
      } else {
        problems.append(
          row.problem(
            .batch, "handed-over-again", zhHans: "成果 \(one.number) 退回后已另行移交",
            en: "outcome \(one.number) came back and was handed over again"))
      }
      return
    }
    switch (verdict, one.state) {
    case (.passed(let number, let day), .issued) where one.isIssued(number, day): isKnown = true
    case (.passed(let number, let day), .rejected) where one.isRefusedByBody:
      if corrections == .no {
        problems.append(row.wasRefused(one))
      } else {
        pass(row, one, subject, number, day, against: obstacles, note)
      }
    // What was revoked since was issued as the body still says.
    case (.passed(let number, let day), .revoked), (.passed(let number, let day), .rejected),
      (.passed(let number, let day), .expired):
      if one.isIssued(number, day), row.isOfFile {
        isKnown = true
      } else if corrections == .only, one.issuedOn == nil {
        blocked = .notNow(one.state)
      } else if corrections == .only, number.isEmpty, one.finding.level != nil {
        step = OutcomeStep(.belated(number: "", on: day), note)
      } else if one.issuedNumber != nil, corrections == .no {
        problems.append(Self.issuedOtherwise(row, one))
      } else {
        pass(row, one, subject, number, day, against: obstacles, note)
      }
    case (.passed(let number, let day), .submitted) where corrections != .only:
      pass(row, one, subject, number, day, against: obstacles, note)
    case (.passed(let number, let day), .issued) where corrections != .no:
      pass(row, one, subject, number, day, against: obstacles, note)
    case (.passed, .issued): problems.append(Self.issuedOtherwise(row, one))
    case (.refused, .rejected): isKnown = true
    case (.returned, .confirmed) where one.steps.last?.kind == .returned: isKnown = true
    case (.refused(let reason), .submitted):
      step = OutcomeStep(
        .rejected, StaffNote(actor: note.actor, at: note.at, reason: reason), basis: basis,
        refusedBatch: batch)
    case (.returned(let reason), .submitted):
      step = OutcomeStep(.returned, StaffNote(actor: note.actor, at: note.at, reason: reason))
    case (_, .issued), (_, .submitted):
      problems.append(row.problem(.notNow(one.state), of: one, isSkipped: true))
    default: blocked = .notNow(one.state)
    }
  }

  private static func issuedOtherwise(
    _ row: HandOverAnswer.Row, _ one: OutcomeCase
  ) -> RosterProblem {
    let (number, day) = (one.issuedNumber ?? "-", one.issuedOn.map { "\($0)" } ?? "-")
    return row.problem(
      .certificate, "issued-otherwise",
      zhHans: "成果 \(one.number) 已登记 \(number)（\(day)）；更正请用 outcome correct 或 answer --correct",
      en: "outcome \(one.number) has \(number) (\(day)); "
        + "outcome correct or answer --correct changes it")
  }

  private mutating func pass(
    _ row: HandOverAnswer.Row, _ one: OutcomeCase, _ subject: HandOverJudgement.Subject,
    _ number: String, _ day: CalendarDate, against obstacles: Set<OutcomeCase.Obstacle>,
    _ note: StaffNote
  ) {
    let isBelated = one.state.isFinal && !one.isRefusedByBody
    func taking(_ number: String) -> OutcomeStep {
      if isBelated { return OutcomeStep(.belated(number: number, on: day), note) }
      return OutcomeStep(
        one.state == .issued
          ? .corrected(number: number, on: day) : .issued(number: number, on: day), note)
    }
    guard isOpen(to: taking(number), row, one, against: obstacles) else { return }
    do throws(OfficialCertificate.Unfit) {
      let issued = try OfficialCertificate(number: number, on: day, subject.grounds)
      levelNumber = issued.levelNumber?.text
      step = taking(issued.number)
      // The ledger has nothing of what does not hold.
      guard !isBelated else { return }
      fact = one.ledgerStatement(
        number: issued.levelNumber, on: day, by: issued.issuer,
        occupation: subject.grounds.occupation
      ).map {
        OutcomeFact(
          outcome: one.number, contestant: one.finding.subject.contestant, statement: $0)
      }
    } catch {
      problems += error.flaws.map { flaw in
        row.problem(
          flaw.isOfNumber ? .certificate : .issuedOn, flaw.code,
          zhHans: flaw.text.text(in: .zhHans), en: flaw.text.text(in: .en))
      }
    }
  }
}

extension Finding {
  /// Whether the outcome can take a step that a file asks for. What no file asks for is refused by the
  /// outcome's number, as all acts are.
  private mutating func isOpen(
    to step: OutcomeStep, _ row: HandOverAnswer.Row, _ one: OutcomeCase,
    against obstacles: Set<OutcomeCase.Obstacle>
  ) -> Bool {
    guard row.isOfFile else { return true }
    do throws(OutcomeCase.Refusal) {
      _ = try one.taking(step, against: obstacles)
      return true
    } catch .objectedTo {
      blocked = .objectedTo
    } catch .followsNoMore {
      blocked = .followsNoMore
    } catch .levelNotIssued {
      blocked = .levelNotIssued
    } catch .frozen(let stage) {
      blocked = .frozen(stage)
    } catch {
      problems.append(row.problem(error, of: one, isSkipped: true))
    }
    return false
  }
}

extension HandOverAnswer.Row {
  fileprivate var isOfFile: Bool { number != nil }

  /// That the body refused before what it issued now.
  fileprivate func wasRefused(_ one: OutcomeCase) -> RosterProblem {
    problem(
      .result, "refused-before",
      zhHans: "成果 \(one.number) 发证机构此前答复不通过；机构更正的，请用 outcome correct 或 answer --correct",
      en: "the body refused outcome \(one.number) before; "
        + "if it takes that back, outcome correct or answer --correct does")
  }

  /// That the body issued what does not stand.
  fileprivate func isNothing(_ one: OutcomeCase) -> RosterProblem {
    problem(
      .certificate, "not-standing",
      zhHans: "成果 \(one.number) 已不成立（\(one.state.rawValue)），编号仍予登记；请与发证机构核对",
      en:
        "outcome \(one.number) does not stand (\(one.state.rawValue)); the number is kept with it: "
        + "tell the body")
  }

  /// - Parameter isSkipped: whether nothing needs to be said of how the other rows can be taken.
  fileprivate func problem(
    _ refusal: OutcomeCase.Refusal, of one: OutcomeCase, isSkipped: Bool
  ) -> RosterProblem {
    let (zhHans, en) = (refusal.sentence.text(in: .zhHans), refusal.sentence.text(in: .en))
    let isWhole = isSkipped || !isOfFile
    return problem(
      .result, refusal.code,
      zhHans: "成果 \(one.number) \(zhHans)" + (isWhole ? "" : "；其余各行可用 --skip-blocked 先收下"),
      en: "outcome \(one.number): \(en)" + (isWhole ? "" : "; --skip-blocked takes the other rows"))
  }
}

extension OutcomeCase {
  /// The day on which the body issued it; absent before, and for grants.
  package var issuedOn: CalendarDate? {
    for step in steps.reversed() {
      switch step.kind {
      case .issued(_, let day): return day
      case .corrected(_, let day), .belated(_, let day): return day
      default: continue
      }
    }
    return nil
  }

  fileprivate func isIssued(_ number: String, _ day: CalendarDate) -> Bool {
    let read = (try? LevelCertificateNumber(number))?.text ?? number
    return (finding.level == nil ? number : read) == issuedNumber ?? "" && day == issuedOn
  }
}
