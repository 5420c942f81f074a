package import Contests

extension PersonRecord {
  /// What facts of the ledger say of one person, of an occupation.
  ///
  /// Of levels the highest counts, of hours the sum, of everything else that can only be one thing
  /// what was recorded last. Facts that were corrected say nothing more.
  ///
  /// - Parameter facts: all of the person, in the order of the ledger.
  package init(_ facts: [Achievement], occupation: OccupationCode) {
    self.init(searched: facts.last.map { "ledger:\($0.number)" } ?? "ledger:none")
    let corrected = Set(facts.compactMap(\.statement.corrects))
    var (hours, numbers) = (0, [String]())
    for fact in facts where !corrected.contains(fact.number) {
      let place = "ledger:\(fact.number)"
      switch fact.statement.content {
      case .level(let held):
        if let contest = held.contest {
          promotions.append(
            Promotion(
              level: held.level, date: fact.statement.date, contest: contest, evidence: place))
        }
        guard held.occupation == nil || held.occupation == occupation else { break }
        if level.value.map({ $0 < held.level }) ?? true {
          level = Fact(held.level, evidence: place)
        }
      case .title(let title): titles.append(Fact(title, evidence: place))
      case .training(let more):
        hours += more
        numbers.append("\(fact.number)")
        trainingHours = Fact(hours, evidence: "ledger:" + numbers.joined(separator: ","))
      case .worksSince(let day): worksSince = Fact(day, evidence: place)
      case .birthDate(let day): birthDate = Fact(day, evidence: place)
      case .gender(let gender): self.gender = Fact(gender, evidence: place)
      case .category(let category): self.category = Fact(category, evidence: place)
      case .mentor(let mentor): self.mentor = Fact(mentor, evidence: place)
      case .employer, .struck: break
      }
    }
  }
}
