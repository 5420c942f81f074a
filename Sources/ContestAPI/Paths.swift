/// The paths of the API. `{name}` stands for one segment, percent-encoded.
package enum Path {
  package static let health = "/healthz"
  package static let metrics = "/metrics"
  package static let issuerKeys = "/.well-known/jwks.json"
  package static let contestantSignIn = "/v1/sign-in/contestant"
  package static let staffSignIn = "/v1/sign-in/staff"
  package static let signOut = "/v1/sign-out"
  package static let me = "/v1/me"
  package static let staff = "/v1/staff"
  package static let audit = "/v1/audit"
  package static let identity = "/v1/contestants/{contestant}/identity"
  package static let bankImports = "/v1/banks/{bank}/imports"
  package static let bankDrafts = "/v1/banks/{bank}/drafts"
  package static let bankDraft = "/v1/banks/{bank}/drafts/{draft}"
  package static let draftReview = "/v1/banks/{bank}/drafts/{draft}/review"
  package static let draftPublication = "/v1/banks/{bank}/drafts/{draft}/publication"
  package static let draftWithdrawal = "/v1/banks/{bank}/drafts/{draft}/withdrawal"
  package static let bankDiff = "/v1/banks/{bank}/diff"
  package static let bankPicture = "/v1/banks/{bank}/pictures/{picture}"
  package static let bankVersions = "/v1/banks/{bank}/versions"
  package static let bankExport = "/v1/banks/{bank}/export"
  package static let blueprintCheck = "/v1/blueprint/check"
  package static let paperForms = "/v1/blueprint/forms"
  package static let contests = "/v1/contests"
  package static let contest = "/v1/contests/{contest}"
  package static let contestOpening = "/v1/contests/{contest}/opening"
  package static let contestClosing = "/v1/contests/{contest}/closing"
  package static let roster = "/v1/contests/{contest}/roster"
  package static let headcounts = "/v1/contests/{contest}/headcounts"
  package static let records = "/v1/contests/{contest}/records"
  package static let attempts = "/v1/contests/{contest}/{event}/{stage}/attempts"
  package static let rankings = "/v1/contests/{contest}/{event}/{stage}/rankings"
  package static let rollups = "/v1/contests/{contest}/{event}/{stage}/rollups"
  package static let stream = "/v1/contests/{contest}/{event}/{stage}/stream"
  package static let freeze = "/v1/contests/{contest}/{event}/{stage}/freeze"
  package static let unfreeze = "/v1/contests/{contest}/{event}/{stage}/unfreeze"
  package static let corrections = "/v1/contests/{contest}/{event}/{stage}/corrections"
  package static let appeals = "/v1/contests/{contest}/{event}/{stage}/appeals"
  package static let appealSteps =
    "/v1/contests/{contest}/{event}/{stage}/appeals/{appeal}/steps"
  package static let certification = "/v1/contests/{contest}/{event}/{stage}/certification"
  package static let certificationPreview =
    "/v1/contests/{contest}/{event}/{stage}/certification/preview"
  package static let coSignatures =
    "/v1/contests/{contest}/{event}/{stage}/certification/signatures"
  package static let partScores = "/v1/contests/{contest}/{event}/{stage}/parts/{part}/scores"
  package static let partScoreFiles =
    "/v1/contests/{contest}/{event}/{stage}/parts/{part}/score-files"
  package static let partJudges = "/v1/contests/{contest}/{event}/{stage}/parts/{part}/judges"
  package static let partSettlements =
    "/v1/contests/{contest}/{event}/{stage}/parts/{part}/settlements"
  package static let judgingHistory =
    "/v1/contests/{contest}/{event}/{stage}/judging/{contestant}"
  package static let disqualifications =
    "/v1/contests/{contest}/{event}/{stage}/disqualifications"
  package static let reinstatements = "/v1/contests/{contest}/{event}/{stage}/reinstatements"
  package static let shortlist = "/v1/contests/{contest}/{event}/{stage}/shortlist"
  package static let playOffs = "/v1/contests/{contest}/{event}/{stage}/shortlist/play-offs"
  package static let withdrawals = "/v1/contests/{contest}/{event}/{stage}/shortlist/withdrawals"
  package static let attempt = "/v1/attempts/{attempt}"
  package static let attemptPicture = "/v1/attempts/{attempt}/pictures/{picture}"
  package static let attemptHistory = "/v1/attempts/{attempt}/history"
  package static let attemptExplanation = "/v1/attempts/{attempt}/explanation"
  package static let interventions = "/v1/attempts/{attempt}/interventions"
  package static let receiptSigners = "/v1/receipt-signers"
  package static let commands = "/v1/attempts/{attempt}/commands"
  package static let eligibility = "/v1/contests/{contest}/eligibility"
  package static let achievementFiles = "/v1/achievement-files"
  package static let achievements = "/v1/contestants/{contestant}/achievements"
  package static let achievementStrikes =
    "/v1/contestants/{contestant}/achievements/{number}/strike"
  package static let issuers = "/v1/issuers"
  package static let objections = "/v1/contests/{contest}/{event}/{stage}/objections"
  package static let policy = "/v1/policies/{pack}"
  package static let outcomes = "/v1/contests/{contest}/outcomes"
  package static let outcome = "/v1/contests/{contest}/outcomes/{number}"
  package static let outcomeNotice = "/v1/contests/{contest}/outcome-notice"
  package static let handOvers = "/v1/contests/{contest}/hand-overs"
  package static let handOverFile = "/v1/contests/{contest}/hand-overs/{batch}/file"
  package static let handOverAnswers = "/v1/contests/{contest}/hand-over-answers"
  package static let outcomeProposals = "/v1/contests/{contest}/outcome-proposals"
  package static let certificates = "/v1/contests/{contest}/certificates"
  package static let certificate = "/v1/certificates/{certificate}"
  package static let certificateFile = "/v1/certificates/{certificate}/file"
  package static let certificateActs = "/v1/certificates/{certificate}/acts"
  package static let statusLists = "/v1/status-lists"
  package static let statusList = "/v1/status-lists/{list}/{purpose}"
  package static let logHead = "/v1/log/head"
  package static let logConsistency = "/v1/log/consistency"
  package static let issuer = "/.well-known/issuer.json"
  package static let issuerKeyHistory = "/v1/issuer-keys"
  package static let issuerKey = "/v1/issuer-keys/{key}"
  package static let issuerKeyDocument = "/v1/issuer-keys/{key}/jwk"
  package static let certificatePDF = "/v1/certificates/{certificate}/pdf"
  package static let certificateShowing = "/v1/certificates/{certificate}/showing"
  package static let certificatePrints = "/v1/contests/{contest}/certificate-prints"
  package static let certificatePrint = "/v1/certificate-prints/{print}"
  package static let certificatePrintFile = "/v1/certificate-prints/{print}/file"
  package static let certificateTemplates = "/v1/contests/{contest}/certificate-templates"
  package static let certificateTemplatePreview =
    "/v1/contests/{contest}/certificate-templates/preview"
  package static let verify = "/verify/{certificate}"
  package static let occupation = "/occupations/{occupation}"

  /// A path with its segments filled in, in order.
  ///
  /// - Precondition: there are as many segments as places for them.
  package static func fill(_ template: String, _ segments: [String]) -> String {
    var rest = segments[...]
    let filled = template.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.hasPrefix("{") ? encode(rest.popFirst() ?? "") : String(part)
    }
    precondition(rest.isEmpty, "\(template) has no place for \(rest)")
    return filled.joined(separator: "/")
  }

  /// Percent-encodes everything but letters, digits and `-._~`; for segments and query values.
  package static func encode(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-._~".contains(character) {
        encoded.append(character)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return encoded
  }
}
