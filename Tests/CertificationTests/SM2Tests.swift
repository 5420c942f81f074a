import Foundation
import Testing

@testable import Certification

@Suite struct SM2Tests {
  private struct Vectors: Decodable {
    let sm2Signature: [Signature]

    struct Signature: Decodable {
      let name: String
      let idAscii: String
      let messageHex: String
      let publicKeyXHex: String
      let publicKeyYHex: String
      let rHex: String
      let sHex: String
      let signatureDerHex: String?
      let valid: Bool
    }
  }

  @Test(.enabled(if: SharedData.has("sm/vectors.json")))
  func signaturesAreJudgedAsInTheStandard() throws {
    let vectors: Vectors = try SharedData.json("sm/vectors.json")
    for vector in vectors.sm2Signature {
      let point = try #require(
        [UInt8](hex: vector.publicKeyXHex + vector.publicKeyYHex))
      let key = try #require(SM2PublicKey(point: point))
      let raw = try #require([UInt8](hex: vector.rHex + vector.sHex))
      let signature = try #require(SM2Signature(raw: raw))
      let message = try #require([UInt8](hex: vector.messageHex))
      #expect(
        key.verifies(signature, of: message, signer: vector.idAscii) == vector.valid,
        "\(vector.name)")
      if let der = vector.signatureDerHex.flatMap({ [UInt8](hex: $0) }) {
        #expect(signature.der == der)
        #expect(SM2Signature(der: der)?.raw == raw)
      }
    }
    #expect(vectors.sm2Signature.contains { $0.valid })
  }

  @Test func keyReadsItsOwnSignaturesAndNoOthers() throws {
    let (key, stranger) = (try SM2Key.generate(), try SM2Key.generate())
    let message = Array("一等奖".utf8)
    let signature = try key.sign(message)
    #expect(key.publicKey.verifies(signature, of: message))
    #expect(!key.publicKey.verifies(signature, of: message + [0]))
    #expect(!stranger.publicKey.verifies(signature, of: message))
    #expect(!key.publicKey.verifies(signature, of: message, signer: "1234567812345679"))
    #expect(try key.sign(message) != signature)
  }

  @Test func keyIsReadBackFromItsPEM() throws {
    let key = try SM2Key.generate()
    let again = try SM2Key(pem: key.pem())
    #expect(again.id == key.id && again.publicKey == key.publicKey)
    #expect(key.publicKey.verifies(try again.sign([1]), of: [1]))
    #expect(try key.publicKey.pem().hasPrefix("-----BEGIN PUBLIC KEY-----"))
    let rsa = try Fixtures.key.get().pem
    for text in ["", "-----BEGIN PRIVATE KEY-----", rsa, try key.publicKey.pem()] {
      #expect(throws: NotAnIssuerKey.self) { try SM2Key(pem: text) }
    }
    #expect(throws: NotAnIssuerKey.self) { try IssuerKey(pem: key.pem()) }
  }

  @Test func pointsOffTheCurveAreNoKeys() throws {
    let point = try SM2Key.generate().publicKey.point
    #expect(SM2PublicKey(point: point) != nil)
    #expect(SM2PublicKey(point: Array(point.dropLast())) == nil)
    #expect(SM2PublicKey(point: [UInt8](repeating: 0, count: 64)) == nil)
    var other = point
    other[63] ^= 1
    #expect(SM2PublicKey(point: other) == nil)
  }

  @Test func bothFormsSayTheSame() throws {
    var generator = Weyl(state: 7)
    for round in 0..<500 {
      var raw = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
      // Short numbers, and such whose first bit is set.
      for index in 0..<(round % 32) { raw[index] = 0 }
      for index in 32..<(32 + round / 16) { raw[index] = 0 }
      let signature = try #require(SM2Signature(raw: raw))
      #expect(SM2Signature(der: signature.der) == signature)
      #expect(signature.der.count <= 72)
    }
  }

  @Test func onlyTheShortestDERIsRead() throws {
    // r = 1, s = 128.
    let good: [UInt8] = [0x30, 0x07, 0x02, 0x01, 0x01, 0x02, 0x02, 0x00, 0x80]
    #expect(SM2Signature(der: good)?.der == good)
    let bad: [[UInt8]] = [
      [], [0x30], [0x30, 0x00], good + [0], Array(good.dropLast()),
      [0x31] + good.dropFirst(),
      [0x30, 0x81, 0x07] + good.dropFirst(2),
      // A zero too many, a negative number, zero itself, none, and one of 257 bits.
      [0x30, 0x08, 0x02, 0x02, 0x00, 0x01, 0x02, 0x02, 0x00, 0x80],
      [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x80],
      [0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x01],
      [0x30, 0x05, 0x02, 0x00, 0x02, 0x01, 0x01],
      [0x30, 0x26, 0x02, 0x21, 0x01] + [UInt8](repeating: 0, count: 32) + [0x02, 0x01, 0x01],
      [0x30, 0x06, 0x03, 0x01, 0x01, 0x02, 0x01, 0x01],
    ]
    for bytes in bad { #expect(SM2Signature(der: bytes) == nil, "\(bytes)") }
    #expect(SM2Signature(raw: [UInt8](repeating: 0, count: 64)) == nil)
    #expect(SM2Signature(raw: [UInt8](repeating: 1, count: 63)) == nil)
  }
}
