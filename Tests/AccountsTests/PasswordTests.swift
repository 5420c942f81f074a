import Accounts
import Testing

@Suite struct PasswordTests {
  @Test func onlyThePasswordMatches() throws {
    let password = try Password(
      hashing: "correct horse", cost: AccountSample.cost(), randomBytes: seededBytes())
    #expect(try password.matches("correct horse"))
    #expect(try !password.matches("correct horsf"))
    #expect(try !password.matches("Correct horse"))
    #expect(try !password.matches("correct horse "))
    #expect(try !password.matches(""))
    #expect(try !password.matches(String(repeating: "a", count: 1025)))
  }

  @Test func encodedFormKeepsCostSaltAndHash() throws {
    let password = try Password(
      hashing: "correct horse", cost: AccountSample.cost(), randomBytes: seededBytes())
    #expect(password.encoded.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
    let read = try required(Password(encoded: password.encoded))
    #expect(read == password)
    #expect(try read.matches("correct horse"))
    #expect(!password.encoded.contains("horse"))
  }

  /// Computed with Python's `hashlib.scrypt`.
  @Test func hashIsScrypt() throws {
    let salt = Array("0123456789abcdef".utf8)
    let password = try Password(hashing: "correct horse", cost: AccountSample.cost()) { _ in salt }
    #expect(
      password.encoded
        == "$scrypt$ln=10,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$"
        + "6g3umF-uVrJsObaTZhIbbTlgrvOEFcCItdwSjtPF67M")
  }

  @Test func saltMakesEqualPasswordsDiffer() throws {
    let random = seededBytes()
    let first = try Password(
      hashing: "correct horse", cost: AccountSample.cost(), randomBytes: random)
    let second = try Password(
      hashing: "correct horse", cost: AccountSample.cost(), randomBytes: random)
    #expect(first != second)
  }

  @Test func standardCostIsTwoToTheFifteenth() {
    #expect(Password.Cost.standard.exponent == 15)
    #expect(Password.Cost(exponent: 9) == nil)
    #expect(Password.Cost(exponent: 20) != nil)
    #expect(Password.Cost(exponent: 21) == nil)
  }

  @Test func tenCharactersAreEnoughAndNineAreNot() throws {
    for unfit in ["", "123456789", "一二三四五六七八九", String(repeating: "a", count: 1025)] {
      #expect(throws: SignInRefusal.passwordUnfit) {
        try Password(hashing: unfit, cost: AccountSample.cost(), randomBytes: seededBytes())
      }
    }
    for fit in ["1234567890", "一二三四五六七八九十", String(repeating: "a", count: 1024)] {
      #expect(
        try Password(hashing: fit, cost: AccountSample.cost(), randomBytes: seededBytes()).matches(
          fit))
    }
  }

  @Test func canonicallyEqualTextsAreOnePassword() throws {
    let password = try Password(
      hashing: "caf\u{E9} au lait", cost: AccountSample.cost(), randomBytes: seededBytes())
    #expect(try password.matches("cafe\u{301} au lait"))
  }

  @Test func decoyMatchesNothing() throws {
    let decoy = Password(decoyOf: try AccountSample.cost(), randomBytes: seededBytes())
    #expect(try !decoy.matches("correct horse"))
    #expect(Password(encoded: decoy.encoded) == decoy)
  }

  @Test(arguments: [
    "", "plain", "$scrypt$ln=10,r=8,p=1$$", "$argon2$ln=10,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AA",
    "$scrypt$ln=40,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "$scrypt$ln=10,r=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  ])
  func foreignFormsAreRefused(encoded: String) {
    #expect(Password(encoded: encoded) == nil)
  }
}
