/// What the weights of answers, in percent, make of a choice. Leitai has no partly right options;
/// how many points a part of the right ones earns is the stage's to say.
struct MoodleWeights {
  /// The right answers.
  let key: [Int]
  /// Whether the weights say more than which answers are right and which are not: shares that are
  /// not equal or do not sum up to all, or some share of a wrong answer. Deductions do not count.
  let sayMore: Bool

  static let all = ExactNumber(trillionths: 100_000_000_000_000)
  private static let allButRounding: Int128 = 99_990_000_000_000
  private static let rounding: Int128 = 10_000_000_000

  init(_ weights: [ExactNumber], isSingle: Bool) {
    let positive = weights.indices.filter { weights[$0] > .zero }
    if isSingle {
      key = positive.filter { weights[$0].trillionths >= Self.allButRounding }
      sayMore = key.count < positive.count
      return
    }
    key = positive
    let shares = positive.map { weights[$0].trillionths }
    let sum = shares.reduce(0, +)
    let isEven = (shares.max() ?? 0) - (shares.min() ?? 0) <= Self.rounding
    let isWhole = abs(sum - Self.all.trillionths) <= Self.rounding * 10
    sayMore = !shares.isEmpty && !(isEven && isWhole)
  }

  /// The share of each of so many right options, with the decimals that Moodle knows.
  static func share(of count: Int) -> String {
    let share = all.trillionths / Int128(max(1, count))
    let rounded = (share + 5_000_000) / 10_000_000 * 10_000_000
    return "\(ExactNumber(trillionths: rounded))"
  }
}

extension ImportFinding {
  /// Weights that Leitai has no room for.
  static func weightsDropped(at place: FilePlace) -> ImportFinding {
    ImportFinding(
      .warning, at: place, field: "key", code: "weights-dropped",
      zhHans: "选项的得分权重未导入，只保留正确答案", en: "partial weights were dropped; only what is right is kept")
  }

  /// A numeric question has one key.
  static func otherNumbersDropped(at place: FilePlace) -> ImportFinding {
    ImportFinding(
      .warning, at: place, field: "key", code: "answers-dropped",
      zhHans: "数值题只保留第一个满分答案", en: "only the first fully right number is kept")
  }
}
