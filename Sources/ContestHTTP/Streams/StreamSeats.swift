import Contests
import Synchronization

/// No further stream can be opened now.
enum StreamsFull: Error {
  /// The caller has as many as one person may have.
  case ofPerson
  case ofServer
}

/// Counts the open streams, of everybody and of each person.
package final class StreamSeats: Sendable {
  private let taken = Mutex(Taken())

  private struct Taken {
    var total = 0
    var byPerson: [String: Int] = [:]
  }

  /// The right to one stream; it ends with the last reference.
  final class Seat: Sendable {
    private let seats: StreamSeats
    private let person: String

    fileprivate init(_ seats: StreamSeats, _ person: String) {
      self.seats = seats
      self.person = person
    }

    deinit { seats.leave(person) }
  }

  package init() {}

  /// How many streams are open.
  package var count: Int { taken.withLock { $0.total } }

  func take(_ person: String) throws(StreamsFull) -> Seat {
    try taken.withLock { (taken) throws(StreamsFull) in
      guard taken.byPerson[person, default: 0] < Limits.streamsPerPerson else { throw .ofPerson }
      guard taken.total < Limits.streams else { throw .ofServer }
      taken.total += 1
      taken.byPerson[person, default: 0] += 1
    }
    return Seat(self, person)
  }

  private func leave(_ person: String) {
    taken.withLock { taken in
      taken.total -= 1
      let rest = taken.byPerson[person, default: 1] - 1
      taken.byPerson[person] = rest > 0 ? rest : nil
    }
  }
}
