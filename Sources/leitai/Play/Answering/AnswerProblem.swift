/// Why what was typed is no answer to the question.
enum AnswerProblem: Error, Equatable, Sendable {
  case noSuchOption
  /// Several options where the question takes one.
  case tooManyOptions
  case repeatedOption
  /// An order leaves options out.
  case incompleteOrder
  /// A one-based number of a blank or a premise that the question does not have.
  case noSuchField(Int)
  /// All blanks are filled, and the text does not say for which it is.
  case whichBlank
  /// Not as many letters as premises.
  case wrongCount(premises: Int)
  case notANumber(String)
  case tooLong
  /// The question is of a kind of which this program knows nothing.
  case unknownKind

  func sentence(_ say: Language) -> String {
    switch self {
    case .noSuchOption: say(zh: "没有这个选项", en: "there is no such option")
    case .tooManyOptions: say(zh: "这一题只能选一项", en: "this question takes one option")
    case .repeatedOption: say(zh: "同一选项只能出现一次", en: "an option can have one place only")
    case .incompleteOrder: say(zh: "要排完所有选项", en: "all options have to be put in order")
    case .noSuchField(let number): say(zh: "没有第 \(number) 项", en: "there is no number \(number)")
    case .whichBlank: say(zh: "请写明是哪一空，如 2=答案", en: "say which blank, as in 2=answer")
    case .wrongCount(let premises):
      say(
        zh: "要写 \(premises) 个字母，没有的写 -，或如 1B 2A",
        en: "\(premises.counted("letter")) needed, - for none; or as in 1B 2A")
    case .notANumber(let text):
      say(
        zh: "不是数：\(text.truncated(to: 20))。如 12、-0.5、1.2e-3",
        en: "no number: \(text.truncated(to: 20)); such as 12, -0.5, 1.2e-3")
    case .tooLong: say(zh: "写不下了", en: "there is no room for more")
    case .unknownKind:
      say(zh: "本程序不认识这种题型，请更新", en: "this program does not know this kind; update it")
    }
  }
}
