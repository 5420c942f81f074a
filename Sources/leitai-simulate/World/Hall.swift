import Contests
import QuestionBanks
import Sessions

/// What is the same in every run: a small bank, and the papers that are dealt from it.
struct Hall: Sendable {
  let questions: [Question]
  let keys: [AnswerKey]
  let blueprint: Blueprint
  let dealer: PaperDealer
  /// The papers as the projector asks for them.
  let papers: PaperRoom

  static let questionCount = 8

  init() throws {
    var keyed: [KeyedQuestion] = []
    for number in 0..<Self.questionCount {
      let several = number.isMultiple(of: 2)
      let id = try QuestionID("q\(number)")
      let right: Choices = several ? [Choices(position: 0), Choices(position: 2)] : [.first]
      keyed.append(
        KeyedQuestion(
          question: Question(
            id: id, kind: several ? .multiple : .single, stem: "\(id)",
            options: ["one", "two", "three", "four"], knowledge: "all", level: .senior,
            difficulty: .medium),
          key: AnswerKey(question: id, solution: .choices(right), explanation: "")))
    }
    questions = keyed.map(\.question)
    keys = keyed.map(\.key)
    blueprint = Blueprint(sections: [
      Blueprint.Section(kind: .single, draw: 2, points: Points(2)),
      Blueprint.Section(kind: .multiple, draw: 2, points: Points(3), marking: .partial),
    ])
    dealer = try PaperDealer(
      blueprint: blueprint, questions: QuestionShape.all(of: questions))
    papers = PaperRoom(banks: BankShelf(questions: questions, keys: keys))
  }

  /// The bank as the stores of a server give it.
  var shelf: BankShelf { BankShelf(questions: questions, keys: keys) }
}

extension Choices {
  /// The option A alone.
  static let first = Choices(position: 0)
}

/// One published version of one bank, in memory.
struct BankShelf: QuestionBankStore, AnswerKeyStore {
  let questions: [Question]
  let keys: [AnswerKey]

  func versions(of bank: BankID) -> [BankVersion] {
    [
      BankVersion(
        bank: bank, number: 1, hash: "", questionCount: questions.count,
        publishedAt: Instant(milliseconds: 0), author: "author", reviewer: "reviewer", source: "")
    ]
  }

  func questions(of bank: BankID, version: Int) -> [Question] { questions }

  func picture(_ id: PictureID) -> Picture? { nil }

  func answerKeys(of bank: BankID, version: Int) -> [AnswerKey] { keys }
}
