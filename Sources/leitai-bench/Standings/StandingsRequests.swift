import Accounts
import ContestAPI
import Contests
import Foundation
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix
import QuestionBanks

/// The same two questions over HTTP: to the platform, and to the least that a server of the same
/// framework can be that has its leaderboard in Redis. The platform's answers say more: who asks is
/// found by the token, and rows have names, units and cities.
enum StandingsRequests {
  private static let connections = 64
  /// So many ask about themselves.
  static let people = 2048
  private static let warmUp = 1.0

  /// The token of the contestant with that index.
  static func token(_ index: Int) -> AccessToken {
    var random = SeededGenerator(seed: UInt64(index))
    let bytes = (0..<64).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    return AccessToken { Array(bytes.prefix($0)) }
  }

  /// Puts everybody on the boards of all scopes.
  static func fill(_ redis: RedisServer, _ setting: StandingsSetting) throws {
    var random = SeededGenerator(seed: 1)
    try redis.take(
      setting.contestants.flatMap { person in
        let score = Int.random(in: 0..<1_000_000_000, using: &random)
        return RedisBoards(of: person).names.map { "ZADD \($0) \(score) \(person.id)" }
      })
  }

  /// - Parameter folder: as `store-standings` leaves it.
  static func measure(
    _ folder: URL, _ setting: StandingsSetting, _ redis: RedisServer, seconds: Double
  ) throws -> [StandingsFigure: Double] {
    let server = try ServerProcess([
      "serve-sessions", "--data", folder.path, "--redis", redis.socket,
    ])
    defer { server.stop() }
    let stage = setting.place.path
    let rankings = Path.fill(
      Path.rankings, [stage.contest.text, stage.event.text, stage.stage.text])
    let people = setting.contestants.prefix(people).enumerated().map { ($1, token($0).text) }
    let (platform, hello) = (server.ports.platform, server.ports.hello)
    let loads: [(StandingsFigure, port: Int, [ByteBuffer])] = [
      (.redisHeadHTTP, hello, [request("/redis/head")]),
      (.headHTTP, platform, people.map { request("\(rankings)?top=100", token: $1) }),
      (
        .redisRanksHTTP, hello,
        people.map { person, _ in
          request("/redis/ranks/" + RedisBoards(of: person).path + "/" + person.id.text)
        }
      ),
      (.ranksHTTP, platform, people.map { request("\(rankings)?around=me", token: $1) }),
    ]
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    var rates: [StandingsFigure: Double] = [:]
    for (figure, port, requests) in loads {
      let visitors = (0..<connections).map { number in
        PageVisitor(requests: requests, next: number * requests.count / connections)
      }
      var load = Load(visitors: visitors, port: port)
      _ = try load.run(.closed, seconds: warmUp, on: loop)
      rates[figure] = try load.run(.closed, seconds: seconds, on: loop).perSecond
    }
    return rates
  }

  private static func request(_ path: String, token: String? = nil) -> ByteBuffer {
    let fields = token.map { CommandRequest.fields(token: $0) } ?? "Host: 127.0.0.1\r\n"
    return ByteBuffer(string: "GET \(path) HTTP/1.1\r\n\(fields)\r\n")
  }
}

/// Asks for pages, one after the other.
struct PageVisitor: Visitor {
  let requests: [ByteBuffer]
  var next: Int

  mutating func ask(into request: inout ByteBuffer) {
    request.writeImmutableBuffer(requests[next])
    next = (next + 1) % requests.count
  }

  func take(_ reply: Reply) throws -> Int {
    try reply.requireOK()
    guard reply.body.readableBytes > 0 else { throw NotMeasured("the page was empty") }
    return 1
  }
}

/// The sorted sets of Redis in which a contestant is.
struct RedisBoards {
  let names: [String]

  init(of contestant: Contestant) {
    names = [
      Self.overall, contestant.region.province.text, contestant.region.city.text,
      // Digits alone, which need no encoding in a path.
      "unit" + contestant.unit.text.filter(\.isNumber),
    ]
  }

  var path: String { names.joined(separator: ",") }

  static let overall = "overall"
}

extension Router {
  /// The least that a server with a leaderboard in Redis can be.
  func addLeaderboard(in redis: RedisConnection) {
    get("/redis/head") { _, _ in
      let command = ["ZREVRANGE", RedisBoards.overall, "0", "99", "WITHSCORES"]
      guard case .list(let rows)? = try await redis.ask([command]).first, !rows.isEmpty else {
        throw HTTPError(.notFound)
      }
      var text = ""
      for case .text(let word) in rows { text += word + "\n" }
      return text
    }
    get("/redis/ranks/{boards}/{member}") { _, context in
      let boards = try context.parameters.require("boards").split(separator: ",")
      let member = try context.parameters.require("member")
      let ranks = try await redis.ask(boards.map { ["ZREVRANK", String($0), member] })
      var text = ""
      for case .number(let rank) in ranks { text += "\(rank + 1)\n" }
      guard !text.isEmpty else { throw HTTPError(.notFound) }
      return text
    }
  }
}
