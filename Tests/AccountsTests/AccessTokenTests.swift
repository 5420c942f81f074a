import Contests
import Testing

@testable import Accounts

@Suite struct AccessTokenTests {
  @Test func tokenIsThirtyTwoBytesInBase64URL() {
    let token = AccessToken { Array(repeating: 255, count: $0) }
    #expect(token.text == String(repeating: "_", count: 42) + "8")
    #expect(AccessToken(token.text) == token)
  }

  @Test(arguments: [
    "", "abc", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
    String(repeating: "A", count: 42) + "+", String(repeating: "_", count: 43),
  ])
  func whatCannotBeATokenIsRefused(text: String) {
    #expect(AccessToken(text) == nil)
  }

  @Test func staffHaveTwelveHoursAndContestantsTwentyFour() {
    for role in Role.allCases {
      let hours: Int64 = role == .contestant ? 24 : 12
      #expect(AccessToken.lifetime(of: role) == .seconds(hours * 3600))
    }
  }

  @Test func base64URLIsReversible() {
    for count in 0...40 {
      let bytes = seededBytes(UInt64(count))(count)
      #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
    }
    #expect(Base64URL.encode(Array("fo".utf8)) == "Zm8")
    #expect(Base64URL.decode("Z") == nil)
    #expect(Base64URL.decode("Zm9") == nil, "unused bits")
  }

  @Test func digestHasThirtyTwoBytes() {
    #expect(SecretDigest(bytes: Array(repeating: 0, count: 31)) == nil)
    #expect(SecretDigest(bytes: Array(repeating: 0, count: 32)) != nil)
    #expect(SecretDigest(bytes: Array(repeating: 0, count: 33)) == nil)
  }
}
