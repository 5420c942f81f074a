import Contests
import Testing

@testable import Accounts

@Suite struct PrincipalCacheTests {
  private func entry(until: Instant) throws -> PrincipalCache.Entry {
    PrincipalCache.Entry(
      principal: Principal(staff: try required(UserName("wang")), role: .judge), until: until)
  }

  @Test func entryIsBelievedUntilTheTickBefore() throws {
    var cache = PrincipalCache(capacity: 4)
    cache.insert(try entry(until: AccountSample.now), for: "token")
    let before = Instant(milliseconds: AccountSample.now.milliseconds - 1)
    #expect(cache.principal(of: "token", at: before)?.name == "wang")
    #expect(cache.principal(of: "token", at: AccountSample.now) == nil)
    #expect(cache.principal(of: "other", at: before) == nil)
  }

  @Test func removedEntryIsGoneFromBothGenerations() throws {
    var cache = PrincipalCache(capacity: 4)
    let entry = try entry(until: AccountSample.now + .seconds(1))
    cache.insert(entry, for: "old")
    cache.insert(entry, for: "young-1")
    cache.insert(entry, for: "young-2")
    cache.remove("old")
    cache.remove("young-2")
    #expect(cache.principal(of: "old", at: AccountSample.now) == nil)
    #expect(cache.principal(of: "young-2", at: AccountSample.now) == nil)
    #expect(cache.principal(of: "young-1", at: AccountSample.now) != nil)
    #expect(cache.removalCount == 2)
  }

  @Test func whatWasReadBeforeARemovalIsNotInserted() throws {
    var cache = PrincipalCache(capacity: 4)
    let entry = try entry(until: AccountSample.now + .seconds(1))
    let before = cache.removalCount
    cache.remove("token")
    cache.insert(entry, for: "token", readAfter: before)
    #expect(cache.principal(of: "token", at: AccountSample.now) == nil)
    cache.insert(entry, for: "token", readAfter: cache.removalCount)
    #expect(cache.principal(of: "token", at: AccountSample.now) != nil)
  }

  @Test func cacheNeverExceedsItsCapacityAndKeepsWhatIsUsed() throws {
    var cache = PrincipalCache(capacity: 100)
    let entry = try entry(until: AccountSample.now + .seconds(1))
    cache.insert(entry, for: "used")
    for number in 0..<1000 {
      cache.insert(entry, for: "token-\(number)")
      #expect(cache.principal(of: "used", at: AccountSample.now) != nil)
      #expect(cache.count <= 100)
    }
    #expect(cache.principal(of: "token-0", at: AccountSample.now) == nil)
    #expect(cache.principal(of: "token-999", at: AccountSample.now) != nil)
  }
}
