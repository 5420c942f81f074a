import QuestionBanks
import Testing

/// Pictures that the .xlsx writer hangs from cells, read again from the cells where they hang.
@Suite struct WorkbookPictureTests {
  @Test func picturesOfAnySizeHangFromTheirOwnRows() throws {
    let sizes = [
      (1, 1), (3, 2), (19, 30), (40, 60), (300, 200), (2_000, 10), (10, 2_000), (640, 480),
    ]
    var pictures: [PictureID: Picture] = [:]
    func shown(_ size: (Int, Int), _ caption: String = "图") throws -> String {
      let picture = try Picture(SamplePictures.png(width: size.0, height: size.1))
      pictures[picture.id] = picture
      return PictureReference.text(picture.id, caption: caption)
    }
    var questions: [KeyedQuestion] = []
    for (index, size) in sizes.enumerated() {
      let other = sizes[(index + 1) % sizes.count]
      questions.append(
        try SampleQuestions.single(
          id: "P\(index)", stem: "第 \(index) 题 \(try shown(size))、\(try shown(other, "另一张"))",
          options: ["甲 \(try shown(size))", "乙", "丙 \(try shown(other))"]))
      questions.append(try SampleQuestions.single(id: "Q\(index)", stem: "没有图的第 \(index) 题"))
    }
    let format = try #require(BankFormats.named("xlsx"))
    #expect(questions.allSatisfy { format.losses(of: $0) == [] })
    let contents = BankContents(questions: questions, pictures: pictures)
    let reading = BankReading(try format.write(contents, bank: "b"), filename: "b.xlsx")
    #expect(reading.errors == 0, "\(reading.findings)")
    #expect(reading.questions == questions)
    #expect(reading.pictures == pictures)
  }
}
