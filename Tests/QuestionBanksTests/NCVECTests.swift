import Contests
import QuestionBanks
import Testing

/// Three public question pools as other people keep them: separated text, JSON and YAML.
@Suite(.enabled(if: SharedData.isPresent))
struct NCVECTests {
  private static let pools = [
    ("technician-2026-2030", 409), ("general-2023-2027", 423), ("extra-2024-2028", 599),
  ]

  private func mapped() throws -> ReadingOptions {
    ReadingOptions(headers: [try #require(FieldMapping("key=correct:0-based"))])
  }

  @Test(arguments: pools, ["csv", "json", "yaml"])
  func everyQuestionIsReadWithAndWithoutAMapping(pool: (String, Int), suffix: String) throws {
    let bytes = try SharedData.bytes("ncvec/\(pool.0).\(suffix)")
    let byLetter = BankReading(bytes, filename: "\(pool.0).\(suffix)")
    #expect(byLetter.format == (suffix == "csv" ? "csv" : "records"))
    #expect(byLetter.findingsByQuestion == [])
    #expect(byLetter.questions.count == pool.1)
    #expect(byLetter.questions.allSatisfy { $0.question.options.count == 4 })
    let byNumber = BankReading(bytes, filename: "upload", options: try mapped())
    #expect(byNumber.findingsByQuestion == [])
    #expect(byNumber.questions == byLetter.questions)
  }

  @Test(arguments: pools)
  func threeFormsHoldTheSameQuestions(pool: (String, Int)) throws {
    let readings = try ["csv", "json", "yaml"].map { suffix in
      BankReading(try SharedData.bytes("ncvec/\(pool.0).\(suffix)"), filename: "a.\(suffix)")
    }
    #expect(readings[0].questions == readings[1].questions)
    #expect(readings[1].questions == readings[2].questions)
  }

  @Test func numbersCountedFromOneGiveOtherKeys() throws {
    let bytes = try SharedData.bytes("ncvec/technician-2026-2030.csv")
    let wrong = try #require(FieldMapping("key=correct:1-based"))
    let reading = BankReading(bytes, filename: "a.csv", options: ReadingOptions(headers: [wrong]))
    // 0 is no option then.
    #expect(reading.codes.contains("key-unreadable"))
    #expect(!reading.isSound)
  }

  @Test func numbersAloneAreNotGuessed() throws {
    let text = String(
      decoding: try SharedData.bytes("ncvec/technician-2026-2030.csv"), as: UTF8.self
    )
    .replacing("correct_letter", with: "letter")
    let reading = BankReading(text: text)
    #expect(reading.codes == ["header-missing"])
    let sentence = try #require(reading.findings.first?.text.en)
    #expect(sentence.contains("--map key="))
    #expect(
      BankReading(Array(text.utf8), filename: "a", options: try mapped()).questions.count == 409)
  }

  @Test(arguments: ["xlsx", "csv", "records", "native"])
  func poolComesBackEqualThroughEveryFormat(format: String) throws {
    let bytes = try SharedData.bytes("ncvec/extra-2024-2028.json")
    let pool = BankReading(bytes, filename: "a.json").questions
    let writer = try #require(BankFormats.named(format))
    let reading = BankReading(try writer.write(pool, bank: "extra"), filename: "upload")
    #expect(reading.format == format)
    #expect(reading.findingsByQuestion == [])
    #expect(reading.questions == pool)
  }
}
