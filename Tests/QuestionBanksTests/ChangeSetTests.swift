import Contests
import QuestionBanks
import Testing

@Suite struct ChangeSetTests {
  @Test func equalBanksHaveNoChanges() throws {
    let bank = try SampleQuestions.all()
    let changes = ChangeSet(from: bank, to: bank)
    #expect(changes.isEmpty)
    #expect(changes.unchanged == 3)
  }

  @Test func orderIsNoChange() throws {
    let bank = try SampleQuestions.all()
    let changes = ChangeSet(from: bank, to: bank.reversed())
    #expect(changes.isEmpty)
    #expect(changes.unchanged == 3)
  }

  @Test func everythingIsAddedToAnEmptyBank() throws {
    let bank = try SampleQuestions.all()
    let changes = ChangeSet(from: [], to: bank)
    #expect(changes.added.map(\.text) == ["F001", "F002", "F003"])
    #expect(changes.changed == [])
    #expect(changes.removed == [])
    #expect(changes.unchanged == 0)
  }

  @Test func everythingIsRemovedByAnEmptyFile() throws {
    let changes = ChangeSet(from: try SampleQuestions.all(), to: [])
    #expect(changes.removed.map(\.text) == ["F001", "F002", "F003"])
    #expect(changes.added == [])
    #expect(changes.unchanged == 0)
    #expect(!changes.isEmpty)
  }

  @Test func nothingComesOfNothing() {
    #expect(ChangeSet(from: [], to: []).isEmpty)
    #expect(ChangeSet(from: [], to: []).unchanged == 0)
  }

  @Test func addedChangedRemovedAndUnchangedAreToldApart() throws {
    let old = try SampleQuestions.all()
    let new = [
      try SampleQuestions.single(id: "F009"), try SampleQuestions.single(stem: "新题干"),
      try SampleQuestions.statement(),
    ]
    let changes = ChangeSet(from: old, to: new)
    #expect(changes.added.map(\.text) == ["F009"])
    #expect(changes.changed.map(\.question.text) == ["F001"])
    #expect(changes.removed.map(\.text) == ["F002"])
    #expect(changes.unchanged == 1)
  }

  @Test func oneChangedOptionIsNamedByItsLetter() throws {
    let before = try SampleQuestions.single(options: ["甲", "乙", "丙", "丁"])
    let after = try SampleQuestions.single(options: ["甲", "乙", "改", "丁"])
    let fields = ChangeSet(from: [before], to: [after]).changed.flatMap(\.fields)
    #expect(fields.map(\.field) == ["optionC"])
    #expect(fields.map(\.before) == ["丙"])
    #expect(fields.map(\.after) == ["改"])
  }

  @Test func everyFieldThatDiffersIsNamed() throws {
    let before = try SampleQuestions.single()
    let one: [(String, KeyedQuestion)] = [
      ("kind", try SampleQuestions.single(kind: .multiple)),
      ("stem", try SampleQuestions.single(stem: "x")),
      ("options", try SampleQuestions.single(options: ["转速过低", "张紧不足", "带速恒定", "中心距过大"])),
      ("key", try SampleQuestions.single(correct: .b)),
      ("explanation", try SampleQuestions.single(explanation: "")),
      ("knowledge", try SampleQuestions.single(knowledge: "")),
      ("level", try SampleQuestions.single(level: .senior)),
      ("difficulty", try SampleQuestions.single(difficulty: .hard)),
    ]
    for (field, after) in one {
      #expect(
        ChangeSet(from: [before], to: [after]).changed.map { $0.fields.map(\.field) } == [[field]])
    }
    let all = try SampleQuestions.single(
      stem: "x", options: ["1", "2"], correct: .b, explanation: "", knowledge: "", level: .junior,
      difficulty: .hard, kind: .multiple)
    #expect(
      ChangeSet(from: [before], to: [all]).changed.map { $0.fields.map(\.field) } == [one.map(\.0)])
  }
}
