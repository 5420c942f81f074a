import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import FoundationNetworking
import Testing

@testable import ContestHTTP

/// What everybody may ask for is signed once, and again as soon as it would say something else.
@Suite struct IssuerNoticesTests {
  private let notices = IssuerNotices()

  private func ask(
    _ subject: IssuerNotices.Subject, size: Int, after milliseconds: Int64, signs text: String
  ) async throws -> String {
    let now = Instant(milliseconds: Sample.start.milliseconds + milliseconds)
    return try await notices.text(of: subject, at: size, now: now) { text }
  }

  @Test func noticeIsHandedOutUntilSomethingHappens() async throws {
    let list = IssuerNotices.Subject.statusList(1, .revocation, keyID: "k")
    let end = IssuerNotices.lifetime.count
    #expect(try await ask(list, size: 3, after: 0, signs: "a") == "a")
    #expect(try await ask(list, size: 3, after: end - 1, signs: "b") == "a")
    #expect(try await ask(list, size: 3, after: end, signs: "c") == "c")
    #expect(try await ask(list, size: 4, after: end, signs: "d") == "d")
    // Other lists, purposes and keys have notices of their own.
    for other in [
      IssuerNotices.Subject.statusList(2, .revocation, keyID: "k"),
      .statusList(1, .suspension, keyID: "k"), .statusList(1, .revocation, keyID: "new"), .logHead,
    ] { #expect(try await ask(other, size: 4, after: end, signs: "x") == "x") }
  }

  @Test func listOfARetiredKeyIsForgotten() async throws {
    let (old, new) = (
      IssuerNotices.Subject.statusList(1, .revocation, keyID: "old"),
      IssuerNotices.Subject.statusList(1, .revocation, keyID: "new")
    )
    #expect(try await ask(old, size: 3, after: 0, signs: "a") == "a")
    #expect(try await ask(new, size: 3, after: 0, signs: "b") == "b")
    #expect(try await ask(old, size: 3, after: 0, signs: "c") == "c")
  }

  /// A revocation is in the lists at once, and asking again signs nothing.
  @Test func revocationIsPublishedAtOnce() async throws {
    try await TestServer.run { server in
      let (_, certificates) = try await CertificateFixture.issue(server, contestants: 1)
      let path = Path.fill(Path.statusList, ["1", StatusPurpose.revocation.rawValue])
      let before = try await server.client.bytes(path)
      server.clock.advance(by: Milliseconds(2_000))
      #expect(try await server.client.bytes(path) == before)
      let head = try await server.client.bytes(Path.logHead)
      server.clock.advance(by: Milliseconds(2_000))
      #expect(try await server.client.bytes(Path.logHead) == head)
      let _: CertificateActs = try await server.staff(.judge).post(
        Path.fill(Path.certificateActs, [certificates[0].serial]),
        CertificateActWish(act: "revoke", reason: "代考"))
      #expect(try await server.client.bytes(path) != before)
      #expect(try await server.client.bytes(Path.logHead) != head)
    }
  }

  /// Nobody who is not signed in can keep the server busy; those who are signed in go on.
  @Test func strangersAreThrottledByTheirAddress() async throws {
    try await TestServer.run(
      strangers: ClientThrottle(requestsPerSecond: 1, burst: 3)
    ) { server in
      for _ in 0...3 { _ = try await server.client.bytes(Path.logHead) }
      await #expect(throws: ContestClient.Failure.self) {
        _ = try await server.client.bytes(Path.logHead)
      }
      let judge = try await server.staff(.judge)
      _ = try await judge.bytes(Path.logHead)
      server.clock.advance(by: Milliseconds(1_000))
      _ = try await server.client.bytes(Path.logHead)
    }
  }

  /// Behind a proxy on the same machine everybody counts for themselves, by what the proxy added last.
  @Test func strangersBehindAProxyAreToldApart() async throws {
    try await TestServer.run(
      strangers: ClientThrottle(requestsPerSecond: 1, burst: 0)
    ) { server in
      func status(_ forwarded: String) async throws -> Int? {
        var request = URLRequest(url: try #require(URL(string: server.client.server + "/healthz")))
        request.setValue(forwarded, forHTTPHeaderField: "X-Forwarded-For")
        return (try await URLSession.shared.data(for: request).1 as? HTTPURLResponse)?.statusCode
      }
      var statuses: [Int?] = []
      for forwarded in [
        "203.0.113.7", "203.0.113.7", "198.51.100.2, 203.0.113.7", "203.0.113.7, 198.51.100.2",
      ] { statuses.append(try await status(forwarded)) }
      #expect(statuses == [200, 429, 429, 200])
    }
  }
}
