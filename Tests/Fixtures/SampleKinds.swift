import Contests
import Foundation
package import QuestionBanks

/// A bank with a question of every kind, a case of two and pictures, and a contest about it.
package enum SampleKinds {
  /// The first or the second of two PNGs of 2 by 3 pixels, in two shades of grey.
  package static func picture(_ number: Int) throws -> Picture {
    let texts = [
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACcgYFdAAAADUlEQVR4nGPQ0GAAIwAEQQDxLKZ1zgAAAABJRU5ErkJggg==",
      "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACcgYFdAAAADUlEQVR4nGM4cYIBjAAVIQSxxkZbOQAAAABJRU5ErkJggg==",
    ]
    return try Picture(Array(Data(base64Encoded: texts[number - 1]) ?? Data()))
  }

  /// The first picture is in the stem of a question that every paper has, the second in that of one
  /// that no paper has.
  package static func contents() throws -> BankContents {
    let pictures = try [picture(1), picture(2)]
    let shown = pictures.map { PictureReference.text($0.id, caption: "图") }
    let truth = Question.truthOptions
    let passage = "某车间的桥式起重机主钩不能起升。"
    let relative = NumericKey(
      ExactNumber(trillionths: 60_000_000_000_000),
      tolerance: .absolute(ExactNumber(trillionths: 500_000_000_000)))
    let questions = [
      try keyed("K1", .single, .choices(Choices(position: 1)), "看图 \(shown[0])", ["甲", "乙", "丙"]),
      try keyed(
        "K2", .multiple, .choices([Choices(position: 0), Choices(position: 2)]), "多选",
        ["甲", "乙", "丙"]),
      try keyed("K3", .trueFalse, .choices(Choices(position: 0)), "对的", truth),
      try keyed("K4", .fillIn, .blanks([["欧姆", "Ω"], ["50"]]), "电阻的单位是____，工频是____Hz。"),
      try keyed("K5", .numeric, .number(relative), "求速度", unit: "r/min"),
      try keyed("K6", .ordering, .order([2, 0, 1]), "排序", ["验电", "挂牌", "停电"]),
      try keyed("K7", .matching, .matches([1, 0]), "配对", ["伏特", "欧姆"], premises: ["电阻", "电压"]),
      try keyed("K8", .single, .choices(Choices(position: 0)), "先查什么？", ["电源", "制动器"], passage),
      try keyed("K9", .trueFalse, .choices(Choices(position: 0)), "应停电检查。", truth, passage),
      try keyed(
        "KX", .single, .choices(Choices(position: 0)), "别的图 \(shown[1])", ["甲", "乙"],
        knowledge: "不考"),
    ]
    return BankContents(
      questions: questions, pictures: Dictionary(uniqueKeysWithValues: pictures.map { ($0.id, $0) })
    )
  }

  private static func keyed(
    _ id: String, _ kind: QuestionKind, _ solution: Solution, _ stem: String,
    _ options: [String] = [], _ passage: String = "", premises: [String] = [], unit: String = "",
    knowledge: String = "考"
  ) throws -> KeyedQuestion {
    let id = try QuestionID(id)
    let blanks = if case .blanks(let blanks, _) = solution { blanks.count } else { 0 }
    return KeyedQuestion(
      question: Question(
        id: id, kind: kind, stem: stem, options: options, premises: premises, blanks: blanks,
        unit: unit, passage: passage, knowledge: knowledge, level: .senior, difficulty: .medium),
      key: AnswerKey(question: id, solution: solution, explanation: "因为"))
  }

  /// `Sample.plan` with one stage: a paper of every question but the last, 10 points each.
  package static let plan: String = {
    let kinds: [QuestionKind] = [
      .single, .multiple, .trueFalse, .fillIn, .numeric, .ordering, .matching,
    ]
    let sections = kinds.map {
      "            - { kind: \($0.rawValue), knowledge: 考, draw: 1, points: 10, marking: partial }"
    }
    return """
      contest: cup
      title: { zh-Hans: 杯赛, en: The cup }
      tier: city
      timezone: Asia/Shanghai
      hosts: [320300]
      events:
        - id: fitter
          title: { zh-Hans: 机修钳工, en: Maintenance fitter }
          occupation: 6-31-01-02
          bank: fitter
          stages:
            - id: preliminary
              window: 2025-04-01T00:00/2025-06-01T00:00
              time: 10m
              grace: 3s
              tries: { total: 1 }
              feedback: score
              paper:
                sections:

      """ + sections.map { "      " + $0 }.joined(separator: "\n")
        + "\n                  - { kind: case, questions: 2, draw: 1, points: 10 }\n"
  }()
}
