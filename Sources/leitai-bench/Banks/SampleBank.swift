import Contests
import Foundation
import QuestionBanks

/// Questions in any number, made from the project's own banks.
///
/// What is asked for beyond the banks is a question of theirs on another site: some of these are
/// near-duplicates of the original, some differ in their figures, and some are other questions.
struct SampleBank {
  private let originals: [KeyedQuestion]

  /// - Parameter folder: where the project's question banks are.
  init(folder: String) throws {
    originals = try Self.files.flatMap { name in
      let file = URL(filePath: folder).appending(path: name)
      let reading = BankReading([UInt8](try Data(contentsOf: file)), filename: name)
      guard reading.isSound else { throw NotMeasured("\(name) cannot be imported") }
      // A fifth option would make a column of its own, and twelve are promised.
      return reading.questions.filter { $0.question.options.count <= 4 }
    }
  }

  private static let files = [
    "fitter.xlsx", "power-monitoring.csv", "electrician.yaml", "welder.yaml",
  ]

  /// So many different questions with different ids: a part of the banks, evenly from all of them,
  /// or all of them on several sites. Every 25th is an earlier one in other words.
  func questions(_ count: Int) throws -> [KeyedQuestion] {
    try (0..<count).map { index in
      let position =
        count < originals.count ? index * originals.count / count : index % originals.count
      if index % 25 == 24 {
        let original = originals[(position + originals.count - 11) % originals.count]
        return try Self.repeated(original, "x\(index)")
      }
      return try Self.onSite(index / originals.count, originals[position])
    }
  }

  /// A near-duplicate: another beginning, and the last option first.
  private static func repeated(
    _ keyed: KeyedQuestion, _ suffix: String
  ) throws -> KeyedQuestion {
    let question = keyed.question
    guard case .choices(let key) = keyed.key.solution, question.kind != .trueFalse else {
      return try changed(keyed, suffix, stem: "试判断：" + question.stem)
    }
    let count = question.options.count
    let moved = Choices(positions: key.positions.map { ($0 + 1) % count }) ?? key
    return try changed(
      keyed, suffix, stem: "请选择：" + question.stem,
      options: question.options.suffix(1) + question.options.dropLast(), solution: .choices(moved))
  }

  private static func onSite(_ number: Int, _ keyed: KeyedQuestion) throws -> KeyedQuestion {
    guard number > 0 else { return keyed }
    let question = keyed.question
    let site = sites[number % sites.count]
    let stem =
      number % 3 == 0 ? "在\(site)第\(number)工段，\(question.stem)" : "在\(site)检修时，\(question.stem)"
    let options = question.options.map { option in
      option.unicodeScalars.count > 5 && number % 2 == 0 ? "\(option)（\(site)）" : option
    }
    return try changed(
      keyed, "s\(number)", stem: stem,
      options: question.kind == .trueFalse ? question.options : options,
      explanation: keyed.key.explanation + "\(site)同此。")
  }

  private static let sites = [
    "徐州电厂", "连云港港区", "宿迁泵站", "宿州矿井", "淮北选煤厂", "济宁机床厂", "枣庄水泥厂", "临沂变电站",
    "菏泽化工园", "商丘车辆段", "徐州装备园", "宿迁酒厂", "淮北热电厂", "济宁码头", "枣庄供水站", "临沂物流园",
    "菏泽炼油厂", "商丘面粉厂", "连云港核电站", "宿州风电场", "徐州地铁", "济宁矿务局",
  ]

  private static func changed(
    _ keyed: KeyedQuestion, _ suffix: String, stem: String, options: [String]? = nil,
    solution: Solution? = nil, explanation: String? = nil
  ) throws -> KeyedQuestion {
    let question = keyed.question
    let id = try QuestionID("\(question.id)-\(suffix)")
    return KeyedQuestion(
      question: Question(
        id: id, kind: question.kind, stem: stem, options: options ?? question.options,
        knowledge: question.knowledge, level: question.level, difficulty: question.difficulty),
      key: AnswerKey(
        question: id, solution: solution ?? keyed.key.solution,
        explanation: explanation ?? keyed.key.explanation))
  }
}
