import Fixtures
import Foundation
import Testing

/// What anybody can find out about the certificates of the whole path.
extension WholePathTests {
  func certificatesHold() async throws {
    let issued = try json(await leitai(as: "judge", "certificate", "issue", contest, "--json"))
    #expect(issued["issued"] as? Int ?? 0 > 0)
    let again = try json(await leitai(as: "judge", "certificate", "issue", contest, "--json"))
    #expect(again["issued"] as? Int == 0)
    #expect(again["alreadyIssued"] as? Int == issued["issued"] as? Int)
    let list = try json(await leitai(as: "judge", "certificate", "list", contest, "--json"))
    let first = try #require((list["certificates"] as? [[String: Any]])?.first)
    let id = try #require(first["id"] as? String)
    let holder = try #require(first["contestant"] as? String)
    try await leitai(as: "judge", "certificate", "fetch", id, "-o", path("c.jwt"))
    // Keys that lie beside a certificate are anybody's.
    try Data("{\"keys\":[]}".utf8).write(to: URL(filePath: path("issuer-keys.json")))
    let none = try await leitai(as: "judge", "certificate", "verify", path("c.jwt"), status: 2)
    #expect(none.contains("leitai certificate trust"), "\(none)")
    try await leitai(as: "judge", "certificate", "trust")
    // A bare JWT has no second signature and no proof from the log.
    let bare = try json(
      await leitai(as: "judge", "certificate", "verify", path("c.jwt"), "--json", status: 5))
    #expect(bare["code"] as? String == "valid-in-part" && bare["holds"] as? Bool == false)
    try await leitai(
      as: "judge", "certificate", "verify", path("c.jwt"), "--admission", holder, status: 5)
    try await leitai(
      as: "judge", "certificate", "verify", path("c.jwt"), "--admission", "1" + holder, status: 1)
    let jwt = try String(contentsOfFile: path("c.jwt"), encoding: .utf8)
    let middle = jwt.index(jwt.startIndex, offsetBy: jwt.count / 2)
    let forged = jwt.replacingCharacters(
      in: middle...middle, with: jwt[middle] == "A" ? "B" : "A")
    try forged.write(toFile: path("forged.jwt"), atomically: true, encoding: .utf8)
    try await leitai(as: "judge", "certificate", "verify", path("forged.jwt"), status: 1)
    try await certificateFileHolds(id)
  }

  /// The file proves the certificate without the server, also after new keys and a restart, until it
  /// is revoked.
  private func certificateFileHolds(_ id: String) async throws {
    let (file, trust) = (path("c.json"), path("trust"))
    func verify(_ more: String..., status: Int32 = 0) async throws -> [String: Any] {
      let outcome = try await programs.run(
        "leitai", ["certificate", "verify", file, "--trust", trust, "--json"] + more,
        environment: ["LEITAI_HOME": path("home"), "LEITAI_SERVER": server.address])
      #expect(outcome.status == status, "\(outcome.output) \(outcome.error)")
      return try json(outcome.output)
    }
    func outcomes(_ verdict: [String: Any]) -> [String] {
      (verdict["checks"] as? [[String: Any]] ?? []).compactMap { $0["outcome"] as? String }
    }
    let good = [String](repeating: "good", count: 5)
    try await leitai(as: "judge", "certificate", "fetch", id, "-o", file)
    try await leitai(as: "judge", "certificate", "trust", "-o", trust)
    let published = try await programs.run(
      "leitai", ["certificate", "verify", file, "--keys", "\(trust)/issuer-keys.json"],
      environment: ["LEITAI_HOME": path("home")])
    #expect(published.status == 0, "\(published.output) \(published.error)")
    let fingerprint = try #require(try await verify()["keySet"] as? String)
    #expect(published.output.contains("SHA-256 \(fingerprint)"))
    try await whatWasSavedOfAnotherIssuerIsNotUsed(file, keys: "\(trust)/issuer-keys.json")
    #expect(outcomes(try await verify()) == good)
    #expect(outcomes(try await verify("--online")) == good)
    try await leitai(as: "judge", "signing-key", "rotate", "--reason", "x", status: 3)
    try await leitai(as: "admin", "signing-key", "rotate", "--reason", "每年更换")
    try await server.kill()
    try await server.start()
    let keys = try json(await leitai(as: "auditor", "signing-key", "list", "--json"))
    #expect((keys["keys"] as? [Any])?.count == 4)
    let again = try json(await leitai(as: "judge", "certificate", "issue", contest, "--json"))
    #expect(again["issued"] as? Int == 0)
    try await leitai(as: "judge", "certificate", "trust", "-o", trust)
    #expect(outcomes(try await verify("--online")) == good)
    try await leitai(as: "judge", "certificate", "revoke", id, "--reason", "代考查实")
    // What was saved before knows nothing of it; what is fetched does, and then so does the folder.
    #expect(outcomes(try await verify()) == good)
    #expect(try await verify("--online", status: 1)["code"] as? String == "revoked")
    try await leitai(as: "judge", "certificate", "trust", "-o", trust)
    let revoked = try await verify(status: 1)
    #expect(revoked["code"] as? String == "revoked")
    #expect((revoked["lines"] as? [String])?.contains { $0.contains("代考查实") } == true)
    let history = try await leitai(as: "judge", "certificate", "history", id)
    #expect(history.contains("代考查实"))
    try await theLogsProofIsInTheFile(id, trust)
    try await statusListsAreNotRolledBack(trust)
    try await theIssuerStays(id)
  }

  /// Whoever trusts another issuer may check this one's certificate by its keys: what is left open is
  /// what only this issuer's log head and status lists could tell.
  private func whatWasSavedOfAnotherIssuerIsNotUsed(_ file: String, keys: String) async throws {
    let home = path("another")
    let environment = ["LEITAI_HOME": home]
    try await TestServer.run { another in
      let saved = try await programs.run(
        "leitai", ["certificate", "trust", "--server", "http://127.0.0.1:\(another.port)"],
        environment: environment)
      #expect(saved.status == 0, "\(saved.error)")
    }
    let verdict = try await programs.run(
      "leitai", ["certificate", "verify", file, "--keys", keys, "--json"],
      environment: environment)
    #expect(verdict.status == 5, "\(verdict.output) \(verdict.error)")
    #expect(try json(verdict.output)["code"] as? String == "valid-in-part")
  }

  /// What was fetched by somebody with an older head proves offline that the log goes on from it.
  private func theLogsProofIsInTheFile(_ id: String, _ trust: String) async throws {
    let list = try json(await leitai(as: "judge", "certificate", "list", contest, "--json"))
    let other = try #require(
      (list["certificates"] as? [[String: Any]])?.compactMap { $0["id"] as? String }
        .first { $0 != id })
    for act in ["suspend", "reinstate"] {
      try await leitai(as: "judge", "certificate", act, other, "--reason", "核查")
    }
    let file = path("other.json")
    try await leitai(as: "judge", "certificate", "fetch", other, "-o", file, "--trust", trust)
    let verdict = try await leitai(as: "judge", "certificate", "verify", file, "--trust", trust)
    #expect(verdict.contains("in agreement with the log head that was saved"), "\(verdict)")
    // Without that proof there is nothing to compare with.
    let lists = "\(trust)/status-lists.json"
    try await leitai(as: "judge", "certificate", "trust", "-o", path("newer"))
    try await leitai(
      as: "judge", "certificate", "suspend", other, "--reason", "核查")
    try await leitai(as: "judge", "certificate", "fetch", other, "-o", file)
    try await leitai(
      as: "judge", "certificate", "verify", file, "--trust", path("newer"), "--status-list", lists,
      status: 5)
  }

  /// A server, or somebody in between, that hands out older lists or none changes nothing.
  private func statusListsAreNotRolledBack(_ trust: String) async throws {
    try await leitai(as: "judge", "certificate", "trust", "-o", trust)
    func read(_ name: String) throws -> Data {
      try Data(contentsOf: URL(filePath: "\(trust)/\(name)"))
    }
    let saved = try read("status-lists.json")
    let download: [String: Any] = [
      "keys": String(decoding: try read("issuer-keys.json"), as: UTF8.self),
      "statusLists": [String](),
      "log": [
        "head": String(decoding: try read("log-head.txt"), as: UTF8.self),
        "consistency": [String](),
      ],
    ]
    let input = String(
      decoding: try JSONSerialization.data(withJSONObject: download), as: UTF8.self)
    let emptied = try await programs.run("leitai-verify", ["trust", trust, "--json"], input: input)
    #expect(emptied.status == 1)
    #expect(try json(emptied.output)["code"] as? String == "status-list-withdrawn")
    #expect(try read("status-lists.json") == saved)
  }

  /// Certificates name their issuer for ever: the server starts under no other name, and without its
  /// own key of the log not at all.
  private func theIssuerStays(_ id: String) async throws {
    #expect(try await server.stop() == 0)
    func start(_ more: String...) async throws -> Programs.Outcome {
      try await programs.run(
        "leitai-server", ["--data", server.data.path, "--listen", "127.0.0.1:0"] + more)
    }
    let moved = try await start("--url", "https://other.example")
    #expect(moved.status == 1)
    #expect(moved.error.contains("https://other.example"), "\(moved.error)")
    #expect(moved.error.contains("--url http://127.0.0.1:"), "\(moved.error)")
    let key = server.data.appending(path: "keys/receipts.key")
    let bytes = try Data(contentsOf: key)
    try FileManager.default.removeItem(at: key)
    let lost = try await start()
    #expect(lost.status == 1)
    #expect(lost.error.contains("receipts.key is missing"), "\(lost.error)")
    try Data(bytes.reversed()).write(to: key)
    let another = try await start()
    #expect(another.status == 1)
    #expect(another.error.contains("another"), "\(another.error)")
    try bytes.write(to: key)
    // Without --url it goes on under the address that its certificates name.
    try await server.start()
    let trust = path("trust")
    try await leitai(as: "judge", "certificate", "trust", "-o", trust)
    try await leitai(
      as: "judge", "certificate", "verify", path("c.json"), "--trust", trust, "--online", status: 1)
  }
}
