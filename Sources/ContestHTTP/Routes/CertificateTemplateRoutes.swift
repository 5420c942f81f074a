import Accounts
import Certification
import ContestAPI
import Contests
import Documents
import Foundation
import HTTPTypes

extension Routes {
  /// How a contest's certificates look, and what their holders show of them.
  static func certificateTemplates(_ backend: Backend) -> [Route] {
    let organizers = Route.Access.roles([.organizer])
    return [
      Route(
        .post, Path.certificateTemplates, organizers, bodyLimit: 2 * Limits.pictureBytes
      ) { call in
        try .json(try await backend.keepTemplate(call))
      },
      Route(.get, Path.certificateTemplates, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.showTemplate(call))
      },
      Route(
        .post, Path.certificateTemplatePreview, organizers, bodyLimit: 2 * Limits.pictureBytes
      ) { call in
        try await backend.previewTemplate(call)
      },
      Route(.post, Path.certificateShowing, .roles([.contestant])) { call in
        try .json(try await backend.chooseShowing(call))
      },
      Route(.get, Path.certificateShowing, .roles([.contestant, .organizer, .judge, .auditor])) {
        call in
        try .json(try await backend.showing(of: try await backend.credentialToSee(call)))
      },
    ]
  }
}

extension Backend {
  /// Reads what was sent, down to the emblem's pixels.
  ///
  /// - Throws: `DeclarationRefused`, `Conflict` for an emblem that is missing or not named,
  ///   `DocumentFailure.notAPicture`.
  private func checkedTemplate(
    _ wish: TemplateWish
  ) throws -> (template: CertificateTemplate, emblem: [UInt8]?) {
    let template = try CertificateTemplate(text: wish.text)
    guard let name = template.emblem else { return (template, nil) }
    guard let text = wish.emblem, let emblem = Data(base64Encoded: text) else {
      throw Conflict(
        code: "emblem-missing", zhHans: "缺少徽标文件 \(name)：请放在模板旁边",
        en: "the emblem \(name) is missing: put it beside the template")
    }
    guard emblem.count <= Limits.pictureBytes else { throw DocumentFailure.notAPicture }
    _ = try PrintPicture(png: Array(emblem))
    return (template, Array(emblem))
  }

  fileprivate func keepTemplate(_ call: Call) async throws -> TemplateVersion {
    let contest = try await contest(call)
    let wish: TemplateWish = try call.decode()
    let emblem = try checkedTemplate(wish).emblem
    let kept = try await credentials.keepTemplate(
      wish.text, emblem: emblem, of: contest.id, onlyFirst: false, at: now(),
      by: try call.caller().name)
    try await audit(call, "certificate-template", contest.id.text, "\(kept.version)")
    return TemplateVersion(kept)
  }

  fileprivate func showTemplate(_ call: Call) async throws -> TemplateVersion {
    let contest = try await contest(call)
    let version = try call.number("version", in: 1...Int(Int32.max))
    if let kept = try await credentials.template(of: contest.id, version: version) {
      return TemplateVersion(kept)
    }
    guard version == nil else { throw NotFound() }
    return TemplateVersion(
      contest: contest.id.text, version: 0, text: CertificateTemplate.usual, emblem: nil, at: nil,
      by: nil)
  }

  /// A certificate that is none: its number and its holder cannot be real.
  fileprivate func previewTemplate(_ call: Call) async throws -> Reply {
    let contest = try await contest(call)
    let (template, emblem) = try checkedTemplate(try call.decode())
    guard let serial = SerialNumber(year: 2000, number: 1) else { throw NotFound() }
    let person = LocalizedText(zhHans: "样张王小明", en: "SPECIMEN Wang Xiaoming")
    let event = contest.events.first?.title ?? contest.title
    let stage = try StagePath("\(contest.id)/specimen/specimen")
    let content = Credential.Content(
      stage: stage, contestTitle: contest.title, eventTitle: event,
      contestant: try ContestantID("0"), recipientName: person.text(in: call.language),
      kind: LocalizedText(zhHans: "获奖证书", en: "Prize certificate"),
      name: LocalizedText(zhHans: "一等奖", en: "First prize"), pack: try PackID("specimen"),
      packVersion: 1, packHash: "", rule: try RuleID("specimen"), resultsHash: "",
      resultsVersion: 1, issuedAt: now())
    let id = CredentialID(
      stage: stage, contestant: content.contestant, pack: content.pack, rule: content.rule)
    let certificate = PrintedCertificate(
      credential: Credential(id: id, serial: serial, content: content, keyID: "", jwt: ""),
      printing: CertificatePrinting(
        credential: id, template: 1, identityKind: IdentityPaper.residentKind,
        identityNumber: "320302********1234", issuer: issuing.profile.name,
        address: issuing.profile.verificationAddress(of: id), at: now(),
        actor: try call.caller().description),
      template: template, emblem: emblem, zone: contest.zone)
    let language = call.language
    return .file(
      try await exports.write {
        try PrintDesk.bytes(
          of: PrintDesk.Batch(
            certificates: [certificate], format: .pdf, language: language, printings: [],
            next: nil)
        ) {}
      }, type: "application/pdf")
  }

  fileprivate func chooseShowing(_ call: Call) async throws -> CertificateShowing {
    let credential = try await credentialToSee(call)
    let choice: ShowingChoice = try call.decode()
    guard let showing = CredentialShowing(rawValue: choice.showing) else {
      throw BadRequest(
        code: "showing-unknown", zhHans: "应为 masked、full 或 hidden",
        en: "a choice is masked, full or hidden")
    }
    try await credentials.keep(
      showing, of: credential.id, at: now(), by: try call.caller().description)
    try await audit(
      call, "certificate-showing", credential.serial.description, showing.rawValue)
    return try await self.showing(of: credential)
  }

  fileprivate func showing(of credential: Credential) async throws -> CertificateShowing {
    CertificateShowing(
      certificate: credential.id.text, serial: credential.serial.description,
      showing: (try await credentials.showing(of: credential.id) ?? .masked).rawValue,
      address: issuing.profile.verificationAddress(of: credential.id))
  }
}

extension TemplateVersion {
  fileprivate init(_ kept: KeptTemplate) {
    self.init(
      contest: kept.contest.text, version: kept.version, text: kept.text,
      emblem: kept.emblem.map { Data($0).base64EncodedString() }, at: kept.at.milliseconds,
      by: kept.actor)
  }
}
