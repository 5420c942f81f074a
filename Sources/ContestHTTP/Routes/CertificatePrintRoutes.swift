import Accounts
import Certification
import ContestAPI
import Contests
import Documents
import HTTPTypes

extension Routes {
  /// Certificates on paper.
  static func prints(_ backend: Backend) -> [Route] {
    let printers = Route.Access.roles([.contestant, .organizer, .judge])
    return [
      Route(.get, Path.certificatePDF, printers) { call in
        try await backend.certificatePDF(call)
      },
      Route(.post, Path.certificatePrints, printers) { call in
        try .json(try await backend.beginPrint(call))
      },
      Route(.get, Path.certificatePrint, printers) { call in
        try .json(try backend.printProgress(call))
      },
      Route(.get, Path.certificatePrintFile, printers) { call in
        try await backend.printFile(call)
      },
    ]
  }
}

extension Backend {
  fileprivate func certificatePDF(_ call: Call) async throws -> Reply {
    let credential = try await credentialToSee(call)
    let status = CredentialStatus(after: try await credentials.statusActs(of: credential.id))
    guard !status.isRevoked else { throw Conflict.revoked(credential) }
    let version = try templateVersion(try call.number("template", in: 1...Int(Int32.max)), call)
    let (certificates, new) = try await printed([credential], template: version, for: call)
    let batch = PrintDesk.Batch(
      certificates: certificates, format: .pdf, language: call.language, printings: new, next: nil)
    let bytes = try await handedOut(batch, try await exports.write { try batch.bytes() })
    if !new.isEmpty { try await audit(call, "certificate-print", credential.serial.description) }
    return .file(bytes, type: "application/pdf")
  }

  /// Contestants print as it was printed before, or with the newest template.
  private func templateVersion(_ version: Int?, _ call: Call) throws -> Int? {
    guard version != nil, try call.caller().contestant != nil else { return version }
    throw NotAllowed()
  }

  fileprivate func beginPrint(_ call: Call) async throws -> PrintProgress {
    let contest = try await contest(call)
    let wish: PrintWish = try call.decode()
    guard let format = PrintDesk.Batch.Format(rawValue: wish.format) else {
      throw BadRequest(
        code: "format-unknown", zhHans: "格式应为 zip 或 pdf", en: "a format is zip or pdf")
    }
    var issued = try await wished(wish, of: contest, call)
    guard !issued.isEmpty else {
      throw NotFound(zhHans: "可打印的证书", en: "certificate to print")
    }
    let hasMore = issued.count > Limits.printedCertificates
    issued = Array(issued.prefix(Limits.printedCertificates))
    let version = try templateVersion(wish.template, call)
    let (certificates, new) = try await printed(issued, template: version, for: call)
    let id = randomBytes(16).hexadecimal
    let next = hasMore ? issued.last?.serial.description : nil
    try prints.begin(
      PrintDesk.Batch(
        certificates: certificates, format: format, language: call.language, printings: new,
        next: next), id: id, for: try call.caller().description)
    return PrintProgress(id: id, total: issued.count, done: 0, isReady: false, next: next)
  }

  /// The certificates that are wanted, of a stage one more than a file may hold if there are more, and
  /// without those that were revoked.
  ///
  /// - Throws: `Conflict` for a revoked one that is asked for by its name.
  private func wished(
    _ wish: PrintWish, of contest: Contest, _ call: Call
  ) async throws -> [Credential] {
    let acts = try await credentials.statusActs(in: contest.id)
    let revoked = Set(acts.lazy.filter { $0.kind == .revoke }.map(\.credential))
    if let names = wish.certificates {
      guard names.count <= Limits.printedCertificates else {
        throw BadRequest(
          code: "print-too-large", zhHans: "一次最多打印 \(Limits.printedCertificates) 张",
          en: "one file has at most \(Limits.printedCertificates) certificates")
      }
      var seen: Set<CredentialID> = []
      var issued: [Credential] = []
      for name in names {
        guard let credential = try await credential(name),
          credential.content.stage.contest == contest.id,
          try call.maySee(credential.content.contestant)
        else { throw NotFound(zhHans: "证书 \(name)", en: "certificate \(name)") }
        guard !revoked.contains(credential.id) else { throw Conflict.revoked(credential) }
        if seen.insert(credential.id).inserted { issued.append(credential) }
      }
      return issued
    }
    let stage = try wish.stage.map { name in
      guard let stage = try? StagePath(name), stage.contest == contest.id else { throw NotFound() }
      return stage
    }
    let isWanted = { (credential: Credential) in
      !revoked.contains(credential.id) && stage.map { $0 == credential.content.stage } ?? true
    }
    let after = wish.after.flatMap { SerialNumber($0) }
    if let own = try call.caller().contestant {
      return try await credentials.credentials(of: own).filter {
        $0.content.stage.contest == contest.id && isWanted($0)
      }
    }
    return try await issued(in: contest, after: after, where: isWanted)
  }

  private func issued(
    in contest: Contest, after: SerialNumber?, where isWanted: (Credential) -> Bool
  ) async throws -> [Credential] {
    var (issued, last): ([Credential], SerialNumber?) = ([], after)
    while issued.count <= Limits.printedCertificates {
      let page = try await credentials.credentials(
        of: contest.id, after: last, limit: Limits.printedCertificates)
      issued += page.filter(isWanted)
      last = page.last?.serial
      if page.count < Limits.printedCertificates { break }
    }
    return issued
  }

  fileprivate func printProgress(_ call: Call) throws -> PrintProgress {
    let id = call.segments["print"] ?? ""
    guard let progress = try prints.progress(of: id, for: try call.caller().description) else {
      throw NotFound()
    }
    return PrintProgress(
      id: id, total: progress.total, done: progress.done, isReady: progress.isReady,
      next: progress.next)
  }

  fileprivate func printFile(_ call: Call) async throws -> Reply {
    let id = call.segments["print"] ?? ""
    guard let (batch, bytes) = try prints.take(id, for: try call.caller().description) else {
      throw NotFound()
    }
    let handedOut = try await handedOut(batch, bytes)
    let contest = batch.certificates.first?.credential.content.stage.contest.text ?? ""
    try await audit(call, "certificate-print", contest, "\(batch.certificates.count)")
    let type = batch.format == .zip ? "application/zip" : "application/pdf"
    return .file(handedOut, type: type)
  }

  /// The file that follows from what is kept of its printings: what somebody else printed meanwhile
  /// stays as it was, and is drawn again.
  func handedOut(_ batch: PrintDesk.Batch, _ bytes: [UInt8]) async throws -> [UInt8] {
    let kept = try await credentials.keep(batch.printings)
    guard kept != batch.printings else { return bytes }
    let again = batch.printed(with: kept)
    return try await exports.write { try again.bytes() }
  }
}

extension Conflict {
  /// A revoked certificate is not printed any more.
  fileprivate static func revoked(_ credential: Credential) -> Conflict {
    Conflict(
      code: "certificate-revoked", zhHans: "证书 \(credential.serial) 已撤销，不再打印",
      en: "the certificate \(credential.serial) was revoked and is not printed any more")
  }
}

extension Refusals {
  static func refusal(_ error: PrintDesk.Unprintable, in language: Language) -> Refusal {
    let failures = error.failures
    if failures.count == 1, let first = failures.first {
      let refusal = refusal(first.failure)
      return Refusal(
        refusal.status, refusal.code, zhHans: "\(first.number)：\(refusal.text.text(in: .zhHans))",
        en: "\(first.number): \(refusal.text.text(in: .en))")
    }
    return Refusal(
      .conflict, "certificates-unprintable",
      zhHans: "\(failures.count) 张证书无法打印，未生成文件",
      en: "\(failures.count) certificates cannot be printed; there is no file",
      details: failures.prefix(Limits.pageRows).map { number, failure in
        let refusal = refusal(failure)
        var field = ""
        if case .missingGlyphInField(_, let name, _) = failure { field = name }
        return detail(number, field, refusal.code, refusal.text.text(in: language))
      })
  }
}
