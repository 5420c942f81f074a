package import Contests

/// Parallel forms: papers of one blueprint that are equally difficult and share as few questions as
/// the bank allows.
///
/// The mean difficulty of any two forms differs by `spreadLimit` at most. There is always such a
/// set of forms where there is a paper at all: when nothing else helps, forms share questions, in
/// the end all of them. How many is in `shared`.
package struct PaperForms: Hashable, Sendable {
  package let forms: [Form]

  /// The questions of one form.
  package struct Form: Hashable, Sendable {
    /// Section by section: indexes in the version's questions, each once. Of a case all of them, in
    /// the bank's order.
    package let questions: [Int]
    /// The mean difficulty of the questions as a fraction, so that it is exact: the sum of their
    /// `Difficulty.thousandths`, of which each form has `questions.count`.
    package let difficultySum: Int
    /// What was drawn, draw by draw: single questions and the first ones of cases.
    let units: [Int]
  }

  /// How far the mean difficulties of two forms may be apart, in thousandths.
  package static let spreadLimit = 10

  /// How far they are apart, in thousandths, rounded up.
  package var spread: Int {
    let sums = forms.map(\.difficultySum)
    guard let least = sums.min(), let most = sums.max(), let form = forms.first,
      !form.questions.isEmpty
    else { return 0 }
    return (most - least + form.questions.count - 1) / form.questions.count
  }

  /// How many questions any two forms have in common, added up over all pairs of forms; 0 when no
  /// question is on two of them.
  package var shared: Int {
    exposures.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  /// The most questions that two forms have in common.
  package var largestOverlap: Int {
    let sets = forms.map { Set($0.questions) }
    var most = 0
    for (index, one) in sets.enumerated() {
      for other in sets[..<index] { most = max(most, one.count(where: other.contains)) }
    }
    return most
  }

  /// On how many forms each question is that is on any.
  var exposures: [Int: Int] {
    forms.reduce(into: [:]) { counts, form in
      for question in form.questions { counts[question, default: 0] += 1 }
    }
  }

  /// Forms that are the same for the same blueprint, questions and seed.
  ///
  /// - Parameter count: 1 or more forms.
  /// - Throws: `BlueprintUnmet` naming every section for which the bank has too few questions.
  package static func assemble(
    count: Int, blueprint: Blueprint, questions shapes: [QuestionShape], seed: UInt64
  ) throws(BlueprintUnmet) -> PaperForms {
    precondition(count > 0, "no forms are wanted")
    let pools = DrawPools(blueprint: blueprint, shapes: shapes, splittingByDifficulty: true)
    let check = BlueprintCheck(pools, blueprint)
    guard check.shortages.isEmpty else { throw BlueprintUnmet(shortages: check.shortages) }
    let alike = FormPlan(alike: count, pools)
    var plan = alike
    if alike.shared > 0, let mixed = FormPlan(mixed: count, pools), mixed.shared < alike.shared,
      mixed.difficultySpread <= spreadLimit * blueprint.questionCount
    {
      plan = mixed
    }
    var generator = SeededGenerator(seed: seed)
    let forms = plan.units(with: &generator).map { units in
      let questions = units.flatMap { pools.cases[$0] ?? [$0] }
      return Form(
        questions: questions,
        difficultySum: questions.reduce(0) { $0 + shapes[$1].difficulty.thousandths }, units: units)
    }
    return PaperForms(forms: forms)
  }
}
