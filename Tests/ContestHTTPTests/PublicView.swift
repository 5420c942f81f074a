import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import HTTPTypes
import Testing

/// Everything that the API tells whoever is no staff about one stage, byte for byte: every route that
/// contestants or strangers may read, whatever is added to them later.
struct PublicView {
  /// What is not compared, and why.
  private static let exceptions = [
    Path.stream: "never ends; its first event is compared",
    Path.logHead: "is signed anew, and no certificate comes of a frozen stage",
  ]

  /// What is asked of a route; without anything of those that are not named.
  private static let queries: [String: [[(String, String)]]] = [
    Path.rankings: [
      [], [("scope", "city:320300")], [("scope", "province:320000")], [("scope", "unit:甲厂")],
      [("scope", "team:一队")], [("scope", "team:无")], [("scope", "team:二队"), ("format", "csv")],
      [("scope", "unit:无")], [("around", "me")], [("around", "1003")], [("from", "2")],
      [("top", "1")], [("format", "csv")], [("format", "csv"), ("scope", "city:320300")],
      [("format", "xlsx")], [("format", "json"), ("scope", "unit:甲厂")], [("view", "jury")],
    ],
    Path.rollups: [
      [("by", "unit")], [("by", "city")], [("by", "province")], [("by", "team")],
      [("format", "csv")], [("format", "csv"), ("by", "team")], [("format", "xlsx")],
    ],
    Path.eligibility: [[], [("contestant", "1001")], [("unit", "甲厂")], [("team", "一队")]],
  ]

  private let routes: [Route]
  private let segments: [String: String]

  /// - Parameter segments: what stands for the names in paths, such as `contest`.
  init(of server: TestServer, _ segments: [String: String]) {
    routes = Routes.all(server.backend).filter {
      $0.method == .get && ($0.access.admits(nil) || $0.access.admits(.contestant))
    }
    self.segments = segments
  }

  /// What is answered to somebody, by what is asked.
  func answers(to client: ContestClient) async throws -> [String: [UInt8]] {
    #expect(Set(Self.exceptions.keys).isSubset(of: routes.map(\.path)))
    var answers: [String: [UInt8]] = [:]
    for route in routes where Self.exceptions[route.path] == nil {
      let path = try path(of: route)
      for query in Self.queries[route.path] ?? [[]] {
        answers["\(path) \(query)"] = await Self.answer(client, path, query)
      }
    }
    let stream = try #require(routes.first { $0.path == Path.stream })
    answers[stream.path] = try await Self.firstEvent(client, try path(of: stream))
    return answers
  }

  /// A route that asks for something else must be given it here, so that it is compared.
  private func path(of route: Route) throws -> String {
    let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
    return Path.fill(
      route.path,
      try names.map { name in
        try #require(segments[name], "\(route.path) asks for \(name)")
      })
  }

  /// A refusal tells something as well.
  private static func answer(
    _ client: ContestClient, _ path: String, _ query: [(String, String)]
  ) async -> [UInt8] {
    do {
      let bytes = try await client.bytes(path, query: query)
      let time = /"serverTime":\d+/
      guard let text = String(bytes: bytes, encoding: .utf8), text.contains(time) else {
        return bytes
      }
      // What an own attempt says of the clock.
      return Array(text.replacing(time, with: "").utf8)
    } catch {
      return Array("\(error)".utf8)
    }
  }

  private static func firstEvent(_ client: ContestClient, _ path: String) async throws -> [UInt8] {
    var text = ""
    do {
      try await client.follow(path, query: [("around", "1000")], after: nil) { part in
        guard case .event(let event) = part else { return true }
        text = "\(event)"
        return false
      }
    } catch {
      text = "\(error)"
    }
    return Array(text.utf8)
  }
}

/// Notes every answer that is another one.
func expectSame(
  _ after: [String: [UInt8]], _ before: [String: [UInt8]],
  besides changed: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(after.keys == before.keys, sourceLocation: sourceLocation)
  for (question, bytes) in before where !changed.contains(question) {
    let (old, new) = (
      String(decoding: bytes, as: UTF8.self),
      String(decoding: after[question] ?? [], as: UTF8.self)
    )
    let isSame = after[question] == bytes
    #expect(isSame, "\(question)\n\(old)\n\(new)", sourceLocation: sourceLocation)
  }
}
