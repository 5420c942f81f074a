import AttemptRecords
import ContestAPI
import Contests
import QuestionBanks
import Sessions

extension NumberedCommand {
  /// - Throws: `BadRequest` when the command has no form that any item could take.
  init(_ command: Command) throws(BadRequest) {
    let parsed: Attempt.Command? =
      switch command.kind {
      case "answer":
        command.item.flatMap { item in
          command.answer.flatMap(Response.init).map { .answer(item: item, $0) }
        }
      case "clear": command.item.map { .clear(item: $0) }
      case "flag":
        command.item.flatMap { item in command.flagged.map { .flag(item: item, $0) } }
      case "signal":
        command.signal.flatMap(AttemptEvent.Signal.init(name:)).map { .signal($0) }
      case "heartbeat": .heartbeat
      case "submit": .submit
      default: nil
      }
    guard let parsed, command.holdsNothingElse else {
      throw BadRequest(
        code: "command-unreadable", zhHans: "第 \(command.sequence) 条命令无法识别",
        en: "command \(command.sequence) cannot be read")
    }
    self.init(number: command.sequence, command: parsed)
  }
}

extension Command {
  /// A field that its kind does not have was meant for something, and must not be passed over.
  fileprivate var holdsNothingElse: Bool {
    switch kind {
    case "answer": flagged == nil && signal == nil
    case "clear": answer == nil && flagged == nil && signal == nil
    case "flag": answer == nil && signal == nil
    case "signal": item == nil && answer == nil && flagged == nil
    default: item == nil && answer == nil && flagged == nil && signal == nil
    }
  }
}

extension Response {
  /// An answer with nothing in it is a choice of nothing. `nil` for one that no item could have: more
  /// than one field, or an option beyond all.
  fileprivate init?(_ answer: Answer) {
    switch (answer.choices.isEmpty, answer.places.isEmpty, answer.texts.isEmpty) {
    case (false, true, true):
      guard let choices = Choices(positions: answer.choices) else { return nil }
      self = .choices(choices)
    case (true, false, true):
      guard answer.places.count <= Limits.options,
        answer.places.allSatisfy((-1..<Limits.options).contains)
      else { return nil }
      self = .places(answer.places.map { $0 < 0 ? nil : UInt8($0) })
    case (true, true, true): self = .choices([])
    case (true, true, false):
      guard answer.texts.count <= Limits.blanks else { return nil }
      self = .texts(answer.texts)
    default: return nil
    }
  }
}

extension Answer {
  init(_ response: Response?) {
    switch response {
    case .choices(let choices): self.init(choices: choices.positions)
    case .places(let places): self.init(places: places.map { $0.map(Int.init) ?? -1 })
    case .texts(let texts): self.init(texts: texts)
    case nil: self = .none
    }
  }
}
