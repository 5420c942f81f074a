import Contests
import Foundation
import Testing

@Suite struct BlueprintDeclarationTests {
  /// The blueprint of a plan whose fourteenth line says what a paper is.
  private func blueprint(_ paper: String) throws -> Blueprint {
    let plan = PlanText(replacing: [14: "        paper: \(paper)"])
    return try Contest(plan: plan.text).events[0].stages[0].blueprint
  }

  /// Everything that is said about the paper: column, field within it and code.
  private func findings(_ paper: String) -> [String] {
    do throws(DeclarationRefused) {
      _ = try Contest(plan: PlanText(replacing: [14: "        paper: \(paper)"]).text)
      return []
    } catch {
      return error.findings.map { finding in
        let field = finding.field.replacing("events[0].stages[0].paper", with: "")
        return "\(finding.line ?? 0):\(finding.column ?? 0) \(field) \(finding.code)"
      }
    }
  }

  @Test func sectionMayAskForALevel() throws {
    let declared = try blueprint(
      "{ sections: [{ kind: single, level: 高级工, draw: 3 }, { level: 二级, draw: 1 }] }")
    #expect(
      declared
        == Blueprint(sections: [
          Blueprint.Section(kind: .single, level: .senior, draw: 3, points: Points(1)),
          Blueprint.Section(kind: nil, level: .technician, draw: 1, points: Points(1)),
        ]))
    #expect(try blueprint("{ draw: 2, level: 技师 }").sections[0].level == .technician)
  }

  @Test(
    arguments: [
      ("partial", .partial), ("all-or-nothing", .allOrNothing),
      ("{ wrong: 0.5, floor: -2 }", .each(wrong: Points(thousandths: 500), floor: Points(-2))),
      ("{ wrong: 0, floor: 0 }", .each(wrong: .zero, floor: .zero)),
    ] as [(String, MarkingScheme)])
  func markingIsANameOrWhatEachPartEarnsAndCosts(declared: String, scheme: MarkingScheme) throws {
    let section = try blueprint("{ draw: 5, marking: \(declared) }").sections[0]
    #expect(section.marking == scheme)
    #expect(Blueprint(sections: [section]).isWithinLimits)
    let coded = try JSONEncoder().encode(section)
    #expect(try JSONDecoder().decode(Blueprint.Section.self, from: coded) == section)
  }

  @Test(
    arguments: [
      ("by-pair", .pairs(wrong: .zero, floor: .zero)),
      ("{ wrong: 1, floor: 0, by: place }", .each(wrong: Points(1), floor: .zero)),
      ("{ wrong: 1, floor: -1, by: pair }", .pairs(wrong: Points(1), floor: Points(-1))),
      ("{ wrong: 0, floor: 0, by: pair }", .pairs(wrong: .zero, floor: .zero)),
    ] as [(String, MarkingScheme)])
  func onlyOrdersAndMatchingsAreMarkedByPair(declared: String, scheme: MarkingScheme) throws {
    let section = try blueprint("{ kind: ordering, draw: 5, marking: \(declared) }").sections[0]
    #expect(section.marking == scheme)
    let coded = try JSONEncoder().encode(section)
    #expect(try JSONDecoder().decode(Blueprint.Section.self, from: coded) == section)
    #expect(try blueprint("{ kind: matching, draw: 5, marking: \(declared) }").maximum == Points(5))
    guard scheme != .each(wrong: Points(1), floor: .zero) else { return }
    for other in ["kind: multiple, draw: 5", "draw: 5", "kind: case, questions: 2, draw: 5"] {
      let findings = findings("{ \(other), marking: \(declared) }")
      #expect(findings.count == 1 && findings[0].contains(" .marking "), "\(findings)")
    }
  }

  @Test(arguments: [
    ("{ wrong: 1, floor: 0, by: row }", "marking.by"),
    ("most", "marking"), ("{ wrong: 0.5 }", "marking.floor"), ("{ floor: 0 }", "marking.wrong"),
    ("{ wrong: -1, floor: 0 }", "marking.wrong"), ("{ wrong: 1, floor: 2 }", "marking.floor"),
    ("{ wrong: 1, floor: -x }", "marking.floor"),
    ("{ wrong: 1, floor: 0, right: 1 }", "marking.right"), ("[partial]", "marking"),
  ])
  func aMarkingThatIsNoneIsNamed(declared: String, field: String) {
    let findings = findings("{ draw: 5, marking: \(declared) }")
    #expect(findings.count == 1, "\(findings)")
    #expect(findings.first?.contains(" .\(field) ") == true, "\(findings)")
  }

  @Test func aPaperEarnsAndCostsNoMoreThanAResultCanHold() throws {
    #expect(try blueprint("{ draw: 100, points: 1000 }").isWithinLimits)
    #expect(findings("{ draw: 100, points: 1000.001 }").count == 1)
    let least = "{ draw: 100, marking: { wrong: 1, floor: -1000 } }"
    #expect(try blueprint(least).minimum == Points(-100_000))
    #expect(findings("{ draw: 100, marking: { wrong: 1, floor: -1000.001 } }").count == 1)
  }

  @Test func sectionMayDrawWholeCases() throws {
    let declared = try blueprint(
      "{ sections: [{ kind: case, draw: 2, questions: 3, points: 2.5, knowledge: 液压, "
        + "difficulty: { easy: 1, hard: 1 } }] }")
    #expect(
      declared.sections == [
        Blueprint.Section(
          kind: nil, knowledge: "液压", draw: 2, points: Points(thousandths: 2500),
          difficulty: [.easy: 1, .hard: 1], caseQuestions: 3)
      ])
    #expect(declared.questionCount == 6)
    #expect(declared.maximum == Points(15))
    #expect(try blueprint("{ kind: case, draw: 1, questions: 4 }").questionCount == 4)
  }

  @Test(
    arguments: [
      ("{ draw: 5 }", .random), ("{ draw: 5, exposure: random }", .random),
      ("{ draw: 5, exposure: least }", .leastExposed), ("{ draw: 5, forms: 1 }", .forms(1)),
      ("{ sections: [{ draw: 5 }], exposure: least }", .leastExposed),
      ("{ sections: [{ draw: 5 }], forms: 200 }", .forms(200)),
    ] as [(String, Blueprint.Dealing)])
  func dealingStandsBesideTheSections(paper: String, dealing: Blueprint.Dealing) throws {
    #expect(try blueprint(paper).dealing == dealing)
  }

  @Test(
    arguments: [
      ("{ draw: 5, level: 高手 }", ["14:34 .level value-unexpected"]),
      ("{ draw: 5, level: [高级工] }", ["14:34 .level value-unexpected"]),
      ("{ kind: case, draw: 2 }", ["14:16 .questions field-missing"]),
      ("{ kind: case, draw: 2, questions: 0 }", ["14:50 .questions value-unexpected"]),
      ("{ kind: case, draw: 2, questions: 501 }", ["14:50 .questions value-unexpected"]),
      ("{ draw: 2, questions: 3 }", ["14:38 .questions rule-broken"]),
      ("{ kind: single, draw: 2, questions: 3 }", ["14:52 .questions rule-broken"]),
      ("{ kind: cases, draw: 2, questions: 3 }", ["14:24 .kind value-unexpected"]),
      ("{ draw: 5, exposure: most }", ["14:37 .exposure value-unexpected"]),
      ("{ draw: 5, forms: 0 }", ["14:34 .forms value-unexpected"]),
      ("{ draw: 5, forms: 201 }", ["14:34 .forms value-unexpected"]),
      ("{ draw: 5, forms: many }", ["14:34 .forms value-unexpected"]),
      ("{ draw: 5, forms: 2, exposure: least }", ["14:34 .forms rule-broken"]),
      ("{ draw: 5, exposure: random, forms: 2 }", ["14:52 .forms rule-broken"]),
      (
        "{ draw: 5, exposure: x, forms: y }",
        [
          "14:37 .exposure value-unexpected", "14:47 .forms value-unexpected",
          "14:47 .forms rule-broken",
        ]
      ),
      (
        "{ sections: [{ draw: 5, forms: 2 }] }", ["14:47 .sections[0].forms field-unknown"]
      ),
      ("{ sections: [{ kind: case, draw: 1 }] }", ["14:29 .sections[0].questions field-missing"]),
      ("{ kind: case, draw: 100, questions: 6 }", ["14:16  rule-broken"]),
      ("{ kind: case, draw: 500, questions: 500 }", ["14:16  rule-broken"]),
    ] as [(String, [String])])
  func eachFaultNamesItsPlace(paper: String, expected: [String]) {
    #expect(findings(paper) == expected)
  }

  @Test func faultsSpeakBothLanguages() {
    func sentences(_ paper: String) -> [String] {
      do throws(DeclarationRefused) {
        _ = try Contest(plan: PlanText(replacing: [14: "        paper: \(paper)"]).text)
        return []
      } catch {
        return Language.allCases.compactMap { error.findings.first?.sentence(in: $0) }
      }
    }
    #expect(
      sentences("{ draw: 1, forms: 2, exposure: least }") == [
        "forms 与 exposure 只能选一项", "forms and exposure exclude each other",
      ])
    #expect(
      sentences("{ draw: 1, questions: 2 }") == [
        "只有案例（kind: case）才有 questions", "only a section of cases (kind: case) has questions",
      ])
  }
}

@Suite struct BlueprintCodingTests {
  private func coded(_ blueprint: Blueprint) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(blueprint), as: UTF8.self)
  }

  private func decoded(_ text: String) throws -> Blueprint {
    try JSONDecoder().decode(Blueprint.self, from: Data(text.utf8))
  }

  /// As plans and certified results hold it that were stored before cases, levels and dealing.
  private let stored =
    #"{"sections":[{"difficulty":{"easy":1,"hard":2},"draw":3,"kind":"single","#
    + #""marking":"partial","points":{"thousandths":2000}},{"difficulty":{},"draw":5,"#
    + #""knowledge":"甲","marking":"all-or-nothing","points":{"thousandths":500}}]}"#

  @Test func whatWasStoredBeforeIsReadAndWrittenAsItWas() throws {
    let blueprint = try decoded(stored)
    #expect(
      blueprint
        == Blueprint(sections: [
          Blueprint.Section(
            kind: .single, draw: 3, points: Points(2), marking: .partial,
            difficulty: [.easy: 1, .hard: 2]),
          Blueprint.Section(
            kind: nil, knowledge: "甲", draw: 5, points: Points(thousandths: 500)),
        ]))
    #expect(blueprint.dealing == .random)
    // Hashes of certified results depend on it.
    #expect(try coded(blueprint) == stored)
  }

  @Test(arguments: [Blueprint.Dealing.random, .leastExposed, .forms(20)])
  func everythingIsReadBack(dealing: Blueprint.Dealing) throws {
    let blueprint = Blueprint(
      sections: [
        Blueprint.Section(
          kind: .ordering, knowledge: "甲", level: .senior, draw: 3, points: Points(2)),
        Blueprint.Section(kind: nil, draw: 2, points: Points(1), caseQuestions: 3),
      ], dealing: dealing)
    #expect(try decoded(coded(blueprint)) == blueprint)
  }

  @Test func dealingIsCodedAsItIsDeclared() throws {
    #expect(
      try coded(Blueprint(sections: [], dealing: .leastExposed))
        == #"{"exposure":"least","sections":[]}"#)
    #expect(
      try coded(Blueprint(sections: [], dealing: .forms(7))) == #"{"forms":7,"sections":[]}"#)
  }

  @Test(arguments: [
    #"{"sections":[],"forms":0}"#, #"{"sections":[],"forms":201}"#, #"{"sections":[],"forms":-1}"#,
    #"{"sections":[],"forms":2,"exposure":"least"}"#,
    #"{"sections":[],"forms":2,"exposure":"random"}"#, #"{"sections":[],"exposure":"most"}"#,
    #"{"forms":2}"#,
  ])
  func whatNobodyCouldHaveDeclaredIsNotRead(text: String) {
    #expect(throws: DecodingError.self) { try decoded(text) }
  }
}

@Suite struct BlueprintLimitTests {
  private func isWithin(
    draw: Int = 1, questions: Int? = nil, points: Int = 1000, bands: [Difficulty: Int] = [:],
    sections: Int = 1
  ) -> Bool {
    let section = Blueprint.Section(
      kind: nil, draw: draw, points: Points(thousandths: points), difficulty: bands,
      caseQuestions: questions)
    return Blueprint(sections: Array(repeating: section, count: sections)).isWithinLimits
  }

  @Test func limitsAreThoseOfADeclaration() {
    #expect(isWithin())
    #expect(isWithin(draw: 500))
    #expect(isWithin(draw: 5, questions: 100))
    #expect(isWithin(points: 0) && isWithin(points: 100_000_000))
    #expect(isWithin(draw: 3, bands: [.easy: 0, .medium: 3]))
    #expect(isWithin(sections: 500))
  }

  @Test func whatIsBeyondThemIsSaidSoWithoutComputingWithIt() {
    #expect(!isWithin(draw: 0) && !isWithin(draw: -1) && !isWithin(draw: 501))
    #expect(!isWithin(draw: .max) && !isWithin(draw: .max, questions: .max))
    #expect(!isWithin(questions: 0) && !isWithin(questions: .min) && !isWithin(questions: .max))
    #expect(!isWithin(draw: 5, questions: 101))
    #expect(!isWithin(points: -1) && !isWithin(points: 1_000_000_000) && !isWithin(points: .max))
    #expect(!isWithin(draw: 3, bands: [.easy: 4, .hard: -1]))
    #expect(!isWithin(draw: 3, bands: [.easy: .max, .hard: .max]))
    #expect(!isWithin(draw: 3, bands: [.easy: 2]))
    #expect(!isWithin(sections: 0) && !isWithin(sections: 501) && !isWithin(draw: 2, sections: 251))
  }
}

@Suite struct QuestionWordsTests {
  @Test func everyWordIsKnownInBothLanguages() {
    let words = QuestionKind.allCases.flatMap { kind in
      Language.allCases.map { kind.name(in: $0) }
    }
    #expect(Set(words).count == 2 * QuestionKind.allCases.count)
    #expect(Difficulty.allCases.map { $0.name(in: .zhHans) } == ["易", "中", "难"])
    #expect(Difficulty.allCases.map { $0.name(in: .en) } == ["easy", "medium", "hard"])
    #expect(SkillLevel.senior.name(in: .zhHans) == "高级工")
    #expect(SkillLevel.senior.name(in: .en) == "senior worker")
    #expect(Set(SkillLevel.allCases.map { $0.name(in: .en) }).count == 8)
  }
}
