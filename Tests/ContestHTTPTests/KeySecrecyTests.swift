import Accounts
import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import Foundation
import HTTPTypes
import Scoring
import Testing

/// The answer key never leaves: every payload that a contestant can be sent is walked.
@Suite struct KeySecrecyTests {
  /// Names that would betray a key, wherever they stood.
  private static let forbidden: Set = [
    "key", "keys", "correct", "right", "explanation", "solution", "question", "answer",
  ]

  /// What stands in every explanation of the sample bank, and nowhere else.
  private static let explanation = "因为"

  private static let pack = """
    pack: cup-pass
    version: 1
    title: 杯赛合格
    rules:
      - id: pass
        when: { rounds: at least 1 }
        outcome: { grant: 合格证书, name: 杯赛合格证书 }
    """

  @Test func noContestantVisiblePayloadHasAKey() async throws {
    try await TestServer.run { server in
      let plan = Sample.plan.replacingOccurrences(
        of: "cut: { per-city: 2, per-unit: 1 }", with: "policies: [cup-pass]")
      let contestants = try await server.openCup(
        contestants: 2, plan: plan, policies: ["cup-pass.yaml": Self.pack])
      let me = contestants[0]
      let practice = try await me.play("practice", right: 3)
      _ = try await me.play("preliminary", right: 5)
      try await Self.certify(server)
      let certificates: CertificateList = try await me.get(
        Path.fill(Path.certificates, ["cup"]))
      let certificate = try #require(certificates.certificates.first)

      let routes = Routes.all(server.backend).filter { $0.access.admits(.contestant) }
      for route in routes {
        let segments = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
          switch $0 {
          case "{contest}": "cup"
          case "{event}": "fitter"
          case "{stage}": "practice"
          case "{attempt}": practice.attempt
          case "{occupation}": "6-31-01-02"
          default: certificate.id
          }
        }
        let path = Path.fill(route.path, segments)
        // The last one of all would take the token away; it answers what `me` answers.
        if route.path == Path.signOut { continue }
        let bytes = try await Self.payload(of: route, at: path, as: me)
        try Self.check(bytes, at: path)
      }
    }
  }

  /// The walk above finds a key where there is one.
  @Test func theWalkWouldFindAKey() async throws {
    try await TestServer.run { server in
      _ = try await server.openCup(contestants: 1)
      let organizer = try await server.staff(.organizer)
      let bank = try await organizer.bytes(
        Path.fill(Path.bankExport, ["fitter"]), query: [("format", "native")])
      #expect(String(decoding: bank, as: UTF8.self).contains(Self.explanation))
      let found = Self.names(in: ["items": [["stem": "…", "key": "A"]]])
      #expect(!found.isDisjoint(with: Self.forbidden))
    }
  }

  @Test func everyFieldOfAPaperIsKnown() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let view = try await me.start("preliminary")
      let bytes = try await me.bytes(Path.fill(Path.attempt, [view.attempt]))
      let value = try #require(
        try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect(
        Set(value.keys).isSubset(of: [
          "attempt", "stage", "number", "state", "startedAt", "begins", "deadline", "serverTime",
          "lastSequence", "lastRecord", "head", "submittedAt", "receipt", "items", "responses",
          "flags",
          "solutions", "feedback", "score", "maximum",
        ]))
      #expect((value["solutions"] as? [Any])?.isEmpty == true)
      for item in try #require(value["items"] as? [[String: Any]]) {
        #expect(
          Set(item.keys) == [
            "kind", "passage", "stem", "options", "premises", "blanks", "unit", "points",
          ])
      }
    }
  }

  @Test func theScoreIsToldOnlyWhereTheStageTellsIt() async throws {
    try await TestServer.run { server in
      let me = try await server.openCup(contestants: 1)[0]
      let preliminary = try await me.play("preliminary", right: 10)
      let practice = try await me.play("practice", right: 5)
      try await server.projector.catchUp()
      #expect(try await me.view(practice.attempt).score == 100_000)
      #expect(try await me.view(preliminary.attempt).score == nil)
    }
  }

  private static func certify(_ server: TestServer) async throws {
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
    let judge = try await server.staff(.judge)
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, ["cup", "fitter", "preliminary"]), Nothing())
    let issued: CertificatesIssued = try await judge.post(
      Path.fill(Path.certificates, ["cup"]), Nothing())
    #expect(issued.issued > 0)
  }

  /// What a route answers a contestant, refusals included.
  private static func payload(
    of route: Route, at path: String, as me: ContestClient
  ) async throws -> [UInt8] {
    do {
      if route.path == Path.stream { return try await firstEvent(of: path, as: me) }
      if route.method == .get { return try await me.bytes(path) }
      let body =
        route.path == Path.commands
        ? Commands(commands: [.answer(9, item: 0, choices: [0])]) : Commands(commands: [])
      let answer: AnyJSON = try await me.post(path, body)
      return Array(answer.bytes)
    } catch ContestClient.Failure.refused(_, let refusal) {
      return Array(try JSONEncoder().encode(refusal))
    }
  }

  /// What a stream begins with; it has no end.
  private static func firstEvent(of path: String, as me: ContestClient) async throws -> [UInt8] {
    var data = ""
    try await me.follow(path, after: nil) { part in
      guard case .event(let event) = part else { return true }
      data = event.data
      return false
    }
    return Array(data.utf8)
  }

  private static func check(_ bytes: [UInt8], at path: String) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains(explanation), "\(path)")
    // The issuer's public keys are named so; metrics, paper, pages, lists and the log's head are no
    // JSON.
    guard path != Path.issuerKeys, let first = bytes.first, "{[".utf8.contains(first)
    else { return }
    let value = try JSONSerialization.jsonObject(with: Data(bytes))
    // A decision explains itself under that name; the values were looked at above.
    var named = forbidden
    if path.hasSuffix("/eligibility") { named.remove("explanation") }
    // It names the key of its second signature.
    if path.hasPrefix("/v1/certificates/"), path.hasSuffix("/file") { named.remove("key") }
    let found = names(in: value).intersection(named)
    #expect(found.isEmpty, "\(path) holds \(found)")
  }

  /// Every name of every object in a JSON value, in lower case.
  private static func names(in value: Any) -> Set<String> {
    if let object = value as? [String: Any] {
      return object.reduce(into: []) { names, field in
        names.insert(field.key.lowercased())
        names.formUnion(Self.names(in: field.value))
      }
    }
    if let list = value as? [Any] {
      return list.reduce(into: []) { $0.formUnion(names(in: $1)) }
    }
    return []
  }
}

/// Whatever JSON comes, as its bytes.
private struct AnyJSON: Decodable {
  let bytes: Data

  init(from decoder: any Decoder) throws {
    let value = try JSONValue(from: decoder)
    bytes = try JSONEncoder().encode(value)
  }
}

private enum JSONValue: Codable {
  case object([String: JSONValue])
  case list([JSONValue])
  case text(String)
  case number(Double)
  case flag(Bool)
  case nothing

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .nothing
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let object): try container.encode(object)
    case .list(let list): try container.encode(list)
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .nothing: try container.encodeNil()
    }
  }
}
