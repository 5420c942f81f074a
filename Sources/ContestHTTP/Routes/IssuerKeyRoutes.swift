import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes

extension Routes {
  /// Who issues certificates, and with which keys.
  static func issuerKeys(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.issuerKeys, .everyone) { _ in
        .file(
          Array(
            try backend.issuing.keyring.keySet.json(issuer: backend.issuing.profile.url).utf8),
          type: "application/jwk-set+json")
      },
      Route(.get, Path.issuer, .everyone) { _ in
        .file(
          Array(try backend.issuing.profile.document().utf8),
          type: "application/json; charset=utf-8")
      },
      Route(.get, Path.issuerKey, .everyone) { call in
        guard let pem = try backend.issuing.keyring.keySet.pem(of: call.segments["key"] ?? "")
        else { throw NotFound() }
        return .file(Array(pem.utf8), type: "application/x-pem-file")
      },
      Route(.get, Path.issuerKeyDocument, .everyone) { call in
        guard
          let key = try backend.issuing.keyring.keySet.jwk(
            of: call.segments["key"] ?? "", issuer: backend.issuing.profile.url)
        else { throw NotFound() }
        return .file(Array(key.utf8), type: "application/jwk+json")
      },
      Route(.get, Path.issuerKeyHistory, .staff) { _ in
        try .json(IssuerKeyList(backend.issuing.keyring.records))
      },
      Route(.post, Path.issuerKeyHistory, .roles([.admin])) { call in
        try .json(try await backend.rotateKeys(call))
      },
    ]
  }
}

extension Backend {
  /// Brings in new keys; what the retired ones signed stays valid.
  fileprivate func rotateKeys(_ call: Call) async throws -> IssuerKeyList {
    let wish: KeyRotationWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    let fresh = try await issuing.keyring.rotate(
      by: try call.caller().name, because: wish.reason, now: now)
    try await audit(
      call, "issuer-keys-rotate", fresh.map(\.id).joined(separator: ","), wish.reason)
    return IssuerKeyList(issuing.keyring.records)
  }
}

extension IssuerKeyList {
  fileprivate init(_ records: [IssuerKeyRecord]) {
    self.init(
      keys: records.enumerated().map { position, record in
        Key(
          id: record.id, kind: record.kind.rawValue, since: record.since?.milliseconds,
          until: records.end(of: position)?.milliseconds, actor: record.note?.actor,
          reason: record.note?.reason)
      })
  }
}
