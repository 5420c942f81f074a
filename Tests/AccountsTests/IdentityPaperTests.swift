import Accounts
import Testing

@Suite struct IdentityPaperTests {
  /// The examples of GB 11643-1999.
  @Test(arguments: ["11010519491231002X", "440524188001010014"])
  func examplesOfTheStandardAreSound(text: String) throws {
    #expect(try ResidentNumber(text).text == text)
  }

  @Test func smallXSpacesAndFullWidthAreForgiven() throws {
    #expect(try ResidentNumber(" 11010519491231002x ").text == "11010519491231002X")
    #expect(try ResidentNumber("１１０１０５１９４９１２３１００２Ｘ").text == "11010519491231002X")
  }

  @Test func everyOtherCheckCharacterIsWrong() {
    for last in "0123456789" {
      #expect(throws: ResidentNumber.Flaw.checksum) {
        try ResidentNumber("11010519491231002\(last)")
      }
    }
  }

  @Test func everySingleChangedDigitIsNoticed() {
    let sound = Array("11010519491231002X")
    for place in 0..<17 {
      var changed = sound
      changed[place] = changed[place] == "1" ? "2" : "1"
      guard changed != sound else { continue }
      #expect(throws: ResidentNumber.Flaw.self) { try ResidentNumber(String(changed)) }
    }
  }

  @Test(arguments: [
    "", "1101051949123100", "11010519491231002", "11010519491231002XX", "X1010519491231002X",
    "1.1010519491231E+17", "11010519491231002Y", "一一零一零五一九四九一二三一零零二X",
  ])
  func otherFormsAreRefused(text: String) {
    #expect(throws: ResidentNumber.Flaw.form) { try ResidentNumber(text) }
  }

  @Test(arguments: [
    "110105194913310021", "110105194902300021", "110105190002290021", "110105194900100021",
    "110105179912310021",
  ])
  func datesThatDoNotExistAreRefused(text: String) {
    #expect(throws: ResidentNumber.Flaw.birthDate) { try ResidentNumber(text) }
  }

  @Test func maskKeepsRegionAndLastFour() throws {
    let paper = IdentityPaper.resident(try ResidentNumber(AccountSample.residentNumber(123)))
    #expect(paper.masked.hasPrefix("320302********123"))
    #expect(paper.masked.count == 18)
    #expect(paper.kind == "居民身份证")
  }

  @Test(arguments: [
    ("E12345678", "E1*****78"), ("ab-cd", "AB*CD"), ("ABCD", "****"), ("A", "*"),
  ])
  func maskOfOtherPapersKeepsTwoAndTwo(number: String, masked: String) throws {
    let paper = try required(IdentityPaper.OtherPaper(kind: "护照", number: number))
    #expect(IdentityPaper.other(paper).masked == masked)
  }

  @Test func otherPapersHaveBounds() {
    func paper(_ kind: String, _ number: String) -> IdentityPaper.OtherPaper? {
      IdentityPaper.OtherPaper(kind: kind, number: number)
    }
    let forty = String(repeating: "A", count: 40)
    #expect(paper(forty, forty) != nil)
    #expect(paper(forty + "A", "E1") == nil)
    #expect(paper("护照", forty + "A") == nil)
    #expect(paper("", "E1") == nil)
    #expect(paper("护照", " ") == nil)
    #expect(paper("护照", "E1\n2") == nil)
    #expect(paper("护\n照", "E1") == nil)
    #expect(paper("护照", "=1+1") == nil)
  }
}
