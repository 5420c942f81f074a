import Accounts
import ContestAPI
import Contests
import HummingbirdCore
import NIOCore
import Scoring
import ServiceLifecycle

/// How often streams look for changes and show that they are alive.
package struct StreamPace: Sendable {
  package let tick: Duration
  package let heartbeat: Duration

  package init(tick: Duration, heartbeat: Duration) {
    self.tick = tick
    self.heartbeat = heartbeat
  }

  /// As `Limits` says.
  package static let standard = StreamPace(
    tick: .milliseconds(Limits.streamTick.count),
    heartbeat: .milliseconds(Limits.streamHeartbeat.count))
}

/// One open stream of the standings of a stage, as server-sent events.
///
/// An event holds all that is asked for as it is at its id, and names whose results have changed since
/// the event before it, or since the id with which the client came back: whoever has the newest event
/// has everything, and whoever was away learns in one event of all that was missed. Where the table
/// does not know any more what changed since then (another table, as after a restart, a freeze, a
/// certification; or too many changes) the event is a `snapshot` that names nobody.
///
/// Nothing is kept for a slow client but what it has in its hands: while it takes nothing the stream
/// waits, and what happens meanwhile becomes one event. One that takes nothing for a minute is
/// disconnected and may come back.
struct StandingsStream: Sendable {
  let backend: Backend
  let call: Call
  let path: StagePath
  let excerpt: StreamExcerpt
  /// Kept while the stream is open.
  let seat: StreamSeats.Seat

  /// What the client has been shown.
  private struct Shown {
    /// Absent when the client has nothing that is known here.
    var id: StreamEventID?
    /// Absent until this connection has sent something.
    var content: StreamContent?
  }

  /// Writes events until the client or the server goes, or the caller may not see the stage any more.
  func run(_ writer: inout any ResponseBodyWriter) async throws {
    let pace = backend.streamPace
    var shown = Shown(id: call.lastEvent.flatMap { StreamEventID($0) })
    // Headers go out with the first bytes.
    try await writer.write(ByteBuffer(string: ": leitai\nretry: 2000\n\n"))
    var (silence, unchecked) = (Duration.zero, Duration.zero)
    while !Task.isShuttingDownGracefully {
      if unchecked >= pace.heartbeat {
        guard try await mayStay() else { return }
        unchecked = .zero
      }
      let text: String?
      do {
        text = try await news(&shown)
      } catch is Over {
        return
      }
      if let text {
        try await writer.write(ByteBuffer(string: text))
        silence = .zero
      } else if silence >= pace.heartbeat {
        try await writer.write(ByteBuffer(string: ":\n\n"))
        silence = .zero
      }
      try await Task.sleep(for: pace.tick)
      silence += pace.tick
      unchecked += pace.tick
    }
  }

  private struct Over: Error {}

  /// Whether the caller's token still holds.
  private func mayStay() async throws -> Bool {
    guard let token = call.token else { return false }
    return try await backend.desk.principal(of: token, at: backend.now()) != nil
  }

  /// The next event; absent when there is nothing to tell.
  private func news(_ shown: inout Shown) async throws -> String? {
    guard let place = try await backend.directory.stage(path),
      let view = try? backend.standingsView(call, of: place)
    else { throw Over() }
    let known = shown.id
    let reading = try await backend.board.read(place, as: view) { table -> StreamReading? in
      StreamReading(table: &table, after: known, excerpt: excerpt)
    }
    guard let reading else { return nil }
    // Whoever read before a freeze and got what came after it must not tell.
    guard try await backend.directory.stage(path)?.freeze == place.freeze else { return nil }
    let content = StreamContent(reading, status: place.standingsStatus(for: view))
    defer { shown = Shown(id: reading.id, content: content) }
    // Somebody far from what is asked for.
    if reading.changed != nil, content == shown.content { return nil }
    let event = StandingsEvent(
      stage: path.description, title: place.stage.title.text(in: call.language),
      scope: excerpt.scope.description, status: content.status, ranked: content.ranked,
      changed: reading.changed.map { changed in
        Set((content.rows + (content.around ?? [])).map(\.admission)).intersection(changed).sorted()
      }, rows: content.rows, around: content.around)
    let name = reading.changed == nil ? "snapshot" : "change"
    let data = String(decoding: try Reply.bytes(of: event), as: UTF8.self)
    return "id: \(reading.id)\nevent: \(name)\ndata: \(data)\n\n"
  }
}

/// What a stream shows.
struct StreamExcerpt: Sendable {
  let scope: Scope
  /// Rows from the first on.
  let top: Int
  /// Somebody whose neighbours are shown as well.
  let around: ContestantID?
}

/// What was read of a table at one moment.
private struct StreamReading {
  let id: StreamEventID
  /// Admission numbers; absent when it is not known who has changed.
  let changed: Set<String>?
  let ranked: Int
  let rows: [Standing]
  let around: [Standing]?

  /// `nil` when the client has seen this state of the table.
  init?(table: inout StandingsTable, after known: StreamEventID?, excerpt: StreamExcerpt) {
    id = StreamEventID(table: table.name, changes: table.changes)
    guard id != known else { return nil }
    let isSameTable = known?.table == id.table
    let since = isSameTable ? known?.changes : nil
    changed = since.flatMap { table.changed(since: $0) }.map { Set($0.map(\.text)) }
    ranked = table.count(in: excerpt.scope)
    rows = Array(table.head(in: excerpt.scope).prefix(excerpt.top))
    around = excerpt.around.map { table.rows(around: $0, radius: 5, in: excerpt.scope) }
  }
}

/// What is compared with what the client has.
private struct StreamContent: Equatable {
  let status: String
  let ranked: Int
  let rows: [RankingRow]
  let around: [RankingRow]?

  init(_ reading: StreamReading, status: String) {
    self.status = status
    ranked = reading.ranked
    rows = reading.rows.map { RankingRow($0) }
    around = reading.around.map { $0.map { RankingRow($0) } }
  }
}
