import AttemptRecords
import Contests
import Fixtures
import QuestionBanks
import Sessions
import Testing

@Suite struct DepartureTests {
  private func attempt() throws -> Attempt {
    let stage = try #require(try Sample.contest().stage(Sample.path("preliminary")))
    let paper = try PaperDealer(
      blueprint: stage.blueprint,
      questions: QuestionShape.all(of: try Sample.bank().map(\.question))
    ).paper(seed: 1)
    let start = AttemptStart(
      contestant: try ContestantID("1000"), stage: try Sample.path("preliminary"), number: 1,
      bank: try BankID("fitter"), bankVersion: 1, seed: 1,
      deadline: Sample.start + .seconds(600), due: Sample.start + .seconds(603))
    let record = Attempt.record(of: start, AttemptID(number: 7), at: Sample.start)
    return Attempt(starting: start, record, paper: paper, answersAreFinal: false)
  }

  private func submission(of attempt: Attempt) -> SessionRequest<Int> {
    SessionRequest(
      attempt: attempt.id, wish: .submit(by: .closing), at: Sample.start + .seconds(1), ticket: 1)
  }

  @Test func anAttemptThatNobodyAskedForIsPutUpAndNeedsNoReading() throws {
    var table = SessionTable<Int>()
    let attempt = try attempt()
    table.seat(attempt, at: Sample.start, since: table.departures)
    #expect(table.count == 1)
    let orders = table.take(submission(of: attempt))
    guard case .write? = orders.first, orders.count == 1 else {
      Issue.record("\(orders)")
      return
    }
  }

  /// Whoever reads all open attempts may hold one that is handed in before it is put up.
  @Test func anAttemptThatCameAndWentIsNotPutUpAsItWas() throws {
    var table = SessionTable<Int>()
    let attempt = try attempt()
    let before = table.departures
    let loads = table.take(submission(of: attempt))
    guard case .load? = loads.first else {
      Issue.record("\(loads)")
      return
    }
    guard case .write(let entry)? = table.loaded(attempt.id, .success(attempt)).first else {
      Issue.record("nothing is written")
      return
    }
    _ = table.written(entry, .durable)
    #expect(table.count == 0)
    table.seat(attempt, at: Sample.start, since: before)
    #expect(table.count == 0)
  }

  @Test func anAttemptThatWasForgottenIsNotPutUpAsItWas() throws {
    var table = SessionTable<Int>()
    let attempt = try attempt()
    let before = table.departures
    table.seat(attempt, at: Sample.start, since: before)
    #expect(table.forgetIdle(since: Sample.start + .seconds(1)) == 1)
    table.seat(attempt, at: Sample.start, since: before)
    #expect(table.count == 0)
    table.seat(attempt, at: Sample.start, since: table.departures)
    #expect(table.count == 1)
  }
}
