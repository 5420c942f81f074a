package import AttemptRecords
package import Contests
package import QuestionBanks

/// What is right for an item, in the positions of the paper, and what an answer to it earned.
package struct ItemSolution: Hashable, Sendable {
  package let right: Right
  /// May be empty.
  package let explanation: String
  /// Absent without an answer, and for an item that does not count.
  package let points: Points?
  /// Whether a correction took the item out, so that it counts for nobody.
  package let isDropped: Bool

  /// What is right, in the positions of the paper.
  package enum Right: Hashable, Sendable {
    case choices([Int])
    /// For an order the options from first to last, for matches the option of each premise.
    case places([Int])
    /// What is accepted for each blank; for a number one text with its tolerance.
    case texts([[String]])
  }
}

/// Tells what is right, for stages that tell.
package struct PaperSolutions: Sendable {
  private let marking: MarkingRoom

  package init(marking: MarkingRoom) { self.marking = marking }

  /// The solutions of some items of a paper, by their positions.
  ///
  /// - Parameters:
  ///   - start: the attempt's, which says of what the paper was dealt.
  ///   - questions: those of the bank version.
  ///   - responses: the answer to each item of the paper.
  ///   - version: the version of the stage's keys; absent: the newest.
  /// - Throws: an error of the store.
  package func solutions(
    to items: some Sequence<Int>, of paper: Paper, _ start: AttemptStart, questions: [Question],
    responses: [Response?], under version: Int?
  ) async throws -> [Int: ItemSolution] {
    let ready = try await marking.marker(
      at: start.stage, bank: start.bank, version: start.bankVersion, questions: questions)
    let marks = ready.marker.marks(of: responses, on: paper, under: version).items
    var solutions: [Int: ItemSolution] = [:]
    for position in items where paper.items.indices.contains(position) {
      let item = paper.items[position]
      guard ready.keys.indices.contains(item.question) else { continue }
      let (key, mark) = (ready.keys[item.question], marks[position])
      // What a correction gives is given also without an answer.
      let isTold = responses[position] != nil || mark.earned > .zero
      solutions[position] = ItemSolution(
        right: item.right(
          ready.marker.replacement(of: item.question, under: version) ?? key.solution),
        explanation: key.explanation, points: isTold && !mark.isDropped ? mark.earned : nil,
        isDropped: mark.isDropped)
    }
    return solutions
  }

  /// Why each item of a paper earned what it earned, in the order of the paper.
  ///
  /// - Parameters:
  ///   - start: the attempt's, which says of what the paper was dealt.
  ///   - questions: those of the bank version, in its order.
  ///   - responses: the answer to each item of the paper.
  ///   - version: the version of the stage's keys; absent: the newest.
  /// - Throws: an error of the store.
  package func explanation(
    of responses: [Response?], on paper: Paper, _ start: AttemptStart, questions: [Question],
    under version: Int?
  ) async throws -> PaperExplanation {
    let ready = try await marking.marker(
      at: start.stage, bank: start.bank, version: start.bankVersion, questions: questions)
    let marks = ready.marker.marks(of: responses, on: paper, under: version)
    let original = ready.marker.explainedMarks(of: responses, on: paper)
    let explanations = paper.items.indices.compactMap { position -> MarkExplanation? in
      let item = paper.items[position]
      guard ready.keys.indices.contains(item.question), original.indices.contains(position)
      else { return nil }
      let (key, mark) = (ready.keys[item.question], marks.items[position])
      return MarkExplanation(
        position: position, question: questions[item.question].id, kind: item.kind,
        response: responses[position],
        solution: ItemSolution(
          right: item.right(
            ready.marker.replacement(of: item.question, under: version) ?? key.solution),
          explanation: key.explanation, points: mark.isDropped ? nil : mark.earned,
          isDropped: mark.isDropped),
        key: KeyText.text(key.solution), marking: item.marking, mark: original[position],
        corrections: ready.marker.corrections(of: item.question, under: version),
        earned: mark.isDropped ? .zero : mark.earned, maximum: item.points)
    }
    return PaperExplanation(
      bank: start.bank, bankVersion: start.bankVersion,
      keyVersion: min(ready.marker.keyVersion, version ?? .max), score: marks.score,
      marks: explanations)
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
