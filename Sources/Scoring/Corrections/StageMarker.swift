package import AttemptRecords
package import Contests
package import QuestionBanks

/// Marks papers of one bank version by the keys of a stage, under each version of them.
package struct StageMarker: Sendable {
  private let marker: Marker
  /// In their order.
  private let rulings: [Ruling]

  /// A correction with the question that it concerns, by its index in the bank version.
  private struct Ruling: Sendable {
    let correction: KeyCorrection
    let question: Int
    /// What is right by it; absent where the treatment names no answer.
    let solution: Solution?
  }

  /// - Parameters:
  ///   - keys: what is right for every question of the version, in its order.
  ///   - questions: their names and kinds.
  ///   - corrections: of the stage, in their order; those that concern no question of the version
  ///     change nothing.
  /// - Returns: `nil` when a correction's answer cannot be read for its question's kind.
  package init?(
    keys: [Solution], questions: [(id: QuestionID, kind: QuestionKind)], bankVersion: Int,
    corrections: [KeyCorrection]
  ) {
    marker = Marker(keys: keys)
    keyVersion = corrections.last?.keyVersion ?? KeyCorrection.originalVersion
    var rulings: [Ruling] = []
    for correction in corrections {
      let index = questions.firstIndex { correction.concerns($0.id, ofVersion: bankVersion) }
      guard let index else { continue }
      let solution = correction.answer.flatMap {
        KeyText.solution($0, of: questions[index].kind)
      }
      guard (solution != nil) == correction.treatment.namesAnswer else { return nil }
      rulings.append(Ruling(correction: correction, question: index, solution: solution))
    }
    self.rulings = rulings
  }

  /// The marks of a paper under a version of the keys; absent: the newest.
  package func marks(
    of responses: [Response?], on paper: Paper, under version: Int? = nil
  ) -> PaperMarks {
    var marks = original(responses, paper)
    for ruling in rulings where ruling.correction.keyVersion <= version ?? .max {
      marks = Self.apply(ruling, to: marks, responses, paper)
    }
    return marks
  }

  /// The score under the original keys, and each later one with the key version from which it holds.
  package func scores(
    of responses: [Response?], on paper: Paper
  ) -> (original: Points, regrades: [Regrade]) {
    var marks = original(responses, paper)
    let first = marks.score
    var (regrades, newest) = ([Regrade](), first)
    for ruling in rulings {
      marks = Self.apply(ruling, to: marks, responses, paper)
      guard marks.score != newest else { continue }
      newest = marks.score
      regrades.append(Regrade(keyVersion: ruling.correction.keyVersion, score: newest))
    }
    return (first, regrades)
  }

  /// The newest version of the stage's keys; corrections that concern no question here count as well.
  package let keyVersion: Int

  /// What was ruled about a question, by its index, up to a version of the keys; absent: the newest.
  func corrections(of question: Int, under version: Int?) -> [KeyCorrection] {
    rulings.filter { $0.question == question }.map(\.correction)
      .filter { $0.keyVersion <= version ?? .max }
  }

  /// What is right for a question, by its index, where a ruling up to a version of the keys says that
  /// the key is not; absent: the key.
  func replacement(of question: Int, under version: Int?) -> Solution? {
    rulings.last {
      $0.question == question && $0.correction.keyVersion <= version ?? .max
        && $0.correction.treatment == .replace
    }?.solution
  }

  /// The marks by the original keys with the parts from which they follow.
  func explainedMarks(of responses: [Response?], on paper: Paper) -> [ExplainedMark] {
    marker.explainedMarks(of: responses, on: paper)
  }

  private func original(_ responses: [Response?], _ paper: Paper) -> PaperMarks {
    PaperMarks(
      zip(paper.items, marker.marks(of: responses, on: paper)).map { ($0.points, $1) })
  }

  /// The marks after a ruling. Where it holds only if it helps it is left out for an attempt whose
  /// score it would not raise, then and for ever.
  private static func apply(
    _ ruling: Ruling, to marks: PaperMarks, _ responses: [Response?], _ paper: Paper
  ) -> PaperMarks {
    guard let position = paper.items.firstIndex(where: { $0.question == ruling.question }) else {
      return marks
    }
    let item = paper.items[position]
    var ruled = marks
    switch ruling.correction.treatment {
    case .rescale: ruled.drop(position)
    case .fullMarks: ruled.give(item.points, to: position)
    case .accept, .replace:
      guard let solution = ruling.solution else { return marks }
      let earned = Marker.mark(responses[position], to: item, by: solution)
      let least = ruling.correction.treatment == .accept ? marks.items[position].earned : earned
      ruled.give(max(earned, least), to: position)
    }
    guard ruling.correction.onlyIfItHelps else { return ruled }
    return ruled.score > marks.score ? ruled : marks
  }
}
