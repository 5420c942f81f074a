import QuestionBanks

/// How a contestant's device and nerves behave.
enum Behaviour: String, CaseIterable, Sendable {
  case honest
  /// The connection breaks in mid-attempt, and everything but the admission number and the code
  /// is forgotten.
  case disconnects
  /// Some requests are sent again with the same numbers, as after a lost reply.
  case retries
  /// Some requests are sent twice at the same moment.
  case answersTwice
  /// Every attempt is started twice at the same moment.
  case startsTwice
  /// In the last stage the time runs out before the submission.
  case runsOutOfTime
  /// In the last stage the contestant leaves without a word.
  case abandons

  /// The share in percent, rounded up to whole contestants; what is left is honest.
  var percent: Int {
    switch self {
    case .honest: 0
    case .disconnects, .retries: 5
    case .answersTwice, .startsTwice: 4
    case .runsOutOfTime: 2
    case .abandons: 1
    }
  }

  /// A behaviour for each of `count` contestants; the same for the same seed.
  static func assigned(count: Int, seed: UInt64) -> [Behaviour] {
    var behaviours: [Behaviour] = []
    for behaviour in allCases {
      let share = (count * behaviour.percent + 99) / 100
      behaviours += Array(repeating: behaviour, count: min(share, count - behaviours.count))
    }
    behaviours += Array(repeating: .honest, count: count - behaviours.count)
    var random = SeededGenerator(seed: seed)
    for position in behaviours.indices.dropLast() {
      behaviours.swapAt(position, position + random.below(count - position))
    }
    return behaviours
  }
}
