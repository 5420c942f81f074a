import Contests
import Foundation
import Testing

@testable import Certification

@Suite struct IssuerKeyTests {
  @Test func thumbprintIsThatOfTheStandard() {
    // RFC 7638, section 3.1.
    let modulus =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_"
      + "BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR"
      + "0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFT"
      + "WhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    #expect(
      JSONWebKey.thumbprint(exponent: "AQAB", modulus: modulus)
        == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
  }

  @Test func pemReadsBackAsTheSameKey() throws {
    let key = try Fixtures.key.get()
    let again = try IssuerKey(pem: key.pem)
    #expect(again.id == key.id)
    #expect(again.publicKey == key.publicKey)
    #expect(key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----"))
  }

  @Test(arguments: ["", "key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
  func textThatIsNoKeyIsRefused(pem: String) {
    #expect(throws: NotAnIssuerKey.self) { try IssuerKey(pem: pem) }
  }

  @Test func keySetHoldsNothingPrivateAndReadsBack() throws {
    let key = try Fixtures.key.get()
    let set = JSONWebKeySet([key.publicKey, key.publicKey])
    let json = try set.json()
    #expect(set.keys.count == 1)
    #expect(!json.contains("\"d\""))
    #expect(try JSONWebKeySet(json: json) == set)
    #expect(try JSONWebKeySet(json: json).json() == json)
    #expect(
      json.hasPrefix("{\"keys\":[{\"alg\":\"RS256\",\"e\":\"AQAB\",\"kid\":\"\(key.id)\""))
  }

  @Test func foreignKeysArePassedOver() throws {
    let good = try Fixtures.key.get().publicKey
    let n = good.modulus
    let set = try JSONWebKeySet(
      json: """
        {"keys":[
          {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
          {"kty":"oct","k":"c2VjcmV0"},
          {"kty":"RSA","n":"\(n)","e":"AQAB","alg":"PS256"},
          {"kty":"RSA","n":"\(n)","e":"AQAB","use":"enc"},
          {"kty":"RSA","n":"\(n)","e":"AQAB","kid":"not its thumbprint"},
          {"kty":"RSA","n":"AQAB","e":"AQAB"},
          {"kty":"RSA","e":"AQAB"}
        ]}
        """)
    #expect(set.keys.isEmpty)
    let plain = try JSONWebKeySet(json: #"{"keys":[{"kty":"RSA","n":"\#(n)","e":"AQAB"}]}"#)
    #expect(plain.keys == [good])
  }

  @Test func fingerprintIsThatOfTheDocumentsBytes() {
    // As `sha256sum` prints it.
    #expect(
      JSONWebKeySet.fingerprint(ofDocument: "{}\n")
        == "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356")
  }

  @Test(arguments: ["", "[]", "{}", "{\"keys\":3}", "{\"keys\":[{}]}"])
  func textThatIsNoKeySetIsRefused(json: String) {
    #expect(throws: NotAKeySet.self) { try JSONWebKeySet(json: json) }
    #expect(throws: NotAKeySet.self) { try CredentialVerifier(jwkSet: json) }
  }

  /// A server that brings a retired key back would let its thief sign again.
  @Test func keySetGoesOnOnlyWithWhatWasKnown() throws {
    let (one, two) = (try Fixtures.key.get().publicKey, try IssuerKey.generate().publicKey)
    let (start, end) = (Instant(milliseconds: 5_000), Instant(milliseconds: 9_000))
    func set(_ keys: (JSONWebKey, KeyTerm)...) -> JSONWebKeySet {
      var set = JSONWebKeySet([])
      for (key, term) in keys { set.add(key, for: term) }
      return set
    }
    let inUse = KeyTerm(since: start, until: nil)
    let retired = KeyTerm(since: start, until: end)
    let before = set((one, inUse))
    let after = set((two, KeyTerm(since: end, until: nil)), (one, retired))
    #expect(after.goesOn(from: before) && after.goesOn(from: after))
    #expect(!before.goesOn(from: after))
    let revived = set((two, KeyTerm(since: end, until: nil)), (one, inUse))
    #expect(!revived.goesOn(from: after))
    let moved = set((two, KeyTerm(since: start, until: nil)), (one, retired))
    #expect(!moved.goesOn(from: after))
    #expect(!set((two, inUse)).goesOn(from: before))
  }

  @Test func base64URLIsReadOnlyAsItIsWritten() {
    for count in 0...4 {
      let data = Data(repeating: 0xFB, count: count)
      #expect(Data(base64URL: data.base64URL) == data)
    }
    // "-w" is 0xFB; the other three spellings carry stray bits, padding or another alphabet.
    for text in ["-x", "-w==", "+w", "-w\n", "-", " -w"] {
      #expect(Data(base64URL: text) == nil, "\(text)")
    }
  }
}
