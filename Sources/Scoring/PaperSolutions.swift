package import AttemptRecords
package import Contests
package import QuestionBanks
import Synchronization

/// What is right for an item, in the positions of the paper, and what an answer to it earned.
package struct ItemSolution: Hashable, Sendable {
  package let right: Right
  /// May be empty.
  package let explanation: String
  /// Absent without an answer.
  package let points: Points?

  /// What is right, in the positions of the paper.
  package enum Right: Hashable, Sendable {
    case choices([Int])
    /// For an order the options from first to last, for matches the option of each premise.
    case places([Int])
    /// What is accepted for each blank; for a number one text with its tolerance.
    case texts([[String]])
  }
}

/// Tells what is right, for stages that tell: keeps the keys of bank versions in memory.
package final class PaperSolutions: Sendable {
  private let keys: any AnswerKeyStore
  private let versions = Mutex<[Version: [AnswerKey]]>([:])

  private struct Version: Hashable {
    let bank: BankID
    let number: Int
  }

  package init(keys: any AnswerKeyStore) { self.keys = keys }

  /// The solutions of some items of a paper, by their positions.
  ///
  /// - Parameter responses: the answer to each item of the paper.
  /// - Throws: an error of the store.
  package func solutions(
    to items: some Sequence<Int>, of paper: Paper, bank: BankID, version: Int,
    responses: [Response?]
  ) async throws -> [Int: ItemSolution] {
    let keys = try await keys(of: Version(bank: bank, number: version))
    let marks = Marker(keys: keys.map(\.solution)).marks(of: responses, on: paper)
    var solutions: [Int: ItemSolution] = [:]
    for position in items where paper.items.indices.contains(position) {
      let item = paper.items[position]
      guard keys.indices.contains(item.question) else { continue }
      let key = keys[item.question]
      solutions[position] = ItemSolution(
        right: item.right(key.solution), explanation: key.explanation,
        points: responses[position] == nil ? nil : marks[position])
    }
    return solutions
  }

  /// Why each item of a paper earned what it earned, in the order of the paper.
  ///
  /// - Parameters:
  ///   - responses: the answer to each item of the paper.
  ///   - questions: those of the bank version, in its order.
  /// - Throws: an error of the store.
  package func explanations(
    of responses: [Response?], on paper: Paper, questions: [Question], source: KeySource
  ) async throws -> [MarkExplanation] {
    let keys = try await keys(of: Version(bank: source.bank, number: source.bankVersion))
    let marks = Marker(keys: keys.map(\.solution)).explainedMarks(of: responses, on: paper)
    return paper.items.indices.compactMap { position in
      let item = paper.items[position]
      guard keys.indices.contains(item.question), questions.indices.contains(item.question),
        marks.indices.contains(position)
      else { return nil }
      let key = keys[item.question]
      return MarkExplanation(
        position: position, question: questions[item.question].id, kind: item.kind,
        response: responses[position],
        solution: ItemSolution(
          right: item.right(key.solution), explanation: key.explanation,
          points: marks[position].points),
        key: KeyText.text(key.solution), source: source, marking: item.marking,
        mark: marks[position], maximum: item.points)
    }
  }

  private func keys(of version: Version) async throws -> [AnswerKey] {
    if let hit = versions.withLock({ $0[version] }) { return hit }
    let keys = try await keys.answerKeys(of: version.bank, version: version.number)
    versions.withLock { $0[version] = keys }
    return keys
  }
}

extension Paper.Item {
  /// A key in the positions of this paper.
  fileprivate func right(_ key: QuestionBanks.Solution) -> ItemSolution.Right {
    func place(_ option: Int) -> Int { optionOrder.firstIndex { Int($0) == option } ?? option }
    return switch key {
    case .choices(let right): .choices(right.positions.map(place).sorted())
    case .order(let right), .matches(let right): .places(right.map(place))
    case .blanks(let accepted, _): .texts(accepted)
    case .number: .texts([[KeyText.text(key)]])
    }
  }
}
