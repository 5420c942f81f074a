import Testing

@testable import leitai

@Suite struct LanguageTests {
  @Test(arguments: [
    (["LC_ALL": "zh_CN.UTF-8"], Language.zhHans),
    (["LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"], .en),
    (["LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"], .zhHans),
    (["LC_MESSAGES": "", "LANG": "zh_TW.UTF-8"], .zhHans),
    (["LANG": "C"], .en), (["LANG": "POSIX"], .en), (["LANG": "de_DE.UTF-8"], .en), ([:], .en),
  ])
  func theFirstLocaleThatIsSetDecides(environment: [String: String], expected: Language) {
    #expect(Language(environment: environment) == expected)
  }

  @Test(arguments: [
    (["leitai", "whoami", "--lang", "en"], Language.en),
    (["leitai", "--lang=zh", "whoami"], .zhHans), (["leitai", "--lang"], .zhHans),
    (["leitai", "--lang", "fr"], .zhHans), (["leitai"], .zhHans),
  ])
  func theOptionWinsOverTheLocale(arguments: [String], expected: Language) {
    #expect(Language(arguments: arguments, environment: ["LANG": "zh_CN"]) == expected)
  }

  @Test func unknownNamesAreNoLanguage() {
    #expect(Language(name: "fr") == nil)
    #expect(Language(name: "ZH_hans") == .zhHans)
  }
}
