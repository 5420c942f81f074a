package import Contests
import Foundation

/// Turns decisions into certificates, under the name of one issuer.
package struct Issuance: Sendable {
  private let issuer: IssuerProfile
  private let zone: ContestZone
  private let recipients: RecipientNames

  /// - Parameter zone: decides in which year's series a certificate is numbered.
  package init(issuer: IssuerProfile, zone: ContestZone, recipients: RecipientNames) {
    self.issuer = issuer
    self.zone = zone
    self.recipients = recipients
  }

  /// Why a decision does not become a certificate.
  package enum Refusal: Error, Hashable, Sendable {
    /// The outcome is a recommendation or an eligibility, which another body decides.
    case notAGrant(RuleID)
    /// The person does not have the outcome.
    case notMet(RuleID)
    /// The moment of issue is before the decision, or before the results were certified.
    case tooEarly(RuleID)
    /// The moment of issue is not between the years 2000 and 9999.
    case yearOutOfBounds

    /// A stable name for programs.
    package var code: String {
      switch self {
      case .notAGrant: "not-a-grant"
      case .notMet: "not-met"
      case .tooEarly: "too-early"
      case .yearOutOfBounds: "year-out-of-bounds"
      }
    }

    /// What is wrong, for people.
    package func sentence(in language: Language) -> String {
      switch (self, language) {
      case (.notAGrant(let rule), .zhHans): "规则 \(rule) 的结果是推荐或申报资格，不是证书"
      case (.notAGrant(let rule), .en):
        "rule \(rule) leads to a recommendation or an eligibility, not to a certificate"
      case (.notMet(let rule), .zhHans): "不符合规则 \(rule)"
      case (.notMet(let rule), .en): "rule \(rule) is not met"
      case (.tooEarly(let rule), .zhHans): "规则 \(rule) 的结果此时尚未确认"
      case (.tooEarly(let rule), .en): "the outcome of rule \(rule) is not final at that time"
      case (.yearOutOfBounds, .zhHans): "签发年份应在 2000 至 9999 之间"
      case (.yearOutOfBounds, .en): "the year of issue has to be 2000 to 9999"
      }
    }
  }

  /// The certificates that follow from the decisions, in their order; all or none.
  ///
  /// - Parameters:
  ///   - instant: the moment of issue; certificates carry it without its milliseconds.
  ///   - generation: how often the outcome had been granted before and ended; see `CredentialID`.
  /// - Throws: `Refusal` for the first decision that is not a grant which the person has; see
  ///   `Decision.grantsCertificate`.
  package func credentials(
    for decisions: [Decision], at instant: Instant,
    generation: (OutcomeSubject) -> Int = { _ in 0 }
  ) throws(Refusal) -> [UnsignedCredential] {
    var credentials: [UnsignedCredential] = []
    for decision in decisions {
      credentials.append(
        try credential(for: decision, at: instant, generation(OutcomeSubject(decision))))
    }
    return credentials
  }

  private func credential(
    for decision: Decision, at instant: Instant, _ generation: Int
  ) throws(Refusal) -> UnsignedCredential {
    let (rule, facts) = (decision.source.rule, decision.facts)
    guard case .grant(let kind, let name) = decision.outcome else { throw .notAGrant(rule) }
    guard decision.met else { throw .notMet(rule) }
    guard instant >= decision.decidedAt, instant >= facts.result.certifiedAt
    else { throw .tooEarly(rule) }
    let year = zone.text(of: instant).prefix { $0 != "-" }
    guard let year = Int(year), SerialNumber.years.contains(year),
      let issuedAt = Instant(second: instant.second)
    else { throw .yearOutOfBounds }
    let content = Credential.Content(
      stage: facts.occasion.stage, contestTitle: facts.occasion.contestTitle,
      eventTitle: facts.occasion.eventTitle,
      contestant: facts.person.contestant, recipientName: facts.person.name, kind: kind,
      name: name, pack: decision.source.pack, packVersion: decision.source.version,
      packHash: decision.source.hash, rule: rule, resultsHash: facts.result.hash,
      resultsVersion: facts.result.version, issuedAt: issuedAt,
      validUntil: decision.validity?.end(from: issuedAt, in: zone))
    let id = CredentialID(of: OutcomeSubject(decision), generation: generation)
    return UnsignedCredential(
      id: id, year: year, content: content, badge: badge(id, content, decision))
  }

  private func badge(
    _ id: CredentialID, _ content: Credential.Content, _ decision: Decision
  ) -> OpenBadge {
    let subject = recipients.subject(of: content.contestant)
    let salt = recipients.salt(of: id)
    let achievement = achievement(content, decision)
    return OpenBadge(
      id: id.urn,
      issuer: OpenBadge.Profile(id: issuer.url, name: issuer.name.bilingual),
      validFrom: content.issuedAt.utcText, validUntil: content.validUntil?.utcText,
      name: content.name.bilingual,
      credentialSubject: OpenBadge.Subject(
        id: subject,
        identifier: [
          OpenBadge.Identity(
            of: content.contestant.text, type: OpenBadge.Identity.admissionNumber, salt: salt),
          OpenBadge.Identity(
            of: content.recipientName, type: OpenBadge.Identity.personName, salt: salt),
        ],
        licenseNumber: "", achievement: achievement,
        result: StatedResult(decision).entries(of: achievement)),
      evidence: [
        OpenBadge.Evidence(
          name: "results:\(content.resultsHash)",
          narrative: "\(content.stage), version \(content.resultsVersion) of the certified results")
      ],
      iss: issuer.url, jti: id.urn, sub: subject, nbf: content.issuedAt.second,
      iat: content.issuedAt.second, exp: content.validUntil?.second)
  }

  private func achievement(
    _ content: Credential.Content, _ decision: Decision
  ) -> OpenBadge.Achievement {
    let facts = decision.facts
    let id = issuer.address(
      "achievements", content.stage.contest.text, content.stage.event.text,
      content.stage.stage.text, content.pack.text, String(content.packVersion), content.rule.text)
    let description = LocalizedText.inEach { language in
      [content.contestTitle, content.eventTitle, content.kind, content.name]
        .map { $0.text(in: language) }.joined(separator: language == .zhHans ? "，" : ", ")
    }
    let occupation = facts.occasion.occupation.text
    return OpenBadge.Achievement(
      id: id, name: content.name.bilingual, description: description.bilingual,
      criteria: OpenBadge.Criteria(narrative: decision.criteria.bilingual),
      alignment: [
        OpenBadge.Alignment(
          targetCode: occupation,
          targetFramework: OccupationCode.classification.text(in: .zhHans),
          targetName: content.eventTitle.bilingual,
          targetUrl: issuer.address("occupations", occupation))
      ],
      resultDescription: [
        OpenBadge.ResultDescription(
          id: id + StatedResult.scoreFragment, name: "成绩 / Score", resultType: "RawScore",
          valueMax: facts.result.maximum.description),
        OpenBadge.ResultDescription(
          id: id + StatedResult.rankFragment, name: "名次 / Rank", resultType: "ext:Rank"),
      ])
  }
}

extension Decision {
  /// What has to be the case, as a certificate says it.
  fileprivate var criteria: LocalizedText {
    .inEach { language in
      (clauses + gates.flatMap(\.clauses)).map { clause in
        [clause.title, clause.required].map { $0.text(in: language) }
          .joined(separator: language == .zhHans ? "：" : ": ")
      }.joined(separator: language == .zhHans ? "；" : "; ")
    }
  }
}
