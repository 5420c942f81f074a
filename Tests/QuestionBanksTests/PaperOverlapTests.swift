import Contests
import QuestionBanks
import Testing

@Suite struct PaperOverlapTests {
  private func shape(
    _ kind: QuestionKind, _ knowledge: String, _ difficulty: Difficulty = .easy,
    caseNumber: Int? = nil
  ) -> QuestionShape {
    QuestionShape(
      kind: kind, optionCount: 4, knowledge: knowledge, level: .senior, difficulty: difficulty,
      caseNumber: caseNumber)
  }

  private func shapes(_ counts: [(QuestionKind, String, Int)]) -> [QuestionShape] {
    counts.flatMap { kind, knowledge, count in
      Array(repeating: shape(kind, knowledge), count: count)
    }
  }

  private func section(
    _ kind: QuestionKind?, _ draw: Int, _ knowledge: String? = nil
  ) -> Blueprint.Section {
    Blueprint.Section(kind: kind, knowledge: knowledge, draw: draw, points: Points(1))
  }

  private func sentences(
    _ sections: [Blueprint.Section], _ shapes: [QuestionShape], _ language: Language = .en
  ) -> [String] {
    PaperDealer.shortages(of: Blueprint(sections: sections), shapes)
      .map { $0.sentence(in: language) }
  }

  /// Of many random banks and blueprints a paper is dealt exactly when an independent matching
  /// finds one, and what is dealt keeps every rule, with each kind of dealing.
  @Test(arguments: 0..<24)
  func paperIsDealtExactlyWhenThereIsOne(group: Int) throws {
    var random = RandomBanks(seed: UInt64(group))
    var met = 0
    for _ in 0..<25 {
      let shapes = random.bank(of: random.number(in: 10...90))
      let sections = random.blueprint(drawing: random.pick([2, 4, 8])).sections
      let canBeMet = WantedUnits(Blueprint(sections: sections), shapes).canBeMet
      for dealing in [Blueprint.Dealing.random, .leastExposed, .forms(3)] {
        let blueprint = Blueprint(sections: sections, dealing: dealing)
        let dealer = try? PaperDealer(blueprint: blueprint, questions: shapes)
        #expect((dealer != nil) == canBeMet, "\(blueprint)")
        guard let dealer else { continue }
        for seed in UInt64(0)..<8 {
          #expect(dealer.paper(seed: seed).faults(of: blueprint, shapes) == [], "\(blueprint)")
        }
      }
      met += canBeMet ? 1 : 0
    }
    #expect((1...24).contains(met), "the banks test one side only: \(met)")
  }

  /// What is missing is missing indeed: the parts of a shortage want more than fits any of them,
  /// and without them the rest can be dealt.
  @Test(arguments: 0..<12)
  func everyShortageIsTrueAndTheRestCanBeDealt(group: Int) throws {
    var random = RandomBanks(seed: 1000 + UInt64(group))
    for _ in 0..<40 {
      let shapes = random.bank(of: random.number(in: 0...40))
      let blueprint = random.blueprint(drawing: 8)
      let shortages = PaperDealer.shortages(of: blueprint, shapes)
      for shortage in shortages {
        #expect(shortage.needed > shortage.available)
        let few = Blueprint(sections: shortage.parts.map { part(of: blueprint, $0) })
        #expect(Set(WantedUnits(few, shapes).wants.joined()).count == shortage.available)
      }
      let named = Set(shortages.flatMap(\.parts).map(\.section))
      let rest = blueprint.sections.indices.filter { !named.contains($0) }
      #expect(
        WantedUnits(Blueprint(sections: rest.map { blueprint.sections[$0] }), shapes).canBeMet)
    }
  }

  private func part(of blueprint: Blueprint, _ part: BlueprintUnmet.Part) -> Blueprint.Section {
    let section = blueprint.sections[part.section]
    return Blueprint.Section(
      kind: section.kind, knowledge: section.knowledge, level: section.level, draw: part.needed,
      points: section.points, difficulty: part.difficulty.map { [$0: part.needed] } ?? [:],
      caseQuestions: section.caseQuestions)
  }

  @Test func generalSectionLeavesANarrowOneItsQuestions() throws {
    let bank = shapes([(.single, "甲", 10), (.single, "乙", 10)])
    let blueprint = Blueprint(sections: [section(.single, 10), section(nil, 10, "甲")])
    let dealer = try PaperDealer(blueprint: blueprint, questions: bank)
    for seed in UInt64(0)..<200 {
      #expect(dealer.paper(seed: seed).faults(of: blueprint, bank) == [])
    }
  }

  /// Each of three sections crosses the next in a ring, and the bank has exactly what they need.
  @Test func crossingSectionsOfATightBankAreFilled() throws {
    let bank = shapes([(.single, "甲", 2), (.multiple, "甲", 3), (.multiple, "乙", 2)])
    let blueprint = Blueprint(sections: [
      section(.multiple, 3), section(nil, 3, "甲"), section(nil, 1, "乙"),
    ])
    let dealer = try PaperDealer(blueprint: blueprint, questions: bank)
    var firsts: Set<Int> = []
    for seed in UInt64(0)..<300 {
      let paper = dealer.paper(seed: seed)
      #expect(paper.faults(of: blueprint, bank) == [])
      firsts.formUnion(paper.items[..<3].map(\.question))
    }
    #expect(firsts == [2, 3, 4, 5, 6], "every question that may be asked is asked at times")
  }

  /// A change of these is a change of papers of the past.
  @Test func papersThatLookAheadNeverChange() throws {
    let bank = shapes([(.single, "甲", 5), (.multiple, "甲", 6), (.multiple, "乙", 6)])
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [
        section(.multiple, 7), section(nil, 6, "甲"), section(nil, 3, "乙"),
      ]), questions: bank)
    #expect(
      [1, 20_250_401, UInt64.max].map { dealer.paper(seed: $0).items.map(\.question) } == [
        [6, 9, 13, 12, 7, 11, 10, 3, 4, 2, 8, 5, 0, 14, 16, 15],
        [9, 7, 8, 14, 11, 10, 16, 1, 3, 2, 5, 0, 6, 13, 12, 15],
        [13, 5, 7, 6, 10, 12, 14, 9, 8, 1, 0, 4, 3, 16, 11, 15],
      ])
  }

  /// 12 single-choice questions, 4 of them on 甲: 3 of 4, then 4 of the 9 that are left. All
  /// (4 over 3) * (9 over 4) = 504 choices have the same chance.
  @Test func everyPaperOfNestedSectionsIsEquallyLikely() throws {
    let bank = shapes([(.single, "甲", 4), (.single, "乙", 8)])
    let dealer = try PaperDealer(
      blueprint: Blueprint(sections: [section(.single, 4), section(.single, 3, "甲")]),
      questions: bank)
    var counts: [[Int]: Int] = [:]
    let papers = 50_400
    for seed in 0..<UInt64(papers) {
      let questions = dealer.paper(seed: seed).items.map(\.question)
      counts[questions[..<4].sorted() + questions[4...].sorted(), default: 0] += 1
    }
    #expect(counts.count == 504)
    let statistic = counts.values.reduce(0) { $0 + ($1 - 100) * ($1 - 100) }
    // Chi-square with 503 degrees of freedom: 99.9 % lie below 606.
    #expect(statistic < 60_600)
  }

  @Test func competingSectionsAreNamedTogether() {
    let bank = shapes([(.single, "甲", 12), (.multiple, "乙", 5)])
    let both = [section(.single, 10), section(.multiple, 6), section(nil, 3, "甲")]
    #expect(
      sentences(both, bank) == [
        "sections 1, 3 draw on the same questions (10 single-choice; 3 questions on 甲): "
          + "needs 13, the bank has 12",
        "needs 6 multiple-choice, the bank has 5",
      ])
    #expect(
      sentences(both, bank, .zhHans) == [
        "第 1、3 部分从相同的题目中抽取（10 道单选题；3 道“甲”题），共需 13 道，题库只有 12 道",
        "需要 6 道多选题，题库只有 5 道",
      ])
  }

  /// A section that is too large by itself is no reproach to one that merely shares its questions.
  @Test func onlyTheSectionThatIsShortIsNamed() {
    let bank = shapes([(.single, "甲", 6), (.multiple, "甲", 18)])
    #expect(
      sentences([section(nil, 18), section(.single, 7)], bank) == [
        "needs 7 single-choice, the bank has 6"
      ])
    #expect(sentences([section(nil, 18), section(.single, 6)], bank) == [])
    #expect(
      sentences([section(nil, 19), section(.single, 6)], bank) == [
        "sections 1, 2 draw on the same questions (19 questions; 6 single-choice): "
          + "needs 25, the bank has 24"
      ])
  }

  @Test func bandsOfOneSectionMayCompeteThroughAnother() {
    let bank = [shape(.single, "甲", .easy), shape(.single, "甲", .hard)]
    let banded = Blueprint.Section(
      kind: .single, draw: 2, points: Points(1), difficulty: [.easy: 1, .hard: 1])
    #expect(
      sentences([banded, section(nil, 1)], bank) == [
        "sections 1, 2 draw on the same questions "
          + "(1 easy single-choice; 1 hard single-choice; 1 question): needs 3, the bank has 2"
      ])
  }

  @Test func hundredsOfSectionsAreDecidedAtOnce() throws {
    let bank = (0..<2000).map { index in
      shape(index % 2 == 0 ? .single : .multiple, "甲/\(index / 4)")
    }
    let sections = (0..<500).map { section($0 % 2 == 0 ? .single : nil, 1, "甲/\($0)") }
    let blueprint = Blueprint(sections: sections)
    let dealer = try PaperDealer(blueprint: blueprint, questions: bank)
    #expect(dealer.paper(seed: 3).items.count == 500)
  }
}
