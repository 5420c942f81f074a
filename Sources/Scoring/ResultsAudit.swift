import AttemptRecords
package import Contests
import QuestionBanks
import Sessions

/// Computes certified results again from the answers and keys in their own document.
///
/// It uses the same marking, counting and ranking as the server, and nothing that the document
/// claims to be their outcome.
package struct ResultsAudit: Sendable {
  /// Everything that does not agree; empty when the document is right.
  package private(set) var findings: [Finding]
  /// Attempts that were marked again.
  package let attempts: Int
  /// Earlier results whose scores count here and that were not at hand: those scores are taken as they
  /// are.
  package let takenAsGiven: [CertifiedResults.Carried]

  /// One disagreement, with what the document says and what follows from it.
  package struct Finding: Hashable, Sendable {
    /// A stable name: `form`, `hash`, `format`, `paper`, `correction`, `attempt-score`, `result`, `rank`,
    /// `shortlist`, `part`, `unranked`, `judging`, `team`, `repeated`, `order`, `carried`.
    package let code: String
    /// The contestant or attempt; empty for the whole document.
    package let subject: String
    package let claimed: String
    package let computed: String
  }

  /// A document, and whether its file says just that: what stands there besides, such as a member that
  /// nobody knows or a second one of the same name, is in no hash.
  ///
  /// - Parameters:
  ///   - bytes: the file's.
  ///   - earlier: results whose scores may count here, by their hash; whether they are right themselves
  ///     is another audit's question.
  /// - Throws: an error of the coder.
  package init(
    _ document: CertifiedDocument, readFrom bytes: [UInt8],
    with earlier: [String: CertifiedResults] = [:]
  ) throws {
    self.init(document.results, claimedHash: document.hash, with: earlier)
    let text = bytes.prefix((bytes.lastIndex { !Self.whiteSpace.contains($0) } ?? -1) + 1)
    let canonical = try document.bytes()
    guard !text.elementsEqual(canonical) else { return }
    let place = zip(text, canonical).prefix { $0 == $1 }.count
    func excerpt(_ bytes: some Collection<UInt8>) -> String {
      String(decoding: bytes.dropFirst(place).prefix(40), as: UTF8.self)
    }
    findings.append(
      Finding(
        code: "form", subject: "@\(place)", claimed: excerpt(text), computed: excerpt(canonical)))
  }

  private static let whiteSpace: Set<UInt8> = [0x09, 0x0A, 0x0D, 0x20]

  package init(
    _ results: CertifiedResults, claimedHash: String, with earlier: [String: CertifiedResults] = [:]
  ) {
    var audit = Work(results: results, with: earlier)
    if !CertifiedResults.knownFormats.contains(results.format) {
      audit.note("format", "", results.format, CertifiedResults.format)
    }
    let hash = results.hash
    if hash != claimedHash { audit.note("hash", "", claimedHash, hash) }
    if results.isWithinBounds {
      audit.run()
    } else {
      audit.note("paper", "", "", "")
    }
    findings = audit.findings
    attempts = audit.attempts
    takenAsGiven = (results.carried ?? []).filter { audit.carried[$0.part] == nil }
  }

  /// What is found while it is computed.
  struct Work {
    let results: CertifiedResults
    var findings: [Finding] = []
    var attempts = 0
    private var dealers: [Int: (PaperDealer, StageMarker)] = [:]
    /// What everybody brings along, by parts whose earlier results are at hand.
    let carried: [PartID: [ContestantID: CarriedScore]]

    init(results: CertifiedResults, with earlier: [String: CertifiedResults]) {
      self.results = results
      carried = (results.carried ?? []).reduce(into: [:]) { scores, one in
        let path = StagePath(
          contest: results.path.contest, event: results.path.event, stage: one.stage)
        guard let source = earlier[one.hash], source.path == path, source.version == one.version
        else { return }
        scores[one.part] = source.scoresToCarry
      }
    }

    mutating func note(_ code: String, _ subject: String, _ claimed: String, _ computed: String) {
      findings.append(
        Finding(code: code, subject: subject, claimed: claimed, computed: computed))
    }

    mutating func run() {
      openBanks()
      let judging = StageJudging(results.judging ?? [])
      noteDisorder(of: judging)
      noteRepeats()
      noteStrangeScores()
      var computed: [(contestant: Contestant, result: StageResult)] = []
      for entry in results.everyone {
        let marked = entry.attempts.compactMap { mark($0, of: entry) }
        let result = StageResult(
          of: marked, in: results.stage, zone: results.zone, judging: judging[entry.contestant],
          carried: carriedScores(of: entry))
        guard let result, marked.count == entry.attempts.count else { continue }
        if result.score != entry.score || result.elapsed != entry.elapsed
          || result.submittedAt != entry.submittedAt || result.maximum != entry.maximum
        {
          note(
            "result", entry.contestant.text, "\(entry.score)/\(entry.elapsed.count)",
            "\(result.score)/\(result.elapsed.count)")
        }
        compare(result.parts, of: entry)
        computed.append((results.contestant(entry), result))
      }
      let disqualified = judging.contestants.filter { judging[$0]?.disqualification != nil }
      let standings = Standings(
        of: computed, by: results.stage, disqualified: Set(disqualified))
      compare(standings)
      compareOrder(standings)
      compare(standings.unranked)
      compare(CertifiedResults.teams(of: standings, in: results.stage) ?? [])
    }

    /// What counts of earlier stages: as their results have it, or else as the entry does.
    private func carriedScores(of entry: CertifiedResults.Entry) -> CarriedScores {
      carried.reduce(into: results.carriedScores(of: entry)) { scores, part in
        scores[part.key] = part.value[entry.contestant]
      }
    }

    private mutating func compare(_ teams: [CertifiedResults.Team]) {
      let places = { (teams: [CertifiedResults.Team]) in
        Dictionary(teams.enumerated().map { ($1.team, ($0, $1)) }) { first, _ in first }
      }
      let words = { (place: (Int, CertifiedResults.Team)?) in
        guard let (position, team) = place else { return "-" }
        return "\(position + 1): \(team.rank.map(String.init) ?? "-") "
          + "\(team.score.map(String.init) ?? "-") \(team.participants)"
      }
      let (claimed, computed) = (places(results.teams ?? []), places(teams))
      for team in Set(claimed.keys).union(computed.keys).sorted() {
        let (old, new) = (words(claimed[team]), words(computed[team]))
        if old != new { note("team", team.text, old, new) }
      }
      if results.teams?.count ?? 0 != claimed.count {
        note("team", "", "\(results.teams?.count ?? 0)", "\(claimed.count)")
      }
    }

    /// Acts are numbered in their order; a document with others was not written by a server.
    private mutating func noteDisorder(of judging: StageJudging) {
      for (one, next) in zip(judging.records, judging.records.dropFirst())
      where one.number >= next.number {
        note("judging", next.contestant.text, "\(next.number)", "> \(one.number)")
      }
    }

    private mutating func compare(_ parts: [PartScore], of entry: CertifiedResults.Entry) {
      let claimed = entry.parts ?? []
      guard claimed != parts else { return }
      let words = { (parts: [PartScore]) in
        parts.map { "\($0.part) \($0.score.map(String.init(describing:)) ?? "-") \($0.share)" }
          .joined(separator: ", ")
      }
      note("part", entry.contestant.text, words(claimed), words(parts))
    }

    private mutating func compare(_ unranked: [Unranked]) {
      let claimed = Dictionary(
        (results.unranked ?? []).map { ($0.entry.contestant, $0.reasons) }
      ) { first, _ in first }
      let computed = Dictionary(
        unranked.map { ($0.contestant.id, $0.reasons) }
      ) { first, _ in first }
      for contestant in Set(claimed.keys).union(computed.keys).sorted()
      where claimed[contestant] != computed[contestant] {
        let words = { (reasons: [UnrankedReason]?) in
          reasons?.map(\.rawValue).joined(separator: ", ") ?? "-"
        }
        note(
          "unranked", contestant.text, words(claimed[contestant]), words(computed[contestant]))
      }
      for entry in (results.unranked ?? []).map(\.entry) {
        if entry.rank != 0 { note("rank", entry.contestant.text, "\(entry.rank)", "-") }
        if entry.shortlisted { note("shortlist", entry.contestant.text, "true", "false") }
      }
    }

    private mutating func openBanks() {
      for bank in results.banks {
        let shapes = bank.questions.map(\.shape)
        let keys = bank.questions.compactMap { KeyText.solution($0.key, of: $0.kind) }
        guard keys.count == shapes.count else {
          note("paper", "\(bank.id) \(bank.version)", "", "")
          continue
        }
        do {
          let dealer = try PaperDealer(blueprint: results.stage.blueprint, questions: shapes)
          let marker = StageMarker(
            keys: keys, questions: try bank.questions.map { (try QuestionID($0.id), $0.kind) },
            bankVersion: bank.version, corrections: results.corrections ?? [])
          guard let marker else {
            note("correction", "\(bank.id) \(bank.version)", "", "")
            continue
          }
          dealers[bank.version] = (dealer, marker)
        } catch let unmet as BlueprintUnmet {
          note("paper", "\(bank.id) \(bank.version)", "", "\(unmet.shortages)")
        } catch {
          note("paper", "\(bank.id) \(bank.version)", "\(error)", "")
        }
      }
    }

    private mutating func mark(
      _ attempt: CertifiedResults.Submitted, of entry: CertifiedResults.Entry
    ) -> AttemptOutcome? {
      guard let (dealer, marker) = dealers[attempt.bankVersion],
        let seed = UInt64(attempt.seed, radix: 16), let id = AttemptID(attempt.attempt)
      else {
        note("paper", attempt.attempt, "\(attempt.bankVersion)", "")
        return nil
      }
      let paper = dealer.paper(seed: seed)
      guard attempt.responses.count == paper.items.count else {
        note(
          "paper", attempt.attempt, "\(attempt.responses.count)", "\(paper.items.count)")
        return nil
      }
      attempts += 1
      let responses = zip(attempt.responses, paper.items).map { line, item in
        Response(line: line, shape: item.shape)
      }
      let score = marker.marks(of: responses, on: paper).score
      if score != attempt.score {
        note("attempt-score", attempt.attempt, "\(attempt.score)", "\(score)")
      }
      return AttemptOutcome(
        attempt: id, number: attempt.number, startedAt: attempt.startedAt,
        submittedAt: attempt.submittedAt, elapsed: attempt.elapsed, score: score,
        maximum: paper.items.reduce(.zero) { $0 + $1.points })
    }

    private mutating func compare(_ standings: Standings) {
      let ranks = Dictionary(standings.rows.map { ($0.contestant.id, $0.rank) }) { first, _ in first
      }
      let shortlist = Set(
        Shortlist(of: standings, by: results.stage, playOffs: results.playOffs ?? []).contestants)
      for entry in results.entries {
        let rank = ranks[entry.contestant]
        if rank != entry.rank {
          note("rank", entry.contestant.text, "\(entry.rank)", rank.map(String.init) ?? "-")
        }
        if shortlist.contains(entry.contestant) != entry.shortlisted {
          note(
            "shortlist", entry.contestant.text, "\(entry.shortlisted)",
            "\(shortlist.contains(entry.contestant))")
        }
      }
    }
  }
}

extension CertifiedResults {
  /// The contestant of an entry, as the roster had it when the results were certified.
  package func contestant(_ entry: Entry) -> Contestant {
    Contestant(
      id: entry.contestant, contest: path.contest, event: path.event, name: entry.name,
      unit: entry.unit, region: entry.region, cityName: entry.city, level: entry.level,
      team: entry.team)
  }
}

extension CertifiedResults {
  /// What counts of earlier stages, as the entry has it: it follows from other documents, which
  /// `carried` names.
  fileprivate func carriedScores(of entry: Entry) -> CarriedScores {
    var scores: CarriedScores = [:]
    for part in stage.parts ?? [] {
      guard case .stage = part.source,
        let score = entry.parts?.first(where: { $0.part == part.id }), let points = score.score
      else { continue }
      scores[part.id] = CarriedScore(score: points, maximum: score.maximum)
    }
    return scores
  }

  /// Whether every figure is one that a server could have written: a forged file must be refused, not
  /// computed with.
  fileprivate var isWithinBounds: Bool {
    let shares = (stage.parts ?? []).flatMap { [$0.weight, $0.pass ?? .zero] }
    let points =
      everyone.flatMap { $0.parts ?? [] }.flatMap { [$0.score ?? .zero, $0.maximum] }
      + (judging ?? []).compactMap(\.score)
      + (stage.parts ?? []).compactMap { part in
        if case .judges(_, let most) = part.source { most } else { nil }
      }
    let moments = everyone.flatMap(\.attempts).flatMap { attempt -> [Int64] in
      [
        attempt.startedAt.milliseconds, attempt.deadline.milliseconds,
        attempt.submittedAt.milliseconds, attempt.paused?.count ?? 0,
      ]
    }
    return (stage.hasPaper ? stage.blueprint.isWithinLimits : banks.isEmpty)
      && banks.allSatisfy { bank in
        bank.questions.allSatisfy {
          (0...Limits.options).contains($0.options) && (0...Limits.blanks).contains($0.parts)
        }
      }
      && moments.allSatisfy { (0..<1 << 44).contains($0) }
      && shares.allSatisfy { (.zero...StagePart.whole).contains($0) }
      && (stage.parts ?? []).reduce(.zero) { $0 + $1.weight } <= StagePart.whole
      && (0..<1 << 44).contains(stage.allowance.count)
      && points.allSatisfy { (-1 << 40..<1 << 40).contains($0.thousandths) }
      && stage.ranking.fit
      && (stage.rollups.map { rules in
        (1...Limits.standingsRows).contains(rules.small)
          && RollupRules.Grouping.allCases.allSatisfy {
            let rule = rules.rule(for: $0)
            return (1...10_000).contains(rule.best)
              && rule.score.allSatisfy { (1...1000).contains($0.weight) }
          }
      } ?? true)
  }
}

extension CertifiedResults.Submitted {
  /// From the beginning to the submission, at most to the deadline, without pauses; none before the
  /// bell.
  fileprivate var elapsed: Milliseconds {
    Milliseconds(max(0, (min(submittedAt, deadline) - startedAt).count) - (paused?.count ?? 0))
  }
}
