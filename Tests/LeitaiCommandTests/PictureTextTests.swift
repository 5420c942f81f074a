import ContestAPI
import Fixtures
import Foundation
import Testing

@testable import leitai

@Suite struct PictureTextTests {
  private static let oil = AnsweringFixture.oil
  private static let gear = AnsweringFixture.gear

  @Test func aTextIsReadInPieces() {
    #expect(
      PictureText("见 ![油路图](picture:\(Self.oil))，再看![](picture:\(Self.gear))").pieces == [
        .text("见 "), .picture(id: Self.oil, caption: "油路图"), .text("，再看"),
        .picture(id: Self.gear, caption: ""),
      ])
    #expect(PictureText("").pieces == [])
    #expect(PictureText("轴承").pieces == [.text("轴承")])
  }

  @Test(arguments: [
    "![a](picture:)", "![a](picture:missing)", "![a](picture:\(oil.uppercased()))",
    "![a](picture:\(oil)0)", "![a](picture:\(oil)", "![a](picture:\(oil.dropLast()))",
    "[a](picture:\(oil))", "![a] (picture:\(oil))", "![a]b](picture:\(oil))", "](picture:\(oil))",
    "![a](http:\(oil))", "![", "](picture:", "![a](picture:\(String(repeating: "０", count: 64)))",
  ])
  func whatOnlyLooksLikeAReferenceIsText(text: String) {
    #expect(PictureText(text).pieces == [.text(text)])
  }

  @Test func aReferenceBehindABrokenOneIsFound() {
    #expect(
      PictureText("![a](picture:x) ![b](picture:\(Self.oil))").pieces == [
        .text("![a](picture:x) "), .picture(id: Self.oil, caption: "b"),
      ])
  }

  @Test func aLongTextIsReadInTimeThatGrowsWithIt() {
    let hostile = String(repeating: "![a](picture:", count: 50_000)
    #expect(processorTime { _ = PictureText(hostile) } < .seconds(5))
    let valid = String(repeating: "![a](picture:\(Self.oil))", count: 5_000)
    #expect(PictureText(valid).pieces.count == 5_000)
  }

  @Test func picturesAreNumberedOverAllTextsOfAnItemAndOnce() {
    func reference(_ digit: Int) -> String {
      "![\(digit)](picture:\(String(repeating: "\(digit)", count: 64)))"
    }
    let item = AttemptView.Item(
      kind: "matching", passage: reference(5) + reference(6), stem: reference(1) + reference(5),
      options: ["A", reference(2) + reference(1)], premises: [reference(4)], points: 0)
    let pictures = ItemPictures(item)
    #expect(pictures.ids.map { $0.first } == ["5", "6", "1", "4", "2"])
    #expect(pictures.shown(item.stem, .zhHans) == "〔图3：1〕〔图1：5〕")
    #expect(pictures.shown(item.options[1], .en) == "[picture 5: 2][picture 3: 1]")
    #expect(pictures.shown("A", .en) == "A")
    #expect(pictures.line(of: 1, path: "/t/1-2.png", .zhHans) == "图2（6）：/t/1-2.png")
    #expect(pictures.line(of: 1, path: "/t/1-2.png", .en) == "Picture 2 (6): /t/1-2.png")
    // A server that sends more than was asked for.
    #expect(pictures.line(of: 9, path: "/t/x", .en) == "Picture 10: /t/x")
  }
}

@Suite struct PictureFolderTests {
  private let folder = PictureFolder()
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00]

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func picturesLieWhereOnlyTheirOwnerReadsThemAndAreRemoved() throws {
    let first = try #require(try folder.save(Self.png, as: "5-1"))
    let second = try #require(try folder.save(Array("GIF89a…".utf8), as: "5-2"))
    #expect(first.hasSuffix("/5-1.png"))
    #expect(second.hasSuffix("/5-2.gif"))
    let parent = (first as NSString).deletingLastPathComponent
    #expect(parent == (second as NSString).deletingLastPathComponent)
    #expect(try mode(parent) == 0o700)
    #expect(try mode(first) == 0o600)
    #expect(try Array(Data(contentsOf: URL(filePath: first))) == Self.png)
    // Again, after a failure.
    #expect(try folder.save(Self.png, as: "5-1") == first)
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: parent))
    folder.remove()
  }

  @Test func whatIsNoPictureIsNotWritten() throws {
    #expect(try folder.save(Array("<svg onload=…>".utf8), as: "1-1") == nil)
    #expect(try folder.save([], as: "1-1") == nil)
    #expect(PictureFolder.ending(of: [0xFF, 0xD8, 0xFF, 0xE0]) == "jpg")
    #expect(PictureFolder.ending(of: Array("GIF87a".utf8)) == "gif")
    #expect(PictureFolder.ending(of: [0x89, 0x50, 0x4E]) == nil)
  }
}
