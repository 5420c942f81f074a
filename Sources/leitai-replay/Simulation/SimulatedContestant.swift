import QuestionBanks

/// A person on the roster with everything that decides how they play.
struct SimulatedContestant: Sendable {
  let admission: String
  let code: String
  let event: String
  let ability: Ability
  let behaviour: Behaviour
  private let seed: UInt64

  init(_ code: AccessCode, behaviour: Behaviour, seed: UInt64) {
    var random = SeededGenerator(seed: seed ^ Self.digest(of: code.admission))
    admission = code.admission
    self.code = code.code
    event = code.event
    self.behaviour = behaviour
    ability = Ability(using: &random)
    self.seed = random.next()
  }

  /// The numbers that decide how this contestant plays a stage.
  func random(for stage: String) -> SeededGenerator {
    SeededGenerator(seed: seed ^ Self.digest(of: stage))
  }

  /// FNV-1a: the standard library's hashes differ from one run to the next.
  private static func digest(of text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0100_0000_01B3 }
  }
}
