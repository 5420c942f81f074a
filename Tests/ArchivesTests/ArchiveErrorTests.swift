import Archives
import Testing

@Suite struct ArchiveErrorTests {
  private static let all: [ArchiveError] = [
    .notAnArchive, .foreignContainer, .damagedArchive(part: nil), .unsafePath("../a"),
    .duplicatePart("a"), .missingPart("a"), .tooManyParts(limit: 1),
    .inflatedTooLarge(part: "a", limit: 1), .inflateRatioTooHigh(part: "a", limit: 1),
    .unwritableArchive, .malformedXML(line: 1), .forbiddenDoctype(line: 1),
    .documentTooLarge(line: 1, limit: 1),
  ]

  @Test func codesAreStable() {
    #expect(
      ArchiveErrorTests.all.map(\.code) == [
        "not-an-archive", "foreign-container", "damaged-archive", "unsafe-path", "duplicate-part",
        "missing-part", "too-many-parts", "inflated-too-large", "inflate-ratio-too-high",
        "unwritable-archive", "malformed-xml", "forbidden-doctype", "document-too-large",
      ])
  }

  @Test func sentencesNameTheLine() {
    let error = ArchiveError.malformedXML(line: 15)
    #expect(error.line == 15)
    #expect(error.sentenceZh == "第 15 行：XML 格式有误。")
    #expect(error.sentenceEn == "Line 15: The XML is malformed.")
    #expect(ArchiveError.documentTooLarge(line: 3, limit: 9).line == 3)
    #expect(ArchiveError.missingPart("a").line == nil)
  }

  @Test func sentencesAreSentences() {
    for error in ArchiveErrorTests.all {
      #expect(error.sentenceZh.hasSuffix("。"), "\(error)")
      #expect(error.sentenceEn.hasSuffix("."), "\(error)")
    }
  }
}
