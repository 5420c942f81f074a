import Contests
import Foundation
import Testing

@testable import Certification

/// Files that nobody issued, made of one that somebody did.
@Suite struct CertificateFuzzTests {
  /// Whatever is accepted says what the issuer signed, to the last byte, and is where it was entered.
  @Test func nothingIsAcceptedThatWasNotIssued() throws {
    let issuer = try SmallIssuer()
    let check = try issuer.check(issuer.statusLists(), savedHead: issuer.head())
    let good = try issuer.file()
    let bytes = try good.bytes()
    var generator = Weyl(state: 20_261_122)
    var accepted = 0
    for round in 0..<4_000 {
      let mutated = mutate(bytes, round, &generator)
      let report = check.report(on: mutated, at: issuer.now)
      guard report.holds else { continue }
      accepted += 1
      guard let file = CertificateFile(bytes: mutated) else {
        Issue.record("round \(round): accepted, and no file")
        continue
      }
      // White space between the fields, or unused fields, are all that may differ.
      #expect(file.credential == good.credential, "round \(round)")
      #expect(file.log.index == good.log.index && file.log.proof == good.log.proof)
      #expect(file.log.statusIndex == good.log.statusIndex)
      let der = try #require(Data(base64Encoded: file.sm2.signature))
      #expect(der == Data(base64Encoded: good.sm2.signature), "round \(round)")
    }
    // Some changes are harmless; if none were, the mutator would do too much.
    #expect(accepted > 0 && accepted < 1_000, "\(accepted)")
  }

  private func mutate(
    _ bytes: [UInt8], _ round: Int, _ generator: inout Weyl
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...2, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 2: bytes.remove(at: place)
      case 3: bytes.insert(UInt8(ascii: " "), at: place)
      case 4:
        // Digits for digits: indexes, sizes, times.
        guard
          let digit = bytes.indices.filter({ (0x30...0x39).contains(bytes[$0]) })
            .randomElement(using: &generator)
        else { break }
        bytes[digit] = UInt8.random(in: 0x30...0x39, using: &generator)
      default:
        let other = Int.random(in: 0..<bytes.count, using: &generator)
        let length = min(Int.random(in: 1...60, using: &generator), bytes.count - max(place, other))
        bytes.replaceSubrange(place..<(place + length), with: bytes[other..<(other + length)])
      }
      if bytes.isEmpty { return [0] }
    }
    return bytes
  }
}
