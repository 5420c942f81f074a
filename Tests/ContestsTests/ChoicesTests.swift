import Contests
import Testing

@Suite struct ChoicesTests {
  @Test(arguments: [
    ("A", "A"), ("ACD", "ACD"), ("DCA", "ACD"), ("acd", "ACD"), ("aCd", "ACD"),
    ("ABCDEFGH", "ABCDEFGH"),
    ("A,C", "AC"), ("A，C", "AC"), ("A、C", "AC"), ("A;C", "AC"), ("A；C", "AC"), ("A|C", "AC"),
    ("A/C", "AC"), ("A C", "AC"), ("A　C", "AC"), (" A, C ", "AC"), ("A.C.", "AC"), ("ＡＣ", "AC"),
    ("ａｃ", "AC"), ("Ａ、ｃ", "AC"), ("A,,C", "AC"), ("H", "H"),
  ])
  func lettersAreReadInAnyOrderCaseWidthAndSeparation(text: String, letters: String) {
    #expect(Choices(letters: text)?.letters == letters)
  }

  @Test(arguments: [
    "I", "Z", "AI", "AZ", "i", "z", "Ｉ", "ｚ", "1", "A1", "对", "A和C", "A-C", "A+C", "@", "[", "`",
    "Ａ［", "Α", "А", "Å", "A\u{301}", "A\u{0}", "𝐀", "🅰", "A\nC", "A\tC",
  ])
  func anyOtherCharacterIsRefused(text: String) {
    #expect(Choices(letters: text) == nil)
  }

  @Test(arguments: ["AA", "ABA", "Aa", "AＡ", "A,A", "ABCDEFGHA"])
  func repeatedLetterIsRefused(text: String) {
    #expect(Choices(letters: text) == nil)
  }

  @Test(arguments: ["", " ", ",", "、、", "　", "."])
  func textWithoutALetterIsRefused(text: String) {
    #expect(Choices(letters: text) == nil)
  }

  @Test func everySetIsReadBackFromItsLetters() {
    for raw in UInt8.min...UInt8.max where raw > 0 {
      let set = Choices(rawValue: raw)
      #expect(Choices(letters: set.letters) == set)
      #expect(Choices(positions: set.positions) == set)
      #expect(set.count == set.positions.count)
    }
  }

  @Test func positionsGoFromZeroToSeven() {
    #expect(Choices(positions: [0, 7])?.letters == "AH")
    #expect(Choices(positions: [7, 0]) == Choices(positions: [0, 7]))
    #expect(Choices(positions: [8]) == nil)
    #expect(Choices(positions: [-1]) == nil)
    #expect(Choices(positions: [3, 3]) == nil)
  }

  @Test func emptySetHasNoLetters() {
    let empty: Choices = []
    #expect(empty.letters == "")
    #expect(empty.positions == [])
    #expect(empty.count == 0)
    #expect(Choices(positions: []) == empty)
  }

  @Test func letterOfAPositionStartsAtA() {
    #expect((0..<8).map(Choices.letter).joined() == "ABCDEFGH")
  }
}
