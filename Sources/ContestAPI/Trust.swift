/// What somebody who checks certificates keeps: the issuer's keys, a log head, status lists.
package struct TrustFiles: Hashable, Sendable {
  /// The folder.
  package let folder: String

  /// - Parameter folder: without a slash at its end.
  package init(folder: String) { self.folder = folder }

  /// The folder of whoever runs the program: nobody else puts keys there.
  ///
  /// - Parameter home: where the program keeps what is its user's; see `UserFolder`.
  package init(ofUserAt home: String) { self.init(folder: home + "/trust") }

  /// The key set, as it is published.
  package var keys: String { folder + "/issuer-keys.json" }
  /// The newest log head, as the server signed it.
  package var head: String { folder + "/log-head.txt" }
  /// A JSON array of VC-JWTs.
  package var statusLists: String { folder + "/status-lists.json" }
}

/// Where the programs keep what is their user's: sign-ins, receipts, trusted keys.
package enum UserFolder {
  /// `$LEITAI_HOME`, else `~/.config/leitai`.
  ///
  /// - Parameter home: the user's own, when the environment does not name it.
  package static func path(in environment: [String: String], home: String) -> String {
    func variable(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    return variable("LEITAI_HOME") ?? (variable("HOME") ?? home) + "/.config/leitai"
  }
}

/// What the issuer's server says now, fetched by one program for another to judge.
package struct TrustDownload: Codable, Sendable {
  /// The key set, as it is published.
  package let keys: String
  /// VC-JWTs.
  package let statusLists: [String]
  package let log: Log

  package struct Log: Codable, Sendable {
    /// A signed head.
    package let head: String
    /// That it goes on from heads that were known before.
    package let consistency: [LogConsistencyProof]

    package init(head: String, consistency: [LogConsistencyProof]) {
      self.head = head
      self.consistency = consistency
    }
  }

  package init(keys: String, statusLists: [String], log: Log) {
    self.keys = keys
    self.statusLists = statusLists
    self.log = log
  }

  /// How many entries a log head names on its second line, whoever signed it; `nil` when it is none.
  package static func size(ofNote note: String) -> Int? {
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count > 1 ? Int(lines[1]) : nil
  }
}
