import Contests
import Testing

@testable import Accounts

@Suite struct AuditChainTests {
  private func entries(_ count: Int) -> [AuditEntry] {
    var chain = AuditChain()
    return (0..<count).map { chain.append(AccountSample.record("deed-\($0)")) }
  }

  private func altered(
    _ entry: AuditEntry, sequence: Int? = nil, action: String? = nil, previousHash: String? = nil,
    hash: String? = nil
  ) -> AuditEntry {
    AuditEntry(
      sequence: sequence ?? entry.sequence,
      record: action.map { AccountSample.record($0) } ?? entry.record,
      previousHash: previousHash ?? entry.previousHash, hash: hash ?? entry.hash)
  }

  @Test func soundChainIsVerifiedPageByPage() throws {
    let entries = entries(5)
    var chain = AuditChain()
    try chain.verify(entries.prefix(2))
    try chain.verify([])
    try chain.verify(entries.dropFirst(2))
    #expect(chain.sequence == 5)
    #expect(chain.head == entries.last?.hash)
    #expect(entries.first?.previousHash == AuditChain.genesis)
  }

  @Test func changedContentsAreNamed() throws {
    var entries = entries(5)
    entries[2] = altered(entries[2], action: "other-deed")
    var chain = AuditChain()
    #expect(throws: AuditChain.Broken(sequence: 3, reason: .hash)) { try chain.verify(entries) }
    #expect(chain.sequence == 2)
  }

  @Test func rewrittenEntryBreaksTheNext() throws {
    var entries = entries(5)
    var forger = AuditChain(after: entries[1])
    entries[2] = forger.append(AccountSample.record("other-deed"))
    var chain = AuditChain()
    #expect(throws: AuditChain.Broken(sequence: 4, reason: .previousHash)) {
      try chain.verify(entries)
    }
  }

  @Test func missingAndRepeatedEntriesAreNamed() throws {
    var missing = entries(5)
    missing.remove(at: 1)
    var chain = AuditChain()
    #expect(throws: AuditChain.Broken(sequence: 3, reason: .sequence)) {
      try chain.verify(missing)
    }
    var repeated = entries(3)
    repeated.insert(repeated[1], at: 2)
    chain = AuditChain()
    #expect(throws: AuditChain.Broken(sequence: 2, reason: .sequence)) {
      try chain.verify(repeated)
    }
  }

  @Test func fieldsCannotLendEachOtherTheirBytes() {
    var first = AuditChain()
    var second = AuditChain()
    let left = first.append(
      AuditRecord(at: AccountSample.now, actor: "ab", action: "c", subject: "", detail: ""))
    let right = second.append(
      AuditRecord(at: AccountSample.now, actor: "a", action: "bc", subject: "", detail: ""))
    #expect(left.hash != right.hash)
  }
}
