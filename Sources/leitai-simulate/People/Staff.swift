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
