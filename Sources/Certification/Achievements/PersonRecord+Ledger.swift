package import Contests

/// The contest for which a person is judged: what came of it later is no ground to judge it by.
package struct JudgedContest: Sendable {
  /// Its id, and its title in every language.
  private let names: Set<String>
  /// The local day on which the stage was certified for the first time.
  let day: CalendarDate

  package init(_ contest: ContestID, title: LocalizedText, day: CalendarDate) {
    names = Set([contest.text] + Language.allCases.map { title.text(in: $0) })
    self.day = day
  }

  /// Whether a text is the contest's id or title, or holds one as a word of its own: `《杯赛》文件`.
  package func isNamed(in text: String) -> Bool {
    names.contains(text)
      || text.split { $0.isWhitespace || "/#:：,，;；、《》“”\"()（）".contains($0) }
        .contains { names.contains(String($0)) }
  }

  /// Whether it was known of the person before the contest had results, and not through them.
  fileprivate func precedes(_ statement: Achievement.Statement, contest: String?) -> Bool {
    !(statement.date > day || isNamed(in: statement.evidence) || contest.map(isNamed) ?? false)
  }
}

extension PersonRecord {
  /// What facts of the ledger say of one person, of an occupation.
  ///
  /// Of levels the highest counts, of hours the sum, of everything else that can only be one thing
  /// what was recorded last. Facts that were corrected say nothing more. Levels, titles and hours that
  /// are dated after the day of the judged contest, or were gained through it, do not count.
  ///
  /// - Parameters:
  ///   - facts: all of the person, in the order of the ledger.
  ///   - judged: absent: everything counts.
  ///   - outcomes: the evidence of outcomes on record; what follows from them is no promotion besides
  ///     them.
  package init(
    _ facts: [Achievement], occupation: OccupationCode, for judged: JudgedContest? = nil,
    besides outcomes: Set<String> = []
  ) {
    self.init(searched: facts.last.map { "ledger:\($0.number)" } ?? "ledger:none")
    let corrected = Set(facts.compactMap(\.statement.corrects))
    for fact in facts where !corrected.contains(fact.number) {
      let (statement, place) = (fact.statement, "ledger:\(fact.number)")
      func counts(through contest: String? = nil) -> Bool {
        judged?.precedes(statement, contest: contest) ?? true
      }
      switch statement.content {
      case .level(let held):
        guard counts(through: held.contest) else { break }
        if let contest = held.contest, !outcomes.contains(statement.evidence) {
          promotions.append(
            Promotion(level: held.level, date: statement.date, contest: contest, evidence: place))
        }
        guard held.occupation == nil || held.occupation == occupation else { break }
        if level.value.map({ $0 < held.level }) ?? true {
          level = Fact(held.level, evidence: place)
        }
      case .title(let title):
        guard counts() else { break }
        if let known = titles.firstIndex(where: { $0.value == title }) {
          titles[known] = Fact(title, evidence: "\(titles[known].evidence),\(fact.number)")
        } else {
          titles.append(Fact(title, evidence: place))
        }
      case .training(let more):
        guard counts() else { break }
        trainingHours =
          trainingHours.value.map {
            Fact($0 + more, evidence: "\(trainingHours.evidence),\(fact.number)")
          } ?? Fact(more, evidence: place)
      case .worksSince(let day): worksSince = Fact(day, evidence: place)
      case .birthDate(let day): birthDate = Fact(day, evidence: place)
      case .gender(let gender): self.gender = Fact(gender, evidence: place)
      case .category(let category): self.category = Fact(category, evidence: place)
      case .employer(let employer): self.employer = Fact(employer, evidence: place)
      case .mentor(let mentor): self.mentor = Fact(mentor, evidence: place)
      case .struck: break
      }
    }
  }
}
