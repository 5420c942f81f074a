import Contests
import QuestionBanks
import Testing

/// The four banks of the project.
@Suite struct RealBankTests {
  @Test(arguments: zip(ProjectFiles.banks, ["xlsx", "csv", "native", "native"]))
  func bankIsReadWithoutAFinding(file: String, format: String) throws {
    let reading = try ProjectFiles.reading(ofBank: file)
    #expect(reading.format == format)
    #expect(reading.findings == [])
    #expect(reading.isSound)
    #expect(reading.questions.count > 1000)
    // Those that were written one by one have a letter and three digits; the others name their
    // family and stand after them.
    let written = reading.questions.prefix(200)
    #expect(written.allSatisfy { $0.question.id.text.count == 4 })
    let counts = [QuestionKind.single, .multiple, .trueFalse].map { kind in
      written.count { $0.question.kind == kind }
    }
    #expect(counts == [90, 50, 60])
    #expect(reading.questions.dropFirst(200).allSatisfy { $0.question.id.text.count > 6 })
  }

  @Test func banksHoldMoreThanFourThousandQuestions() throws {
    let counts = try ProjectFiles.banks.map { try ProjectFiles.reading(ofBank: $0).questions.count }
    #expect(counts.reduce(0, +) > 4000)
  }

  @Test(arguments: ProjectFiles.banks)
  func nameOfTheFileDoesNotMatter(file: String) throws {
    let reading = BankReading(try ProjectFiles.bytes(ofBank: file), filename: "upload")
    #expect(reading.questions == (try ProjectFiles.reading(ofBank: file).questions))
  }

  /// Every format, each with another bank: all of them together would take long.
  @Test(arguments: BankFormats.names.indices)
  func bankComesBackThroughEveryFormatAsFarAsItCanSay(index: Int) throws {
    let format = BankFormats.all[index]
    let file = ProjectFiles.banks[index % ProjectFiles.banks.count]
    let bank = try ProjectFiles.reading(ofBank: file).questions
    let sayable = bank.filter { !format.losses(of: $0).contains(.question) }
    let reading = BankReading(
      try format.write(bank, bank: "bank"), filename: "upload", format: format.name)
    #expect(reading.findingsByQuestion.filter { $0.severity == .error } == [])
    #expect(reading.questions.map(\.question.stem) == sayable.map(\.question.stem))
    #expect(reading.questions.map(\.key.solution) == sayable.map(\.key.solution))
    for (read, written) in zip(reading.questions, sayable) where format.losses(of: written) == [] {
      #expect(read == written)
    }
    #expect(!sayable.isEmpty)
  }

  @Test(arguments: ProjectFiles.banks)
  func oneSpoiltQuestionIsFoundAmongTheOthers(file: String) throws {
    let bank = try ProjectFiles.reading(ofBank: file).questions
    let spoilt = try SampleQuestions.single(id: "X", options: ["甲", "乙"], correct: .d)
    let writer = try #require(BankFormats.named("csv"))
    let reading = BankReading(try writer.write(bank + [spoilt], bank: "b"), filename: "b.csv")
    #expect(reading.codes == ["key-outside-options"])
    #expect(reading.rows == [bank.count + 2])
    #expect(reading.questions == bank)
  }

  @Test(arguments: ProjectFiles.banks)
  func idsAndStemsAreUnique(file: String) throws {
    let bank = try ProjectFiles.reading(ofBank: file).questions
    #expect(Set(bank.map(\.question.id)).count == bank.count)
    #expect(Set(bank.map(\.question.stem)).count == bank.count)
    #expect(bank.allSatisfy { $0.key.question == $0.question.id })
    #expect(bank.allSatisfy { !$0.key.explanation.isEmpty && !$0.question.knowledge.isEmpty })
  }

  @Test(arguments: ProjectFiles.banks)
  func keysOfSingleChoicesAreBalanced(file: String) throws {
    let singles = try ProjectFiles.reading(ofBank: file).questions
      .filter { $0.question.kind == .single }
    for letter in [Choices.a, .b, .c, .d] {
      let share = Double(singles.count { $0.key.correct == letter }) / Double(singles.count)
      #expect((0.18...0.32).contains(share), "\(letter.letters): \(share)")
    }
  }

  @Test(arguments: ProjectFiles.banks)
  func statementsAreAsOftenTrueAsFalse(file: String) throws {
    let statements = try ProjectFiles.reading(ofBank: file).questions
      .filter { $0.question.kind == .trueFalse }
    let share = Double(statements.count { $0.key.correct == .a }) / Double(statements.count)
    #expect((0.4...0.6).contains(share))
  }

  @Test(arguments: ProjectFiles.banks)
  func keysOfMultipleChoicesGiveNothingAway(file: String) throws {
    let multiples = try ProjectFiles.reading(ofBank: file).questions
      .filter { $0.question.kind == .multiple }
    #expect(multiples.allSatisfy { $0.key.correct.count >= 2 })
    let everything = multiples.count { $0.key.correct.count == $0.question.options.count }
    #expect(everything <= multiples.count / 10)
    for position in 0..<5 {
      let having = multiples.filter { $0.question.options.count > position }
      let right = having.count { $0.key.correct.positions.contains(position) }
      #expect((0.4...0.9).contains(Double(right) / Double(having.count)))
    }
  }

  @Test(arguments: ProjectFiles.banks)
  func longestOptionIsSeldomTheKey(file: String) throws {
    let singles = try ProjectFiles.reading(ofBank: file).questions
      .filter { $0.question.kind == .single }
    let telling = singles.count { keyed in
      let lengths = keyed.question.options.map(\.count)
      let longest = lengths.max() ?? 0
      return lengths.count { $0 == longest } == 1
        && keyed.key.correct.positions.first == lengths.firstIndex(of: longest)
    }
    #expect(telling <= singles.count / 4)
  }

  @Test(arguments: ProjectFiles.banks)
  func everyBandHasQuestionsOfEveryKind(file: String) throws {
    let bank = try ProjectFiles.reading(ofBank: file).questions
    for kind in [QuestionKind.single, .multiple, .trueFalse] {
      for band in Difficulty.allCases {
        let count = bank.count { $0.question.kind == kind && $0.question.difficulty == band }
        #expect(count >= 5, "\(kind) \(band)")
      }
    }
  }
}
