package import AttemptRecords
package import Contests

/// The attempts that a server has in memory, and the engine's rules about them. Pure: what must be
/// read, written or told leaves as orders, and what came of it comes back as a call.
///
/// - A request is decided at once, in memory, and by one table only.
/// - Its reply leaves when everything that it rests on is durable: its own records, or those that
///   were on their way when it was decided.
/// - Whoever finds that somebody else has written, or that a commit failed, forgets the attempt, has it
///   read anew, and decides again.
package struct SessionTable<Ticket: Sendable>: ~Copyable {
  package typealias Request = SessionRequest<Ticket>

  /// What the table wants done.
  package enum Order: Sendable {
    /// Read an attempt and call `loaded`.
    case load(AttemptID)
    /// Write an entry and call `written`. Entries of an attempt are written in the order given.
    case write(JournalEntry)
    case reply(Ticket, Result<SessionReply, SessionFailure>)
    /// An attempt was handed in, and everything of it is durable.
    case handedIn(AttemptID)
  }

  private var seats: [AttemptID: Seat] = [:]

  /// One attempt in memory.
  private final class Seat {
    /// Absent while it must be read.
    var attempt: Attempt?
    var isLoading = false
    /// Decided and on its way to the disk, oldest first.
    var underWay: [Decision] = []
    /// Not decided yet, because the attempt must be read.
    var waiting: [Request] = []
    var touchedAt: Instant

    init(attempt: Attempt?, at instant: Instant) {
      self.attempt = attempt
      touchedAt = instant
    }

    var isIdle: Bool { underWay.isEmpty && waiting.isEmpty && !isLoading }
  }

  /// Requests that one entry carries, with the replies that they get when it is durable.
  private struct Decision {
    /// The number of the entry's first record.
    let first: Int
    var replies: [(request: Request, reply: SessionReply)]
  }

  package init() {}

  /// Attempts in memory.
  package var count: Int { seats.count }

  private var departed = Departures()

  /// How often attempts have left memory so far; see `seat`.
  package var departures: Int { departed.count }

  /// How often a request is decided anew after somebody else wrote to the attempt.
  private static var races: Int { 4 }

  // MARK: What happens

  /// Somebody wants something.
  package mutating func take(_ request: Request) -> [Order] {
    let seat = seat(request.attempt, at: request.at)
    seat.touchedAt = request.at
    if let attempt = seat.attempt { return decide(request, seat, attempt) }
    guard seat.waiting.count < Limits.requestsPerAttempt else {
      return [.reply(request.ticket, .failure(.overloaded))]
    }
    seat.waiting.append(request)
    return load(request.attempt, seat)
  }

  /// An attempt has been read; `nil` when there is none of that id.
  package mutating func loaded(
    _ id: AttemptID, _ result: Result<Attempt?, SessionFailure>
  ) -> [Order] {
    guard let seat = seats[id], seat.isLoading else { return [] }
    seat.isLoading = false
    let waiting = seat.waiting
    seat.waiting = []
    defer { leave(id, seat) }
    let failure: SessionFailure
    switch result {
    case .success(let attempt?):
      seat.attempt = attempt
      return waiting.flatMap { request in
        seat.attempt.map { decide(request, seat, $0) } ?? []
      }
    case .success(nil): failure = .unknownAttempt
    case .failure(let reason): failure = reason
    }
    return waiting.map { .reply($0.ticket, .failure(failure)) }
  }

  /// What came of an entry that was to be written.
  package mutating func written(_ entry: JournalEntry, _ result: WriteOutcome) -> [Order] {
    let id = entry.attempt
    guard let seat = seats[id],
      let place = seat.underWay.firstIndex(where: { $0.first == entry.records[0].sequence })
    else { return [] }
    let decision = seat.underWay.remove(at: place)
    defer { leave(id, seat) }
    switch result {
    case .durable:
      let isHandedIn = seat.isIdle && seat.attempt?.phase == .submitted
      return (isHandedIn ? [.handedIn(id)] : [])
        + decision.replies.map { .reply($0.request.ticket, .success($0.reply)) }
    case .failed:
      seat.attempt = nil
      return decision.replies.map { .reply($0.request.ticket, .failure(.unavailable)) }
        + load(id, seat)
    case .conflict:
      seat.attempt = nil
      var orders: [Order] = []
      for (request, _) in decision.replies {
        var again = request
        again.lostRaces += 1
        if again.lostRaces < Self.races {
          seat.waiting.append(again)
        } else {
          orders.append(.reply(request.ticket, .failure(.unavailable)))
        }
      }
      return orders + load(id, seat)
    }
  }

  /// Puts up an attempt that nobody has asked for yet, so that it need not be read then. It is left to
  /// be read when it may have come and gone since.
  ///
  /// - Parameter departures: what `departures` was before the attempt was read or written.
  package mutating func seat(_ attempt: Attempt, at instant: Instant, since departures: Int) {
    guard seats[attempt.id] == nil, !departed.mayHold(attempt.id, since: departures) else { return }
    seats[attempt.id] = Seat(attempt: attempt, at: instant)
  }

  /// Forgets attempts that nobody asked for since `instant`; they are read when somebody does.
  ///
  /// - Returns: how many there were.
  package mutating func forgetIdle(since instant: Instant) -> Int {
    let idle = seats.filter { $0.value.isIdle && $0.value.touchedAt < instant }.map(\.key)
    for id in idle {
      seats[id] = nil
      departed.add(id)
    }
    return idle.count
  }

  // MARK: Rules

  /// Decides a request. Nothing comes between reading the state and changing it.
  private func decide(_ request: Request, _ seat: Seat, _ before: Attempt) -> [Order] {
    var attempt = before
    var records: [AttemptRecord] = []
    var outcomes: [CommandOutcome] = []
    var ruling: Result<Acknowledgement, Attempt.RulingRefusal>?
    switch request.wish {
    case .perform(let commands, let contestant):
      guard attempt.contestant == contestant else {
        return [.reply(request.ticket, .failure(.unknownAttempt))]
      }
      outcomes = commands.map { Self.perform($0, on: &attempt, &records, at: request.at) }
    case .submit(let submitter):
      if let record = attempt.submit(by: submitter, at: request.at) { records.append(record) }
    case .rule(let intervention, let note):
      do throws(Attempt.RulingRefusal) {
        let record = try attempt.rule(intervention, note, at: request.at)
        records.append(record)
        ruling = .success(Acknowledgement(record))
      } catch {
        ruling = .failure(error)
      }
    }
    let reply = SessionReply(
      outcomes: outcomes, ruling: ruling, status: AttemptStatus(attempt))
    guard !records.isEmpty else {
      guard let newest = seat.underWay.indices.last else {
        return [.reply(request.ticket, .success(reply))]
      }
      // It may rest on what is not durable yet, and stands or falls with it.
      seat.underWay[newest].replies.append((request, reply))
      return []
    }
    seat.attempt = attempt
    seat.underWay.append(
      Decision(first: records[0].sequence, replies: [(request, reply)]))
    return [.write(JournalEntry(records: records, base: before.head))]
  }

  private static func perform(
    _ numbered: NumberedCommand, on attempt: inout Attempt, _ records: inout [AttemptRecord],
    at instant: Instant
  ) -> CommandOutcome {
    do throws(Attempt.Rejection) {
      switch try attempt.apply(numbered.command, number: numbered.number, at: instant) {
      case .append(let record):
        records.append(record)
        return .saved(Acknowledgement(record))
      case .repeated(let record): return .repeated(numbered, record: record)
      }
    } catch {
      return .rejected(error)
    }
  }

  // MARK: Seats

  private mutating func seat(_ id: AttemptID, at instant: Instant) -> Seat {
    if let seat = seats[id] { return seat }
    let seat = Seat(attempt: nil, at: instant)
    seats[id] = seat
    return seat
  }

  /// Has an attempt read, once everything that was under way has come back.
  private func load(_ id: AttemptID, _ seat: Seat) -> [Order] {
    guard seat.attempt == nil, !seat.isLoading, seat.underWay.isEmpty, !seat.waiting.isEmpty
    else { return [] }
    seat.isLoading = true
    return [.load(id)]
  }

  /// Takes down a seat that is of no more use.
  private mutating func leave(_ id: AttemptID, _ seat: Seat) {
    guard seat.isIdle && seat.attempt?.isOver ?? true else { return }
    seats[id] = nil
    departed.add(id)
  }
}
