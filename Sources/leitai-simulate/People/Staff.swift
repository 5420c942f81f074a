import AttemptRecords
import Contests
import Sessions

/// Something that a member of staff has in mind, and with which attempt.
struct StaffWish {
  let intervention: Attempt.Intervention
  /// Absent: whichever there is at the time.
  let attempt: AttemptID?
  /// Whether it is to come just when the time of the attempt is up.
  var isAimed: Bool

  init(_ dice: inout Dice) {
    intervention =
      switch dice.number(in: 0...9) {
      case 0...3: .extend(by: Milliseconds(Int64(dice.number(in: 100...2000))))
      case 4...6: .suspend
      case 7: .resume
      case 8: .void(mayRetry: false)
      default: .void(mayRetry: true)
      }
    attempt = nil
    isAimed = dice.chance(400)
  }

  init(_ intervention: Attempt.Intervention, on attempt: AttemptID) {
    self.intervention = intervention
    self.attempt = attempt
    isAimed = false
  }
}

/// The closing of a stage, which the organizer repeats until everything in it has been handed in.
final class Closing {
  let stage: Int
  private unowned let world: Simulation
  private var round = 0
  private var waiting = 0
  private var failed = false
  private(set) var isDone = false

  init(_ stage: Int, in world: Simulation) {
    self.stage = stage
    self.world = world
  }

  /// Closes the stage, or hands in once more.
  func ask() {
    guard !isDone else { return }
    world.put(.close(stage), after: 500)
    guard let server = world.anyServer() else { return }
    if world.laws.closedAt[stage] == nil {
      world.note("stage \(stage) is closed")
      world.laws.closedAt[stage] = world.time
    }
    round += 1
    server.send(.openAttempts(stage: stage, round: round))
  }

  func found(_ result: Result<[AttemptID], SessionFailure>, _ round: Int, by server: Server) {
    guard round == self.round, case .success(let ids) = result else { return }
    failed = false
    waiting = ids.count
    if ids.isEmpty { finish() }
    for id in ids {
      server.take(
        .submit(by: .closing), server.ticket(.closing(stage: stage, round: round), 0, id))
    }
  }

  /// One attempt has been handed in, or not.
  func told(_ round: Int, _ result: Result<SessionReply, SessionFailure>) {
    guard round == self.round else { return }
    waiting -= 1
    if case .failure = result { failed = true }
    if waiting == 0 && !failed { finish() }
  }

  private func finish() {
    guard !isDone else { return }
    isDone = true
    world.tally.count(.stageClosed)
  }
}
