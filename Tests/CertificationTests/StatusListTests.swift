import Contests
import Foundation
import Testing

@testable import Certification

@Suite struct StatusListTests {
  private struct Expected: Decodable {
    let lists: [List]

    struct List: Decodable {
      let name: String
      let encodedList: String
      let bits: Int
      let setIndexes: [Int]
    }
  }

  @Test(.enabled(if: SharedData.has("credentials/bitstring/expected.json")))
  func listsOfOthersAreRead() throws {
    let expected: Expected = try SharedData.json("credentials/bitstring/expected.json")
    for sample in expected.lists {
      let list = try #require(BitstringStatusList(encoded: sample.encodedList), "\(sample.name)")
      #expect(list.count == sample.bits)
      #expect((0..<list.count).filter { list[$0] } == sample.setIndexes, "\(sample.name)")
    }
  }

  @Test func listIsReadBackAsItWasWritten() throws {
    var generator = Weyl(state: 3)
    var list = BitstringStatusList()
    #expect(list.count == 131_072)
    var set: Set<Int> = [0, 7, 8, 131_071]
    for _ in 0..<1_000 { set.insert(Int.random(in: 0..<list.count, using: &generator)) }
    for index in set { list[index] = true }
    let read = try #require(BitstringStatusList(encoded: list.encoded))
    #expect(Set((0..<read.count).filter { read[$0] }) == set)
    #expect(read.encoded == list.encoded)
    for index in set { list[index] = false }
    #expect(list == BitstringStatusList())
  }

  @Test func textsThatAreNoListsAreRefused() throws {
    let good = BitstringStatusList().encoded
    let bad = [
      "", "u", "H4sIAAAA", String(good.dropFirst()), good + "=", String(good.dropLast(4)),
      "z" + good.dropFirst(), good + "AAAA", "uAAAA",
    ]
    for text in bad { #expect(BitstringStatusList(encoded: text) == nil, "\(text.prefix(20))") }
  }

  @Test func actsFollowOneAnotherAsTheyMay() throws {
    let note = StaffNote(actor: "judge", at: Fixtures.later, reason: "代考")
    let id = try Fixtures.credential().id
    func status(_ kinds: StatusAct.Kind...) -> CredentialStatus {
      CredentialStatus(after: kinds.map { StatusAct(credential: id, kind: $0, note: note) })
    }
    #expect(status() == .valid)
    #expect(status(.suspend) == .suspended(note))
    #expect(status(.suspend, .reinstate) == .valid)
    #expect(status(.suspend, .revoke) == .revoked(note))
    #expect(status(.revoke, .reinstate) == .revoked(note))
    #expect(throws: CredentialStatus.Refusal.notSuspended) { try status().allow(.reinstate) }
    #expect(throws: CredentialStatus.Refusal.alreadySuspended) {
      try status(.suspend).allow(.suspend)
    }
    for kind in StatusAct.Kind.allCases {
      #expect(throws: CredentialStatus.Refusal.alreadyRevoked) {
        try status(.revoke).allow(kind)
      }
    }
    #expect(throws: Never.self) { try status(.suspend).allow(.revoke) }
  }

  /// What was saved is replaced by a list that is at least as new, and by no other.
  @Test func listGoesOnFromAnOlderOne() throws {
    let issuer = try SmallIssuer()
    func list(_ number: Int, _ purpose: StatusPurpose, _ later: Int64) throws -> VerifiedStatusList
    {
      try VerifiedStatusList(
        jwt: StatusLists(issuer: issuer.profile).jwt(
          list: number, purpose: purpose, acts: [],
          at: Instant(milliseconds: issuer.now.milliseconds + later), signedBy: issuer.keys.rsa),
        trusting: issuer.keySet)
    }
    let saved = try list(1, .revocation, 5_000)
    #expect(try list(1, .revocation, 5_000).goesOn(from: saved))
    #expect(try list(1, .revocation, 9_000).goesOn(from: saved))
    #expect(try !list(1, .revocation, 4_000).goesOn(from: saved))
    #expect(try !list(1, .suspension, 9_000).goesOn(from: saved))
    #expect(try !list(2, .revocation, 9_000).goesOn(from: saved))
  }
}
