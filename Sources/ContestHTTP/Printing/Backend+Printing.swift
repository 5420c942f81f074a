import Accounts
import Certification
import Contests
import Documents

extension Backend {
  /// Certificates with all that their pages need: as they were printed before, else with the contest's
  /// newest template, or with the version that is asked for.
  ///
  /// - Returns: them in order, and the printings that are new.
  /// - Throws: `NotFound` for a version that is not there.
  func printed(
    _ issued: [Credential], template version: Int?, for call: Call
  ) async throws -> (certificates: [PrintedCertificate], new: [CertificatePrinting]) {
    let known = try await credentials.printings(of: issued.map(\.id), template: version)
    var templates = Templates(backend: self)
    var certificates: [PrintedCertificate] = []
    var new: [CertificatePrinting] = []
    for credential in issued {
      let contest = credential.content.stage.contest
      let printing: CertificatePrinting
      if let before = known[credential.id] {
        printing = before
      } else {
        printing = try await self.printing(
          of: credential, template: try await templates.get(contest, version).version, for: call)
        new.append(printing)
      }
      let template = try await templates.get(contest, printing.template)
      certificates.append(
        PrintedCertificate(
          credential: credential, printing: printing, template: template.template,
          emblem: template.emblem, zone: template.zone))
    }
    return (certificates, new)
  }

  private func printing(
    of credential: Credential, template: Int, for call: Call
  ) async throws -> CertificatePrinting {
    let contestant = credential.content.contestant
    guard let identity = try await accounts.identity(of: contestant) else { throw NotFound() }
    return CertificatePrinting(
      credential: credential.id, template: template,
      identityKind: try vault.kind(of: identity, of: contestant),
      identityNumber: identity.masked, issuer: issuing.profile.name,
      address: issuing.profile.verificationAddress(of: credential.id), at: now(),
      actor: try call.caller().description)
  }

  /// The templates of one request, each read once.
  private struct Templates {
    struct Ready {
      let version: Int
      let template: CertificateTemplate
      let emblem: [UInt8]?
      let zone: ContestZone
    }

    let backend: Backend
    /// By contest and the version that was asked for.
    private var ready: [String: Ready] = [:]

    init(backend: Backend) { self.backend = backend }

    mutating func get(_ id: ContestID, _ version: Int?) async throws -> Ready {
      let name = "\(id) \(version ?? 0)"
      if let found = ready[name] { return found }
      guard let contest = try await backend.directory.contest(id),
        let kept = try await backend.template(of: id, version: version)
      else {
        throw NotFound(
          zhHans: "第 \(version ?? 0) 版证书模板", en: "version \(version ?? 0) of the template")
      }
      let template = Ready(
        version: kept.version, template: try CertificateTemplate(text: kept.text),
        emblem: kept.emblem, zone: contest.zone)
      ready[name] = template
      return template
    }
  }

  /// A version of the contest's template, or the newest; a contest without one gets the usual one as
  /// its first, so that what is printed with it stays as it is.
  private func template(of contest: ContestID, version: Int?) async throws -> KeptTemplate? {
    if let kept = try await credentials.template(of: contest, version: version) { return kept }
    guard version == nil else { return nil }
    return try await credentials.keepTemplate(
      CertificateTemplate.usual, emblem: nil, of: contest, onlyFirst: true, at: now(),
      by: "leitai")
  }
}
