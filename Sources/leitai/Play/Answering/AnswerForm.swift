import ContestAPI

/// The form in which an item wants its answer.
enum AnswerForm: Equatable {
  /// One of the options, or as many as are right.
  case choices(several: Bool)
  /// A text for each of so many blanks.
  case blanks(Int)
  case number
  /// All options, in an order.
  case order
  /// An option for each of so many premises.
  case matches(Int)
  /// A kind of which this program knows nothing.
  case unknown
}

extension AttemptView.Item {
  var form: AnswerForm {
    switch kind {
    case "single", "true-false": .choices(several: false)
    case "multiple": .choices(several: true)
    case "fill-in": .blanks(blanks)
    // With its unit the number is a text, which the server reads.
    case "numeric": blanks > 0 ? .blanks(1) : .number
    case "ordering": .order
    case "matching": .matches(premises.count)
    default: .unknown
    }
  }

  /// The positions of what is filled one by one: blanks or premises; empty for other forms.
  var fields: Range<Int> {
    switch form {
    case .blanks(let count), .matches(let count): 0..<max(0, count)
    case .number: 0..<1
    case .choices, .order, .unknown: 0..<0
    }
  }

  /// An answer is typed and not chosen.
  var takesText: Bool {
    switch form {
    case .blanks, .number: !fields.isEmpty
    case .choices, .order, .matches, .unknown: false
    }
  }

  /// The fields for which an answer holds nothing.
  func openFields(in answer: Answer) -> [Int] {
    fields.filter { field in
      switch form {
      case .matches: answer.place(of: field) == nil
      default: answer.text(at: field).isEmpty
      }
    }
  }

  /// Something is answered and something is not.
  func isPartial(_ answer: Answer) -> Bool { !answer.isEmpty && !openFields(in: answer).isEmpty }
}

extension Answer {
  /// The text in a blank; empty where there is none.
  func text(at blank: Int) -> String { texts.indices.contains(blank) ? texts[blank] : "" }

  /// The option that was given to a premise.
  func place(of premise: Int) -> Int? {
    places.indices.contains(premise) && places[premise] >= 0 ? places[premise] : nil
  }
}
