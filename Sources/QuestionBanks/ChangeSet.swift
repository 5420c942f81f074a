/// What an import would change in a bank.
package struct ChangeSet: Hashable, Sendable {
  package let added: [QuestionID]
  package let changed: [Change]
  package let removed: [QuestionID]
  /// How many questions stay as they are.
  package let unchanged: Int

  /// One question whose fields differ.
  package struct Change: Hashable, Sendable {
    package let question: QuestionID
    /// The names of the fields that differ, such as `stem` or `key`.
    package let fields: [String]
  }

  package var isEmpty: Bool { added.isEmpty && changed.isEmpty && removed.isEmpty }

  /// Compares by question id; both lists have unique ids.
  package init(from old: [KeyedQuestion], to new: [KeyedQuestion]) {
    let before = Dictionary(old.map { ($0.question.id, $0) }) { first, _ in first }
    let after = Set(new.map(\.question.id))
    added = new.map(\.question.id).filter { before[$0] == nil }
    removed = old.map(\.question.id).filter { !after.contains($0) }
    changed = new.compactMap { keyed in
      guard let previous = before[keyed.question.id] else { return nil }
      let fields = Self.differences(previous, keyed)
      return fields.isEmpty ? nil : Change(question: keyed.question.id, fields: fields)
    }
    unchanged = new.count - added.count - changed.count
  }

  private static func differences(_ old: KeyedQuestion, _ new: KeyedQuestion) -> [String] {
    var fields: [String] = []
    if old.question.kind != new.question.kind { fields.append("kind") }
    if old.question.stem != new.question.stem { fields.append("stem") }
    if old.question.options != new.question.options { fields.append("options") }
    if old.key.correct != new.key.correct { fields.append("key") }
    if old.key.explanation != new.key.explanation { fields.append("explanation") }
    if old.question.knowledge != new.question.knowledge { fields.append("knowledge") }
    if old.question.level != new.question.level { fields.append("level") }
    if old.question.difficulty != new.question.difficulty { fields.append("difficulty") }
    return fields
  }
}
