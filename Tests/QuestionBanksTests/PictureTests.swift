import Contests
import QuestionBanks
import Testing

@Suite struct PictureTests {
  @Test func kindAndSizeAreToldByTheContents() throws {
    let png = try Picture(SamplePictures.png(width: 300, height: 20))
    #expect((png.type, png.width, png.height) == (.png, 300, 20))
    let gif = try Picture(SamplePictures.gif(width: 16, height: 700))
    #expect((gif.type, gif.width, gif.height) == (.gif, 16, 700))
    let jpeg = try Picture(SamplePictures.jpeg(width: 640, height: 480))
    #expect((jpeg.type, jpeg.width, jpeg.height) == (.jpeg, 640, 480))
    #expect(jpeg.type.mediaType == "image/jpeg")
  }

  @Test func equalBytesHaveOneName() throws {
    let bytes = SamplePictures.png(width: 3, height: 2)
    #expect(try Picture(bytes).id == Picture(bytes).id)
    #expect(try Picture(bytes).id != Picture(bytes + [0]).id)
    #expect(PictureID(try Picture(bytes).id.text) == (try Picture(bytes).id))
  }

  @Test(arguments: [
    [], Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), Array("%PDF-1.7".utf8),
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF],
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0], Array("GIF89a".utf8),
    [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 5000),
  ])
  func otherBytesAreNoPicture(bytes: [UInt8]) {
    #expect(throws: Picture.Refusal.unknownType) { try Picture(bytes) }
  }

  @Test func sidesAndBytesAreBounded() throws {
    let side = Limits.pictureSide
    _ = try Picture(SamplePictures.png(width: side, height: 1))
    #expect(throws: Picture.Refusal.tooWide(width: side + 1, height: 1)) {
      try Picture(SamplePictures.png(width: side + 1, height: 1))
    }
    #expect(throws: Picture.Refusal.tooWide(width: 5, height: 0)) {
      try Picture(SamplePictures.png(width: 5, height: 0))
    }
    let most = SamplePictures.png(width: 1, height: 1)
    let fill = [UInt8](repeating: 0, count: Limits.pictureBytes - most.count)
    _ = try Picture(most + fill)
    #expect(throws: Picture.Refusal.tooLarge) { try Picture(most + fill + [0]) }
  }

  @Test(arguments: [
    "", "abc", String(repeating: "A", count: 64), String(repeating: "a", count: 65),
  ])
  func otherTextsNameNoPicture(text: String) { #expect(PictureID(text) == nil) }

  @Test func referencesAreFoundInOrder() throws {
    let first = PictureID(of: [1])
    let second = PictureID(of: [2])
    let text =
      "如图 \(PictureReference.text(first, caption: "油[路]图"))，"
      + "\(PictureReference.text(second))和\(PictureReference.missing("b.png"))。"
    let pieces = PictureReference.pieces(of: text)
    #expect(pieces.count == 7)
    #expect(PictureReference.all(in: text).map(\.picture) == [first, second, nil])
    #expect(PictureReference.all(in: text).map(\.caption) == ["油路图", "", "b.png"])
  }

  @Test(arguments: [
    "![a](b.png)", "![", "![a]", "![a](picture:", "![a](picture:12)", "](picture:missing)",
    "![](picture:\(String(repeating: "g", count: 64)))", "a ! b",
  ])
  func otherTextStaysText(text: String) {
    #expect(PictureReference.pieces(of: text) == [.text(text)])
  }

  @Test func aMillionOpenBracketsTakeNoTime() {
    let text = String(repeating: "![", count: 200_000) + "](picture:x"
    #expect(PictureReference.all(in: text).isEmpty)
  }

  @Test func aPictureThatTheFileDoesNotHoldIsAnError() throws {
    let text = """
      bank: b
      questions:
        - { id: q, kind: true-false, stem: "看图 \(PictureReference.text(PictureID(of: [1]))) 对吗", key: 对 }
        - { id: r, kind: true-false, stem: "看图 \(PictureReference.missing("x.png"))", key: 对 }
      """
    let reading = BankReading(text: text)
    #expect(reading.codes == ["picture-missing", "picture-missing"])
    #expect(reading.findings.last?.text.en?.contains("x.png") == true)
  }
}
