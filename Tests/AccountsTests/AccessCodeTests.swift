import Testing

@testable import Accounts

@Suite struct AccessCodeTests {
  @Test func randomBitsBecomeFourGroups() {
    #expect(AccessCode { _ in Array(repeating: 0, count: 10) }.text == "0000-0000-0000-0000")
    #expect(AccessCode { _ in Array(repeating: 255, count: 10) }.text == "ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    #expect(
      AccessCode { _ in [0, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF] }.text
        == "0123-4567-89AB-CDEF")
  }

  @Test func everyCodeAsksForEightyBits() {
    _ = AccessCode { count in
      #expect(count == 10)
      return Array(repeating: 1, count: count)
    }
  }

  @Test(arguments: [
    "7K3M-9QTV-ABCD-EFGH", "7k3m-9qtv-abcd-efgh", "7K3M9QTVABCDEFGH", " 7K3M 9QTV ABCD EFGH ",
    "7-K3M9QTVABCDEFG-H", "７Ｋ３Ｍ－９ＱＴＶ　ＡＢＣＤ－ｅｆｇｈ",
  ])
  func typingIsForgiven(typed: String) {
    #expect(AccessCode(typed: typed)?.text == "7K3M-9QTV-ABCD-EFGH")
  }

  @Test func lookalikesMeanDigits() {
    #expect(AccessCode(typed: "O0oIi1LlO0oIi1Ll")?.text == "0001-1111-0001-1111")
  }

  @Test(arguments: [
    "", "7K3M-9QTV-ABCD-EFG", "7K3M-9QTV-ABCD-EFGHJ", "7K3M-9QTV-ABCD-EFGU",
    "7K3M-9QTV-ABCD-EFG!", "徐徐徐徐徐徐徐徐徐徐徐徐徐徐徐徐", String(repeating: "-", count: 201),
  ])
  func whatCannotBeACodeIsRefused(typed: String) {
    #expect(AccessCode(typed: typed) == nil)
  }

  @Test func digestDependsOnTheCodeOnly() {
    let code = AccessCode(randomBytes: seededBytes())
    #expect(AccessCode(typed: code.text.lowercased())?.digest == code.digest)
    #expect(AccessCode(randomBytes: seededBytes(2)).digest != code.digest)
    #expect(code.digest.bytes.count == 32)
  }
}
