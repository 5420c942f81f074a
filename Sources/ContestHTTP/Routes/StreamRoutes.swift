import Accounts
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Standings while they change.
  static func streams(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.stream, .signedIn) { call in
        try await backend.openStream(call)
      }
    ]
  }
}

extension Backend {
  fileprivate func openStream(_ call: Call) async throws -> Reply {
    let place = try await stage(call)
    _ = try standingsView(call, of: place)
    let scope = try scope(call)
    let top = try call.number("top", in: 1...Limits.streamRows) ?? 10
    var around: ContestantID?
    if let about = call.query["around"] {
      around = about == "me" ? try call.contestant() : try? ContestantID(about)
      if around == nil { throw NotFound() }
    }
    let stream = StandingsStream(
      backend: self, call: call, path: place.path,
      excerpt: StreamExcerpt(scope: scope, top: top, around: around),
      seat: try streamSeats.take(try call.caller().name))
    return Reply(events: stream)
  }
}
