import Contests

/// What a column of a table of questions holds.
enum QuestionColumn: Hashable {
  case id, kind, stem, key, explanation, knowledge, level, difficulty, passage, unit, tolerance
  /// The left side of a matching question, one in each line or between `|`.
  case premises
  /// An option by its position, 0 for A.
  case option(Int)
  /// All options in one cell; where a row is an option, the option's text or its letter.
  case options
  /// The text of the option that the row is.
  case optionText
  /// The letter of the option that the row is.
  case label
  /// Whether the option that the row is is right.
  case correct

  /// The name of the field in findings and mappings.
  var field: String {
    switch self {
    case .id: "id"
    case .kind: "kind"
    case .stem: "stem"
    case .key: "key"
    case .explanation: "explanation"
    case .knowledge: "knowledge"
    case .level: "level"
    case .difficulty: "difficulty"
    case .passage: "passage"
    case .unit: "unit"
    case .tolerance: "tolerance"
    case .premises: "premises"
    case .option(let position): "option\(Choices.letter(position))"
    case .options: "options"
    case .optionText: "optionText"
    case .label: "label"
    case .correct: "correct"
    }
  }

  /// Whether contestants read the texts of the column as they are.
  var isRead: Bool {
    switch self {
    case .stem, .explanation, .passage, .premises, .option, .options, .optionText: true
    case .id, .kind, .key, .knowledge, .level, .difficulty, .unit, .tolerance, .label, .correct:
      false
    }
  }

  /// The column of a field's name; `nil` for a name that no column has.
  init?(field: String) {
    guard let column = Self.fields[field] else { return nil }
    self = column
  }

  private static let fields: [String: QuestionColumn] = {
    let plain: [QuestionColumn] = [
      .id, .kind, .stem, .key, .explanation, .knowledge, .level, .difficulty, .passage, .unit,
      .tolerance, .premises, .options, .optionText, .label, .correct,
    ]
    let all = plain + (0..<26).map { QuestionColumn.option($0) }
    return Dictionary(uniqueKeysWithValues: all.map { ($0.field, $0) })
  }()
}
