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
    /// Such as `stem` or `key`.
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
    zip(old.fields, new.fields).compactMap { before, after in
      before.text == after.text
        ? nil : FieldChange(field: before.name, before: before.text, after: after.text)
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
