import Accounts
import Certification
import Contests
import Scoring

/// All outcomes of a contest, and what is the case about the people who have them. A change that is
/// decided on it is refused when somebody did or objected to anything or certified other results since.
struct SeenOutcomes: Sendable {
  let all: [OutcomeCase]
  let stages: [StagePath: OutcomeTransition.StageMark]
  /// Stages whose results the public does not see. None is added while an outcome takes a step: certified
  /// results are not frozen any more.
  let frozen: Set<StagePath>
  fileprivate let objections: [StagePath: StageObjections]

  /// What is the case about a subject now.
  var basis: (OutcomeSubject) -> OutcomeBasis {
    { [objections, stages] subject in
      OutcomeBasis(
        resultsVersion: stages[subject.stage]?.resultsVersion ?? 0,
        objection: objections[subject.stage]?.standing(against: subject) ?? .none)
    }
  }

  /// What stands or falls with an objection at a stage.
  ///
  /// - Parameter subject: against whom it is filed; also what stands for a unit or a team.
  func concerned(by subject: ContestantID, at stage: StagePath) -> [OutcomeCase] {
    all.filter {
      $0.finding.subject.stage == stage
        && objections[stage]?.concerns($0.finding.subject, of: subject) ?? false
    }
  }
}

/// What stands against people, units and teams at a stage.
private struct StageObjections {
  let own: [ContestantID: Facts.Objection]
  /// What stands for the team of those to whose team somebody objected.
  var teams: [ContestantID: ContestantID] = [:]
  /// What people do not have without the rank of such a team.
  var dependent: Set<OutcomeSubject> = []

  func standing(against subject: OutcomeSubject) -> Facts.Objection {
    if let own = own[subject.contestant], own != .none { return own }
    guard dependent.contains(subject), let team = teams[subject.contestant] else { return .none }
    return own[team] ?? .none
  }

  func concerns(_ subject: OutcomeSubject, of contestant: ContestantID) -> Bool {
    subject.contestant == contestant
      || dependent.contains(subject) && teams[subject.contestant] == contestant
  }
}

/// What the newest certified results say of outcomes.
struct OutcomeReview: Sendable {
  /// What was looked at.
  let cases: [OutcomeCase]
  let proposals: OutcomeProposals
  let decisions: [Decision]
  /// What follows from levels, none of which was issued.
  let awaitingLevel: Set<OutcomeSubject>
  /// Stages without certified results, whose outcomes are left as they are.
  let uncertified: [StagePath]
}

extension Backend {
  func seenOutcomes(of contest: Contest) async throws -> SeenOutcomes {
    let all = try await lives.outcomes(of: contest.id, of: nil)
    let certified = try await contests.certifications(of: contest.id)
    let frozen = Set(try await contests.freezes(of: contest.id).keys)
    var stages: [StagePath: OutcomeTransition.StageMark] = [:]
    var objections: [StagePath: StageObjections] = [:]
    for path in contest.judgedStages {
      let known = try await ledger.objections(of: path)
      stages[path] = OutcomeTransition.StageMark(
        objectionActs: known.count, resultsVersion: certified[path]?.version ?? 0)
      objections[path] = try await self.objections(known, at: path, in: contest)
    }
    return SeenOutcomes(all: all, stages: stages, frozen: frozen, objections: objections)
  }

  private func objections(
    _ acts: [ObjectionAct], at path: StagePath, in contest: Contest
  ) async throws -> StageObjections {
    let standing = acts.standing(at: path).mapValues(\.value)
    var found = StageObjections(own: standing)
    let hasTeams = acts.contains { if case .team = $0.subject { true } else { false } }
    guard hasTeams, let certified = try await decisionRoom.certified(path) else { return found }
    for contestant in certified.contestants {
      let team = contestant.team.map { ContestantID(of: $0) }
      if let team, standing[team] ?? .none != .none { found.teams[contestant.id] = team }
    }
    guard !found.teams.isEmpty else { return found }
    let (decisions, _) = try await judge(contest, at: path, about: nil, seesFrozen: true)
    for decision in decisions where decision.dependsOnTeam {
      found.dependent.insert(OutcomeSubject(decision))
    }
    return found
  }

  /// As below, looking at no more than the one person whose cases those are.
  func review(
    _ contest: Contest, _ seen: SeenOutcomes, of cases: [OutcomeCase]
  ) async throws -> OutcomeReview {
    let people = Set(cases.map(\.finding.subject.contestant))
    return try await review(contest, seen, about: people.count == 1 ? people.first : nil)
  }

  /// What would have to be done so that outcomes follow from the newest certified results again.
  ///
  /// - Parameter about: the only contestant to look at; absent: all.
  func review(
    _ contest: Contest, _ seen: SeenOutcomes, about: ContestantID? = nil
  ) async throws -> OutcomeReview {
    let (decisions, uncertified) = try await judge(contest, about: about, seesFrozen: true)
    let cases = seen.all.filter { one in
      !uncertified.contains(one.finding.subject.stage)
        && about ?? one.finding.subject.contestant == one.finding.subject.contestant
    }
    let known = Set(cases.map(\.finding.subject))
    let followed = FollowedOutcomes(cases)
    var awaitingLevel: Set<OutcomeSubject> = []
    var (met, awaiting): ([OutcomeFinding], [OutcomeFinding]) = ([], [])
    for decision in decisions {
      let standing = followed.standing(of: decision)
      if standing != .holds { awaitingLevel.insert(OutcomeSubject(decision)) }
      // What followed from outcomes that all came to nothing follows no more.
      guard standing != .ended else { continue }
      switch decision.verdict {
      case .met: met.append(OutcomeFinding(decision))
      case .awaiting:
        if known.contains(OutcomeSubject(decision)) { awaiting.append(OutcomeFinding(decision)) }
      case .missed, .displaced, .capped: break
      }
    }
    return OutcomeReview(
      cases: cases, proposals: OutcomeProposals(met, awaiting: awaiting, cases, on: seen.basis),
      decisions: decisions, awaitingLevel: awaitingLevel, uncertified: uncertified)
  }

  /// Certificates that state another result than the newest certified one, or another rank than after
  /// somebody fell out, of people who have the same outcome by it.
  func outdated(by review: OutcomeReview) async throws -> [OutdatedCertificate] {
    let issued = review.cases.filter { $0.state == .issued && $0.finding.isIssuedHere }
    let found = review.decisions.about(Set(issued.map(\.finding.subject))).filter(\.value.met)
    let subject = { (one: OutcomeCase) in one.finding.subject }
    // Others state what they stated when there was one version and nobody had fallen out.
    let suspect = issued.filter { one in
      found[subject(one)].map { $0.facts.result.version > 1 || $0.facts.result.fellOutAhead > 0 }
        ?? false
    }
    guard !suspect.isEmpty else { return [] }
    let kept = try await credentials.credentials(suspect.compactMap(\.credential))
    let certificates = Dictionary(kept.map { ($0.id, $0) }) { first, _ in first }
    return suspect.compactMap { one in
      guard let decision = found[subject(one)], let id = one.credential else { return nil }
      return OutdatedCertificate(one, certificates[id], by: decision)
    }
  }

  /// Findings as they begin their lives, with the facts by which they were decided.
  func openings(
    _ findings: [OutcomeFinding], _ decisions: [Decision], _ seen: SeenOutcomes,
    steps: (OutcomeFinding) -> [OutcomeStep] = { _ in [] }
  ) -> [OutcomeOpening] {
    let found = decisions.about(Set(findings.map(\.subject))).filter(\.value.met)
    let facts = found.mapValues { FactsSnapshot(of: $0.facts, at: $0.decidedAt) }
    let earlier = Dictionary(grouping: seen.all, by: \.finding.subject)
    return findings.map { finding in
      let last = earlier[finding.subject]?.map(\.generation).max()
      return OutcomeOpening(
        finding, generation: last.map { $0 + 1 } ?? 0, facts: facts[finding.subject],
        steps: steps(finding))
    }
  }
}

extension [Decision] {
  /// Those about some subjects, by subject.
  func about(_ subjects: Set<OutcomeSubject>) -> [OutcomeSubject: Decision] {
    var found: [OutcomeSubject: Decision] = [:]
    guard !subjects.isEmpty else { return found }
    for decision in self {
      let subject = OutcomeSubject(decision)
      if subjects.contains(subject) { found[subject] = decision }
    }
    return found
  }
}
