package import AttemptRecords
import Contests
package import QuestionBanks

extension Response {
  /// Refuses a response that the item could not have been given.
  func check(against shape: ResponseShape) throws(Attempt.Rejection) {
    switch (shape, self) {
    case (.choices(let options, let several), .choices(let choices)):
      guard let highest = choices.highest else { throw .noChoice }
      guard highest < options else { throw .noSuchOption }
      guard choices.count == 1 || several else { throw .tooManyChoices }
    case (.order(let options), .places(let places)):
      let given = places.compactMap(\.self).map(Int.init)
      guard given.allSatisfy({ $0 < options }) else { throw .noSuchOption }
      guard places.count == options, given.sorted() == Array(0..<options) else {
        throw .wrongForm
      }
    case (.matches(let premises, let options), .places(let places)):
      let given = places.compactMap(\.self).map(Int.init)
      guard given.allSatisfy({ $0 < options }) else { throw .noSuchOption }
      guard places.count == premises else { throw .wrongForm }
      guard !given.isEmpty else { throw .noChoice }
    case (.blanks(let blanks), .texts(let texts)):
      guard texts.count == blanks, texts.allSatisfy(\.isPlain) else { throw .wrongForm }
      guard texts.contains(where: { !$0.isEmpty }) else { throw .noChoice }
      guard texts.allSatisfy({ $0.utf8.count <= Limits.responseBytes }) else { throw .textTooLong }
    case (.number, .texts(let texts)):
      guard texts.count == 1 else { throw .wrongForm }
      guard texts[0].utf8.count <= Limits.responseBytes else { throw .textTooLong }
      guard ExactNumber(texts[0]) != nil else { throw .notANumber }
    case (.quantity, .texts(let texts)):
      guard texts.count == 1, texts[0].isPlain else { throw .wrongForm }
      guard texts[0].utf8.count <= Limits.responseBytes else { throw .textTooLong }
      guard KeyText.quantity(texts[0]) != nil else { throw .notANumber }
    default: throw .wrongForm
    }
  }

  /// Reads what `line` writes; `nil` when an item of the shape cannot have that response.
  package init?(line: String, shape: ResponseShape) {
    let response: Response?
    switch shape {
    case .choices: response = Choices(letters: line).map(Response.choices)
    case .order, .matches:
      let places = line.utf8.map { $0 == 0x2D ? nil : $0 &- 0x41 }
      response = .places(places)
    case .blanks, .number, .quantity:
      response = .texts(
        line.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init))
    }
    guard let response, (try? response.check(against: shape)) != nil else { return nil }
    self = response
  }
}

extension String {
  /// Whether there are no control characters; `Response.line` uses one between texts.
  fileprivate var isPlain: Bool { unicodeScalars.allSatisfy { $0.value >= 0x20 } }
}
