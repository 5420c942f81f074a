import Contests
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    "zh", "zh-CN", "zh-Hans-CN,en;q=0.5", "ZH-cn", "fr,zh;q=0.8,en;q=0.7", "zh_CN.UTF-8",
  ])
  func chineseIsChosenWhenItComesFirst(preference: String) {
    #expect(Language(preference: preference) == .zhHans)
  }

  @Test(arguments: [
    "en", "en-US,en;q=0.9,zh;q=0.8", "EN", "de, en-GB", "en_US.UTF-8", "C", "POSIX", "C.UTF-8",
  ])
  func englishIsChosenWhenItComesFirst(preference: String) {
    #expect(Language(preference: preference) == .en)
  }

  @Test(arguments: [nil, "", "*", "fr", ";;,,", "q=en", "de-en", "-en", "\u{0}en"] as [String?])
  func chineseIsChosenWhenNoneIsKnown(preference: String?) {
    #expect(Language(preference: preference) == .zhHans)
  }

  @Test func longHeaderIsReadToItsEnd() {
    let others = String(repeating: "fr;q=0.1,", count: 10_000)
    #expect(Language(preference: others + "en") == .en)
  }

  @Test func rawValuesAreLanguageTags() {
    #expect(Language.allCases.map(\.rawValue) == ["zh-Hans", "en"])
  }
}

@Suite struct LocalizedTextTests {
  @Test func eachLanguageGetsItsOwnText() {
    let text = LocalizedText(zhHans: "焊工", en: "Welder")
    #expect(text.text(in: .zhHans) == "焊工")
    #expect(text.text(in: .en) == "Welder")
  }

  @Test func missingTextIsTakenFromTheOtherLanguage() throws {
    let chinese = try #require(LocalizedText(zhHans: "焊工", en: nil))
    let english = try #require(LocalizedText(zhHans: nil, en: "Welder"))
    #expect(chinese.text(in: .en) == "焊工")
    #expect(english.text(in: .zhHans) == "Welder")
  }

  @Test func textInNoLanguageIsAbsent() {
    #expect(LocalizedText(zhHans: String?.none, en: nil) == nil)
  }
}
