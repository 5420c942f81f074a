import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Sessions

/// An attempt at the sample preliminary of ten minutes and three seconds of grace, with all its
/// records. Times are milliseconds from `Sample.start`.
final class SampleAttempt {
  private(set) var attempt: Attempt
  private(set) var records: [AttemptRecord]
  let paper: Paper

  static let id = AttemptID(number: 7)
  static let note = Note(actor: "chief", reason: "fire alarm")
  /// Without a bell.
  static let deadline: Int64 = 600_000
  static let due: Int64 = 603_000

  /// - Parameter bell: when the bell rings; absent: the time runs from the start.
  convenience init(bell: Int64? = nil, answersAreFinal: Bool = false) throws {
    let deadline = Self.instant((bell ?? 0) + Self.deadline)
    try self.init(
      bell: bell, deadline: deadline, due: deadline + .seconds(3), answersAreFinal: answersAreFinal)
  }

  init(
    bell: Int64? = nil, deadline: Instant, due: Instant, answersAreFinal: Bool = false
  ) throws {
    let start = AttemptStart(
      contestant: try ContestantID("1000"), stage: try Sample.path("preliminary"), number: 1,
      bank: try BankID("fitter"), bankVersion: 1, seed: 1, bell: bell.map(Self.instant),
      deadline: deadline, due: due)
    paper = try Self.paper(seed: start.seed)
    let record = Attempt.record(of: start, Self.id, at: Sample.start)
    records = [record]
    attempt = Attempt(starting: start, record, paper: paper, answersAreFinal: answersAreFinal)
  }

  static func paper(seed: UInt64) throws -> Paper {
    guard let stage = try Sample.contest().stage(Sample.path("preliminary")) else {
      throw Missing()
    }
    return try PaperDealer(
      blueprint: stage.blueprint,
      questions: QuestionShape.all(of: try Sample.bank().map(\.question))
    ).paper(seed: seed)
  }

  private struct Missing: Error {}

  static func instant(_ milliseconds: Int64) -> Instant {
    Sample.start + Milliseconds(milliseconds)
  }

  /// What a command comes to; one that is saved becomes part of the records.
  ///
  /// - Parameter number: absent for the one that is expected.
  func take(
    _ command: Attempt.Command, number: Int? = nil, at milliseconds: Int64
  ) -> Outcome {
    do throws(Attempt.Rejection) {
      let effect = try attempt.apply(
        command, number: number ?? attempt.lastCommand + 1, at: Self.instant(milliseconds))
      switch effect {
      case .append(let record):
        records.append(record)
        return .saved(record.sequence)
      case .repeated(let record): return .repeated(record)
      }
    } catch {
      return .rejected(error)
    }
  }

  enum Outcome: Hashable {
    /// By the number of the record.
    case saved(Int)
    case repeated(Int)
    case rejected(Attempt.Rejection)
  }

  /// Why an intervention is refused; absent when it is recorded.
  func rule(
    _ intervention: Attempt.Intervention, at milliseconds: Int64
  ) -> Attempt.RulingRefusal? {
    do throws(Attempt.RulingRefusal) {
      records.append(
        try attempt.rule(intervention, Self.note, at: Self.instant(milliseconds)))
      return nil
    } catch {
      return error
    }
  }

  /// Whether it is handed in by that.
  func submit(by submitter: AttemptEvent.Submitter, at milliseconds: Int64) -> Bool {
    guard let record = attempt.submit(by: submitter, at: Self.instant(milliseconds)) else {
      return false
    }
    records.append(record)
    return true
  }

  /// The deadline in milliseconds from `Sample.start`.
  var deadline: Int64 { (attempt.deadline - Sample.start).count }

  /// Rebuilt from the records alone; absent when they are none of an attempt.
  func rebuilt() -> Attempt? {
    Attempt(records: records, paper: paper, answersAreFinal: attempt.answersAreFinal)
  }

  func transcript() -> Transcript? {
    Transcript(records: records, paper: paper, answersAreFinal: attempt.answersAreFinal)
  }

  /// An answer that every item of the paper can have.
  static func answer(_ item: Int = 0, _ position: Int = 0) -> Attempt.Command {
    .answer(item: item, .choices(Choices(position: position)))
  }
}
