import ArgumentParser
import ContestAPI
import Contests

extension AttemptCommand {
  /// `leitai attempt explain`
  struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "每题为什么得这些分：作答、答案、规则、得分", en: "Why each question earned its points"),
      discussion: bothLanguages(
        zh: """
          供裁判和审计员查看；选手只能看自己的答卷，且须在阶段公布答案之后。
          字母是选项在该份试卷上的位置。✓ 对，✗ 错，– 缺。
          """,
        en: """
          For judges and auditors, and for contestants about their own attempts once the stage tells
          the keys. Letters are those of the options on that paper. ✓ right, ✗ wrong, – missing.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "答卷编号", en: "The attempt's id"))
    var attempt: String

    func run() async throws {
      let context = try global.context()
      let explanation: AttemptExplanation = try await context.get(
        Path.fill(Path.attemptExplanation, [attempt]))
      try context.console.show(explanation) { ExplanationText($0, context.say).lines }
    }
  }
}

/// The marks of an attempt in words.
struct ExplanationText {
  private let explanation: AttemptExplanation
  private let say: Language

  init(_ explanation: AttemptExplanation, _ say: Language) {
    self.explanation = explanation
    self.say = say
  }

  var lines: [String] { [head] + explanation.marks.flatMap(lines) + [sum] + disagreement }

  private var head: String {
    let (bank, version, key) = (explanation.bank, explanation.bankVersion, explanation.keyVersion)
    return "\(explanation.stage)  \(explanation.contestant)  \(explanation.attempt)  "
      + say(
        zh: "第 \(explanation.number) 次  题库 \(bank) 第 \(version) 版，答案第 \(key) 版",
        en: "attempt \(explanation.number)  bank \(bank), version \(version), key version \(key)")
  }

  private func lines(_ mark: AttemptExplanation.Mark) -> [String] {
    let kind = QuestionKind(rawValue: mark.kind)?.name(in: say == .en ? .en : .zhHans) ?? mark.kind
    let points = say(
      zh: "\(mark.points.points)/\(mark.maximum.points) 分",
      en: "\(mark.points.points) of \(mark.maximum.points) points")
    let given = response(mark)
    let rows =
      [
        [say(zh: "作答", en: "response"), given.isEmpty ? say(zh: "（没有作答）", en: "(none)") : given],
        [say(zh: "答案", en: "key"), key(mark)],
        [say(zh: "判分", en: "found"), parts(mark)],
        [say(zh: "规则", en: "rule"), mark.rule],
      ] + mark.corrections.map { [say(zh: "更正", en: "ruling"), $0] }
    return [
      "",
      "\(mark.position). \(mark.question)  \(kind)  \(points)  "
        + mark.stem.replacing("\n", with: " ").truncated(to: 50),
    ] + Table(rows: rows.filter { !$0[1].isEmpty }).lines(indent: 3)
  }

  private func response(_ mark: AttemptExplanation.Mark) -> String {
    let answer = mark.response
    return texts(
      of: mark, choices: answer.choices, places: answer.places, texts: answer.texts.map { [$0] })
  }

  private func key(_ mark: AttemptExplanation.Mark) -> String {
    let solution = mark.solution
    return texts(
      of: mark, choices: solution.choices, places: solution.places, texts: solution.texts)
  }

  private func texts(
    of mark: AttemptExplanation.Mark, choices: [Int], places: [Int], texts: [[String]]
  ) -> String {
    switch mark.kind {
    case "ordering": places.map(Self.letter).joined(separator: " ")
    case "matching":
      places.enumerated().map { "\($0 + 1)-\($1 < 0 ? "–" : Self.letter($1))" }
        .joined(separator: " ")
    case "fill-in", "numeric":
      texts.map { $0.joined(separator: " | ") }.map { $0.isEmpty ? "–" : $0 }
        .joined(separator: say(zh: "；", en: "; "))
    default: choices.sorted().map(Self.letter).joined()
    }
  }

  /// Such as `A ✓  C –`, or the neighbours `CA ✓` of an order.
  private func parts(_ mark: AttemptExplanation.Mark) -> String {
    mark.parts.map { part in
      let sign =
        switch part.verdict {
        case "right": "✓"
        case "wrong": "✗"
        default: "–"
        }
      return name(of: part, in: mark) + sign
    }.joined(separator: "  ")
  }

  private func name(
    of part: AttemptExplanation.Part, in mark: AttemptExplanation.Mark
  ) -> String {
    let places = mark.solution.places
    switch part.part {
    case "option": return Self.letter(part.position) + " "
    case "number": return ""
    case "pair" where places.indices.contains(part.position + 1):
      return Self.letter(places[part.position]) + Self.letter(places[part.position + 1]) + " "
    default: return "\(part.position + 1) "
    }
  }

  private static func letter(_ place: Int) -> String { PlayScreen.letter(place) }

  private var sum: String {
    let (score, maximum) = (explanation.score.points, explanation.maximum.points)
    return say(zh: "合计 \(score)/\(maximum) 分", en: "in all \(score) of \(maximum) points")
  }

  /// What the recorded result says when it is not the sum.
  private var disagreement: [String] {
    guard explanation.recorded != explanation.score else { return [] }
    guard let recorded = explanation.recorded else {
      return [say(zh: "成绩尚未登记", en: "no result is recorded yet")]
    }
    return [
      say(
        zh: "✗ 登记的成绩是 \(recorded.points) 分",
        en: "✗ the recorded result is \(recorded.points) points")
    ]
  }
}
