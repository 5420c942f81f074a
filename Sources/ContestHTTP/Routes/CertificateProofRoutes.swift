import Accounts
import Certification
import ContestAPI
import Contests
import HTTPTypes

extension Routes {
  /// What proves a certificate, and what becomes of it after it was issued.
  static func certificateProofs(_ backend: Backend) -> [Route] {
    let readers = Route.Access.roles([.contestant, .organizer, .judge, .auditor])
    return [
      Route(.get, Path.certificateFile, readers) { call in
        .file(
          try await backend.certificateFile(call), type: "application/json; charset=utf-8")
      },
      Route(.post, Path.certificateActs, .roles([.judge])) { call in
        try .json(try await backend.act(call))
      },
      Route(.get, Path.certificateActs, readers) { call in
        try .json(try await backend.acts(on: try await backend.credentialToSee(call)))
      },
      Route(.get, Path.statusLists, .everyone) { _ in
        try .json(try await backend.statusListPaths())
      },
      Route(.get, Path.statusList, .everyone) { call in
        .file(Array(try await backend.statusList(call).utf8), type: "application/vc+jwt")
      },
      Route(.get, Path.logHead, .everyone) { _ in .text(try await backend.logHead()) },
      Route(.get, Path.logConsistency, .everyone) { call in
        try .json(try await backend.logConsistency(call))
      },
    ]
  }
}

extension Backend {
  /// A certificate with its signatures, its entry in the log, and the head for which that holds.
  fileprivate func certificateFile(_ call: Call) async throws -> [UInt8] {
    let credential = try await credentialToSee(call)
    guard let form = CertificateFile.SM2Form(rawValue: call.query["sm2"] ?? "der") else {
      throw BadRequest(
        code: "query-unreadable", zhHans: "参数 sm2 应为 der 或 raw", en: "sm2 is der or raw")
    }
    guard let inclusion = try await credentials.logInclusion(of: credential.id),
      let file = CertificateFile(
        credential, inclusion: inclusion,
        head: try await note(of: inclusion.size, inclusion.root),
        consistency: try await consistency(call, to: inclusion.size), form: form)
    else { throw NotFound() }
    return try file.bytes()
  }

  /// The proof that a log of `size` entries goes on from the one that the caller knows; absent when they
  /// know none, or one that is no smaller.
  private func consistency(_ call: Call, to size: Int) async throws -> LogUpdate.Step? {
    guard let from = try call.number("from", in: 1...Int(Int32.max)), from < size,
      let proof = try await credentials.logConsistency(from: from, to: size)
    else { return nil }
    return LogUpdate.Step(from: from, to: size, proof: proof.map(\.base64))
  }

  /// The head of the log as it is now, signed.
  fileprivate func logHead() async throws -> String {
    let (size, root) = try await credentials.logRoot()
    return try await note(of: size, root)
  }

  /// The signed head of a log of that size and root.
  func note(of size: Int, _ root: MerkleHash) async throws -> String {
    let now = now()
    return try await notices.text(of: .logHead, at: size, now: now) {
      try LogHead(origin: issuing.profile.logOrigin, size: size, root: root, at: now)
        .note(signedBy: receipts)
    }
  }

  fileprivate func logConsistency(_ call: Call) async throws -> LogConsistencyProof {
    guard let from = try call.number("from", in: 1...Int(Int32.max)),
      let to = try call.number("to", in: 1...Int(Int32.max))
    else {
      throw BadRequest(
        code: "query-unreadable", zhHans: "需要参数 from 和 to", en: "from and to are needed")
    }
    guard let proof = try await credentials.logConsistency(from: from, to: to) else {
      throw NotFound(zhHans: "\(from) 至 \(to) 条的日志", en: "log from \(from) to \(to) entries")
    }
    return LogConsistencyProof(from: from, to: to, proof: proof.map(\.base64))
  }

  fileprivate func statusListPaths() async throws -> StatusListPaths {
    let count = try await credentials.statusListCount()
    return StatusListPaths(
      lists: (0..<count).flatMap { list in
        StatusPurpose.allCases.map { Path.fill(Path.statusList, ["\(list + 1)", $0.rawValue]) }
      })
  }

  fileprivate func statusList(_ call: Call) async throws -> String {
    guard let purpose = StatusPurpose(rawValue: call.segments["purpose"] ?? ""),
      let list = Int(call.segments["list"] ?? ""), list >= 1,
      list <= (try await credentials.statusListCount())
    else { throw NotFound() }
    // The moment comes first: a list may know of an act that came after it, and lacks none before it.
    let key = issuing.keyring.current.rsa
    let now = now()
    let size = try await credentials.logRoot().size
    return try await notices.text(
      of: .statusList(list, purpose, keyID: key.id), at: size, now: now
    ) {
      try StatusLists(issuer: issuing.profile).jwt(
        list: list, purpose: purpose, acts: try await credentials.statusActs(inList: list),
        at: now, signedBy: key)
    }
  }

  fileprivate func act(_ call: Call) async throws -> CertificateActs {
    let credential = try await credentialToSee(call)
    let wish: CertificateActWish = try call.decode()
    try BadRequest.requireReason(wish.reason)
    guard let kind = StatusAct.Kind(rawValue: wish.act) else {
      throw BadRequest(
        code: "act-unknown", zhHans: "act 应为 revoke、suspend 或 reinstate",
        en: "act is revoke, suspend or reinstate")
    }
    let note = StaffNote(actor: try call.caller().name, at: now(), reason: wish.reason)
    if kind == .revoke {
      try await revoke(credential, note, call)
    } else {
      _ = try await credentials.act(
        StatusAct(credential: credential.id, kind: kind, note: note),
        noting: auditRecord(
          call, "certificate-\(kind.rawValue)", credential.serial.description, wish.reason))
    }
    return try await acts(on: credential)
  }

  fileprivate func acts(on credential: Credential) async throws -> CertificateActs {
    let acts = try await credentials.statusActs(of: credential.id)
    return CertificateActs(
      certificate: credential.id.text, serial: credential.serial.description,
      state: CredentialStatus(after: acts).name,
      acts: acts.map {
        CertificateActs.Act(
          act: $0.kind.rawValue, actor: $0.note.actor, at: $0.note.at.milliseconds,
          reason: $0.note.reason)
      })
  }
}
