import Contests

/// `shortlisted: yes`.
struct ShortlistedClause: Clause {
  static let field = "shortlisted"
  static var title: LocalizedText { LocalizedText(zhHans: "入围", en: "Shortlist") }

  init?(declared: Declaration) {
    guard declared.isYes() else { return nil }
  }

  var required: LocalizedText { LocalizedText(zhHans: "已入围", en: "on the shortlist") }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    judge(
      facts.shortlisted.value, evidence: facts.shortlisted.evidence,
      otherwise: LocalizedText(zhHans: "未入围", en: "not on the shortlist"))
  }
}

/// `not-disqualified: yes`.
struct NotDisqualifiedClause: Clause {
  static let field = "not-disqualified"
  static var title: LocalizedText {
    LocalizedText(zhHans: "参赛资格", en: "Good standing")
  }

  init?(declared: Declaration) {
    guard declared.isYes() else { return nil }
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "未被取消资格", en: "not disqualified")
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    judge(
      !facts.disqualified.value, evidence: facts.disqualified.evidence,
      otherwise: LocalizedText(zhHans: "已被取消资格", en: "disqualified"))
  }
}

/// `issuer-registered: yes`: only a registered body issues level certificates.
struct IssuerRegisteredClause: Clause {
  static let field = "issuer-registered"
  static var title: LocalizedText { LocalizedText(zhHans: "发证机构", en: "Issuer") }

  init?(declared: Declaration) {
    guard declared.isYes() else { return nil }
  }

  var required: LocalizedText {
    LocalizedText(zhHans: "已备案", en: "registered for the occupation")
  }

  func judge(_ facts: Facts, at instant: Instant) -> Judgement {
    judge(
      facts.issuerRegistered.value, evidence: facts.issuerRegistered.evidence,
      otherwise: LocalizedText(
        zhHans: "该职业尚无已备案的发证机构", en: "no issuer is registered for the occupation yet"))
  }
}

extension Clause {
  /// A condition that is the case, in the words of `required`, or is not.
  fileprivate func judge(
    _ holds: Bool, evidence: String, otherwise: LocalizedText
  ) -> Judgement {
    Judgement(
      actual: holds ? required : otherwise, evidence: evidence,
      shortfall: holds ? nil : otherwise)
  }
}

extension Declaration {
  fileprivate func isYes() -> Bool {
    value(expecting: LocalizedText(zhHans: "yes", en: "yes")) { $0 == "yes" ? true : nil } ?? false
  }
}
