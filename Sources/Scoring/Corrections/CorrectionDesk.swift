import AttemptRecords
package import Contests
package import QuestionBanks
package import Sessions

/// Where judges correct the keys of a stage: what a correction would change can be seen before it is
/// made, and making it changes exactly that, in one step.
///
/// Nothing is deleted: recorded answers are marked again, and every earlier version of the keys keeps
/// its scores.
package struct CorrectionDesk: Sendable {
  private let papers: PaperRoom
  private let marking: MarkingRoom
  private let store: any ResultsCertifier.Store
  private let roster: any ContestantStore
  private let projector: ResultsProjector
  private let board: StandingsBoard

  package init(
    papers: PaperRoom, marking: MarkingRoom, store: any ResultsCertifier.Store,
    roster: any ContestantStore, projector: ResultsProjector, board: StandingsBoard
  ) {
    self.papers = papers
    self.marking = marking
    self.store = store
    self.roster = roster
    self.projector = projector
    self.board = board
  }

  /// Why a question cannot be corrected so.
  package enum Unfit: Error, Hashable {
    /// No submitted attempt at the stage had such a question on its paper, or could have had.
    case unknownQuestion(QuestionID)
    /// No submitted attempt was dealt from that version of the bank; these are the versions there are.
    case unknownVersion(Int, known: [Int])
    /// The answer is none to a question of that kind with so many options or parts.
    case unfitAnswer(String, kind: QuestionKind)
    /// The question's options or parts are not the same in all these versions of the bank, so that an
    /// answer must say of which it speaks.
    case differs([Int])
    /// Somebody made another correction at the same moment.
    case changed
  }

  /// What a correction would change.
  ///
  /// - Throws: `Unfit`, or an error of the stores.
  package func preview(
    _ wish: KeyCorrection.Wish, _ note: StaffNote, at place: StagePlace
  ) async throws -> (correction: KeyCorrection, effect: CorrectionEffect) {
    try await projector.catchUp()
    let regrading = try await regrading(by: wish, note, at: place)
    return (regrading.correction, regrading.effect)
  }

  /// Makes a correction; results, standings and what contestants are told follow at once.
  ///
  /// - Throws: `Unfit`, or an error of the stores; nothing is changed then.
  package func apply(
    _ wish: KeyCorrection.Wish, _ note: StaffNote, at place: StagePlace
  ) async throws -> (correction: KeyCorrection, effect: CorrectionEffect) {
    try await projector.catchUp {
      let regrading = try await regrading(by: wish, note, at: place)
      // Also when it is said to have failed: it may have been made all the same.
      defer {
        marking.forget(place.path)
        board.forget(place.path)
      }
      guard
        try await store.apply(
          regrading.correction, to: place.path, scores: regrading.scores)
      else { throw Unfit.changed }
      return (regrading.correction, regrading.effect)
    }
  }

  /// The newest version of the event's bank; `nil` when it has none.
  private func newestVersion(at place: StagePlace) async throws -> Int? {
    do {
      return try await papers.newestVersion(of: place.event.bank)
    } catch SessionFailure.noBank {
      return nil
    }
  }

  /// Whether a version of the bank has the questions that the stage's papers need.
  private func fills(_ version: Int, at place: StagePlace) async throws -> Bool {
    do {
      _ = try await papers.dealer(
        bank: place.event.bank, version: version, blueprint: place.stage.blueprint)
      return true
    } catch is BlueprintUnmet {
      return false
    }
  }

  private struct Regrading {
    let correction: KeyCorrection
    let effect: CorrectionEffect
    let scores: [(attempt: AttemptID, score: Points)]
  }

  private func regrading(
    by wish: KeyCorrection.Wish, _ note: StaffNote, at place: StagePlace
  ) async throws -> Regrading {
    let corrections = try await store.corrections(of: place.path)
    let last = corrections.last?.keyVersion ?? KeyCorrection.originalVersion
    let correction = KeyCorrection(
      wish, note, keyVersion: last + 1,
      newestBankVersion: try await newestVersion(at: place))
    // The roster, the answers and the results are long, and are read at once.
    async let people = StandingsSource.people(of: place, on: roster)
    async let portions = marked(under: correction, after: corrections, at: place)
    let attempts = try await store.results(of: place.path)
    let source = try await StandingsSource(
      of: place, attempts, from: store, roster: roster, people: try await people)
    let before = source.standings()
    let acts = try await store.shortlistActs(of: place.path)
    let marked = try await portions
    let scores = marked.flatMap(\.changed)
    let changed = Dictionary(uniqueKeysWithValues: scores.map { ($0.attempt, $0.score) })
    let after = changed.isEmpty ? before : source.standings(with: changed)
    return Regrading(
      correction: correction,
      effect: CorrectionEffect(
        attempts: marked.reduce(0) { $0 + $1.concerned }, changedAttempts: scores.count,
        before: before, after: after, by: place.stage, acts: acts,
        certified: place.certified?.version,
        days: place.stage.policies.isEmpty ? [:] : source.days),
      scores: scores)
  }

  /// A version of the bank that papers of the stage were dealt from.
  private struct Version: Sendable {
    /// The index of the question that is corrected.
    let question: Int
    let dealer: PaperDealer
    /// By the keys after the correction.
    let marker: StageMarker
  }

  /// What became of a portion of the attempts.
  private struct Portion: Sendable {
    /// How many have the question on their papers.
    var concerned = 0
    var changed: [(attempt: AttemptID, score: Points)] = []
  }

  /// Marks all attempts again whose papers have the question.
  private func marked(
    under correction: KeyCorrection, after corrections: [KeyCorrection], at place: StagePlace
  ) async throws -> [Portion] {
    let sheets = try await store.sheets(of: place.path)
    var numbers = Set(sheets.map(\.bankVersion))
    // Papers of the newest version may be on their way, and are marked by the ruling as well.
    if !numbers.isEmpty, let newest = correction.newestBankVersion,
      try await fills(newest, at: place)
    {
      numbers.insert(newest)
    }
    let versions = try await versions(
      numbers.sorted(), under: correction, after: corrections, at: place)
    return try await sheets.inPortions { try portion($0, versions, under: correction) }
  }

  /// The versions that have the question, by number.
  ///
  /// - Parameter numbers: of all versions that papers of the stage were or may be dealt from, ascending.
  private func versions(
    _ numbers: [Int], under correction: KeyCorrection, after corrections: [KeyCorrection],
    at place: StagePlace
  ) async throws -> [Int: Version] {
    if let only = correction.bankVersion, !numbers.contains(only) {
      throw Unfit.unknownVersion(only, known: numbers)
    }
    var versions: [Int: Version] = [:]
    var asked: [Int: Question] = [:]
    for number in numbers where (correction.bankVersion ?? number) == number {
      let (dealer, questions) = try await papers.dealer(
        bank: place.event.bank, version: number, blueprint: place.stage.blueprint)
      guard let index = questions.firstIndex(where: { $0.id == correction.question }) else {
        continue
      }
      asked[number] = questions[index]
      try correction.requireFit(to: questions[index])
      let keys = try await marking.marker(
        at: place.path, bank: place.event.bank, version: number, questions: questions
      ).keys
      let marker = StageMarker(
        keys: keys.map(\.solution), questions: questions.map { ($0.id, $0.kind) },
        bankVersion: number, corrections: corrections + [correction])
      guard let marker else { throw MarkingRoom.DamagedCorrection(stage: place.path) }
      versions[number] = Version(question: index, dealer: dealer, marker: marker)
    }
    guard let first = asked.first?.value else {
      throw Unfit.unknownQuestion(correction.question)
    }
    if correction.treatment.namesAnswer,
      !asked.values.allSatisfy({ $0.options == first.options && $0.premises == first.premises })
    {
      throw Unfit.differs(asked.keys.sorted())
    }
    return versions
  }

  private func portion(
    _ sheets: [AnswerSheet], _ versions: [Int: Version], under correction: KeyCorrection
  ) throws -> Portion {
    var portion = Portion()
    for sheet in sheets {
      guard let version = versions[sheet.bankVersion],
        let paper = version.dealer.paper(seed: sheet.seed, asking: version.question)
      else { continue }
      portion.concerned += 1
      guard let responses = sheet.responses(of: paper.items.count) else {
        throw SessionFailure.damaged(sheet.attempt)
      }
      let regrade = version.marker.scores(of: responses, on: paper).regrades.last
      if let regrade, regrade.keyVersion == correction.keyVersion {
        portion.changed.append((sheet.attempt, regrade.score))
      }
    }
    return portion
  }
}

extension KeyCorrection {
  /// - Throws: `CorrectionDesk.Unfit` when the answer is none to the question.
  fileprivate func requireFit(to question: Question) throws(CorrectionDesk.Unfit) {
    guard treatment.namesAnswer else { return }
    let solution = answer.flatMap { KeyText.solution($0, of: question.kind) }
    // A unit that is told with the answer must be the question's own.
    let unit = question.kind == .numeric ? answer.flatMap(KeyText.number)?.unit ?? "" : ""
    guard let solution, solution.fits(question), unit.isEmpty || unit == question.unit else {
      throw .unfitAnswer(answer ?? "", kind: question.kind)
    }
  }
}

extension Solution {
  /// Whether it could be the key to a question.
  fileprivate func fits(_ question: Question) -> Bool {
    let options = question.options.indices
    return switch self {
    case .choices(let choices):
      !choices.positions.isEmpty && choices.positions.allSatisfy(options.contains)
        && (question.kind == .multiple || choices.count == 1)
    case .order(let order): order.sorted() == Array(options)
    case .matches(let matches):
      matches.count == question.premises.count && matches.allSatisfy(options.contains)
    case .blanks(let blanks, _): blanks.count == question.blanks
    // The paper asks for a unit beside the number, or it does not.
    case .number(let key): (key.units != nil) == (question.blanks > 0)
    }
  }
}
