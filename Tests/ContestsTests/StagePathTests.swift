import Contests
import Foundation
import Testing

@Suite struct StagePathTests {
  @Test func pathIsThreeIdentifiersJoinedBySlashes() throws {
    let path = try StagePath("cup/焊工/practice.1")
    #expect(path.contest.text == "cup")
    #expect(path.event.text == "焊工")
    #expect(path.stage.text == "practice.1")
    #expect(path.description == "cup/焊工/practice.1")
    #expect(try StagePath(path.description) == path)
    #expect(path == StagePath(contest: path.contest, event: path.event, stage: path.stage))
  }

  @Test(arguments: ["", "cup", "cup/fitter", "cup/fitter/practice/", "/cup/fitter/practice", "//"])
  func otherCountsOfPartsAreRefused(text: String) {
    #expect(throws: InvalidIdentifier.self) { try StagePath(text) }
  }

  @Test func fourPartsAreRefusedWithTheWholeText() {
    let error = #expect(throws: InvalidIdentifier.self) { try StagePath("a/b/c/d") }
    #expect(error?.text == "a/b/c/d")
  }

  @Test(arguments: [("a b/c/d", "a b"), ("a//d", ""), ("a/b/..", ".."), ("../b/c", "..")])
  func brokenPartIsNamed(text: String, part: String) {
    let error = #expect(throws: InvalidIdentifier.self) { try StagePath(text) }
    #expect(error?.text == part)
  }

  @Test func contestDecidesTheOrderBeforeEventAndStage() throws {
    let paths = ["b/a/a", "a/b/a", "a/a/b", "a/a/a"]
    #expect(
      try paths.map { try StagePath($0) }.sorted().map(\.description)
        == ["a/a/a", "a/a/b", "a/b/a", "b/a/a"])
  }

  @Test func codingComesBackEqual() throws {
    let path = try StagePath("cup/fitter/practice")
    #expect(try JSONDecoder().decode(StagePath.self, from: JSONEncoder().encode(path)) == path)
  }
}
