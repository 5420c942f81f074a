import Contests

/// What an import would change in a bank, or what changed between two versions.
package struct ChangeSet: Hashable, Sendable {
  package let added: [QuestionID]
  package let changed: [Change]
  package let removed: [QuestionID]
  /// How many questions stay as they are.
  package let unchanged: Int

  /// One question whose fields differ.
  package struct Change: Hashable, Sendable {
    package let question: QuestionID
    package let fields: [FieldChange]
  }

  /// What a field said and what it says.
  package struct FieldChange: Hashable, Sendable {
    /// Such as `stem`, `key` or `optionB`; `options` when their number or
    /// only their order changes.
    package let field: String
    package let before: String
    package let after: String
  }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// Compares by question id; both lists have unique ids.
  package init(from old: [KeyedQuestion], to new: [KeyedQuestion]) {
    let before = Dictionary(old.map { ($0.question.id, $0) }) { first, _ in first }
    let after = Set(new.map(\.question.id))
    added = new.map(\.question.id).filter { before[$0] == nil }
    removed = old.map(\.question.id).filter { !after.contains($0) }
    changed = new.compactMap { keyed in
      guard let previous = before[keyed.question.id], previous != keyed else { return nil }
      return Change(question: keyed.question.id, fields: Self.differences(previous, keyed))
    }
    unchanged = new.count - added.count - changed.count
  }

  private static func differences(_ old: KeyedQuestion, _ new: KeyedQuestion) -> [FieldChange] {
    zip(old.fields, new.fields).flatMap { before, after -> [FieldChange] in
      guard before.text != after.text else { return [] }
      switch before.name {
      case "premises" where areParallel(old.question.premises, new.question.premises):
        return differences(
          old.question.premises, new.question.premises
        ) { "premise\($0 + 1)" }
      case "options" where areParallel(old.question.options, new.question.options):
        return differences(
          old.question.options, new.question.options
        ) { "option\(Choices.letter($0))" }
      default:
        return [FieldChange(field: before.name, before: before.text, after: after.text)]
      }
    }
  }

  /// Whether two lists say what changed element by element: not when one only has another order.
  private static func areParallel(_ old: [String], _ new: [String]) -> Bool {
    old.count == new.count && old.sorted() != new.sorted()
  }

  /// Element by element, of two lists of one length.
  private static func differences(
    _ old: [String], _ new: [String], name: (Int) -> String
  ) -> [FieldChange] {
    zip(old, new).enumerated().compactMap { index, pair in
      pair.0 == pair.1
        ? nil : FieldChange(field: name(index), before: pair.0, after: pair.1)
    }
  }
}

extension KeyedQuestion {
  /// Every field but the id, as text; the same names in the same order for every question.
  package var fields: [(name: String, text: String)] {
    [
      ("kind", question.kind.rawValue), ("passage", question.passage), ("stem", question.stem),
      ("premises", question.premises.joined(separator: "\n")),
      ("options", question.options.joined(separator: "\n")), ("unit", question.unit),
      ("key", KeyText.text(key.solution)), ("explanation", key.explanation),
      ("knowledge", question.knowledge), ("level", question.level.name),
      ("difficulty", question.difficulty.rawValue),
    ]
  }
}
