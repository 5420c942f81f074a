import Accounts
import ContestAPI
import Contests
import Foundation
import HTTPTypes
import NIOCore

/// A request as a handler sees it: authenticated, with its body at hand.
struct Call: Sendable {
  let principal: Principal?
  let language: Language
  /// The path's segments by the names of their places, decoded.
  let segments: [String: String]
  /// The query, decoded; of a name that is given twice the first.
  let query: [String: String]
  let body: [UInt8]
  /// The access token; absent when none was sent.
  let token: String?
  /// The id of the last event that the caller has of a stream; absent when none was sent.
  var lastEvent: String?

  /// - Throws: `BadRequest` when the body is not this JSON.
  func decode<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(body))
    } catch {
      throw BadRequest(
        code: "body-unreadable", zhHans: "请求内容不是所需的 JSON", en: "the body is not the JSON needed")
    }
  }

  /// The identifier at a place of the path.
  ///
  /// - Throws: `NotFound` when the text cannot be one: nothing has that name.
  func identifier<Subject>(_ name: String) throws -> Identifier<Subject> {
    guard let id = try? Identifier<Subject>(segments[name] ?? "") else { throw NotFound() }
    return id
  }

  /// The stage that the path names.
  func stagePath() throws -> StagePath {
    StagePath(
      contest: try identifier("contest"), event: try identifier("event"),
      stage: try identifier("stage"))
  }

  /// A whole number of the query.
  ///
  /// - Throws: `BadRequest` when it is not one or outside `range`.
  func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = query[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw BadRequest(
        code: "query-unreadable",
        zhHans: "参数 \(name) 应为 \(range.lowerBound) 至 \(range.upperBound) 的整数",
        en: "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Whether a flag of the query is set.
  func flag(_ name: String) -> Bool { query[name] == "true" }

  /// Who calls, for routes that only signed-in people reach.
  func caller() throws -> Principal {
    guard let principal else { throw NotSignedIn() }
    return principal
  }

  /// The contestant who calls.
  func contestant() throws -> ContestantID {
    guard let contestant = try caller().contestant else { throw NotAllowed() }
    return contestant
  }
}

/// What a handler answers.
struct Reply: Sendable {
  let type: String
  let body: ByteBuffer
  /// What it is answered with.
  var status = HTTPResponse.Status.ok
  /// Beside the type.
  var headers: HTTPFields = [:]
  /// Goes on after the reply has begun; the body is empty then.
  let events: StandingsStream?

  private init(type: String, body: ByteBuffer) {
    self.type = type
    self.body = body
    events = nil
  }

  init(events: StandingsStream) {
    type = "text/event-stream; charset=utf-8"
    body = ByteBuffer()
    self.events = events
  }

  static func json(_ value: some Encodable) throws -> Reply {
    .json(written: ByteBuffer(bytes: try bytes(of: value)))
  }

  /// JSON; the same value is the same bytes each time.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return Array(try encoder.encode(value))
  }

  static func json(_ view: AttemptView) -> Reply { .json(written: AttemptText.write(view)) }

  static func json(_ rankings: Rankings) -> Reply { .json(written: RankingsText.write(rankings)) }

  private static func json(written body: ByteBuffer) -> Reply {
    Reply(type: "application/json; charset=utf-8", body: body)
  }

  static func file(_ bytes: [UInt8], type: String) -> Reply {
    Reply(type: type, body: ByteBuffer(bytes: bytes))
  }

  /// A page for browsers, which load nothing else for it, keep no copy and tell nobody where they
  /// were.
  static func page(_ html: String, in language: Language, status: HTTPResponse.Status) -> Reply {
    var reply = Reply(type: "text/html; charset=utf-8", body: ByteBuffer(string: html))
    reply.status = status
    reply.headers = [
      .contentLanguage: language.rawValue, .vary: "Accept-Language", .cacheControl: "no-store",
      .contentSecurityPolicy: PageStyle.policy, .xContentTypeOptions: "nosniff",
    ]
    for (name, value) in [
      ("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
      if let name = HTTPField.Name(name) { reply.headers[name] = value }
    }
    return reply
  }

  static func text(_ text: String) -> Reply {
    Reply(type: "text/plain; charset=utf-8", body: ByteBuffer(string: text))
  }
}

/// A request that cannot be understood.
struct BadRequest: Error {
  let code: String
  let text: LocalizedText

  init(code: String, zhHans: String, en: String) {
    self.code = code
    text = LocalizedText(zhHans: zhHans, en: en)
  }
}

/// What the request names is not there, or is not the caller's to see.
struct NotFound: Error {
  let text: LocalizedText

  /// - Parameters: what is not there, as a noun such as `题库 x`, `question bank x`.
  init(zhHans: String, en: String) {
    text = LocalizedText(zhHans: "没有\(zhHans)", en: "there is no \(en)")
  }

  /// What it was is not to be told, or plain from the request.
  init() { text = LocalizedText(zhHans: "没有找到", en: "there is no such thing") }

  static func bank(_ bank: BankID) -> NotFound {
    NotFound(zhHans: "已发布的题库 \(bank)", en: "published question bank \(bank)")
  }

  static func version(_ number: Int, of bank: BankID) -> NotFound {
    NotFound(zhHans: "题库 \(bank) 第 \(number) 版", en: "version \(number) of \(bank)")
  }
}

/// Nobody is signed in with the token, or there is none.
struct NotSignedIn: Error {}

/// The caller's role does not include this.
struct NotAllowed: Error {}

/// Another state than the request needs.
struct Conflict: Error {
  let code: String
  let text: LocalizedText

  init(code: String, zhHans: String, en: String) {
    self.code = code
    text = LocalizedText(zhHans: zhHans, en: en)
  }
}
