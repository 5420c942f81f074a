import Accounts
import Certification
import ContestAPI
import Contests
import Documents
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import QuestionBanks
import Scoring
import Sessions

/// The one table from errors to answers.
struct Refusals: Sendable {
  private let metrics: ServerMetrics

  init(_ metrics: ServerMetrics) { self.metrics = metrics }

  /// An error as its reader gets it.
  struct Refusal {
    let status: HTTPResponse.Status
    let code: String
    let text: LocalizedText
    var details: [APIError.Detail] = []
    /// Seconds after which to come back.
    var retryAfter: Int?

    init(
      _ status: HTTPResponse.Status, _ code: String, zhHans: String, en: String,
      details: [APIError.Detail] = [], retryAfter: Int? = nil
    ) {
      self.status = status
      self.code = code
      text = LocalizedText(zhHans: zhHans, en: en)
      self.details = details
      self.retryAfter = retryAfter
    }

    init(_ status: HTTPResponse.Status, _ code: String, _ text: LocalizedText) {
      self.status = status
      self.code = code
      self.text = text
    }
  }

  func response(to error: any Error, in language: Language, logger: Logger) -> Response {
    let message = message(of: error, in: language, logger: logger)
    return Response(
      status: message.status, headers: message.headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: message.body)))
  }

  /// What an error is answered with.
  func message(
    of error: any Error, in language: Language, logger: Logger
  ) -> (status: HTTPResponse.Status, headers: HTTPFields, body: [UInt8]) {
    let refusal = refusal(of: error, in: language)
    if refusal.status == .internalServerError || error is StorageUnavailable {
      logger.error("request failed", metadata: ["error": "\(error)"])
    }
    let body = APIError(
      code: refusal.code, message: refusal.text.text(in: language), details: refusal.details)
    var headers = ContestRouter.json
    if let seconds = refusal.retryAfter { headers[.retryAfter] = "\(seconds)" }
    return (refusal.status, headers, (try? Reply.bytes(of: body)) ?? [])
  }

  func refusal(of error: any Error, in language: Language) -> Refusal {
    switch error {
    case let error as BadRequest: Refusal(.badRequest, error.code, error.text)
    case let error as Conflict: Refusal(.conflict, error.code, error.text)
    case let error as NotFound: Refusal(.notFound, "not-found", error.text)
    case is NotSignedIn:
      Refusal(.unauthorized, "not-signed-in", zhHans: "请先登录", en: "please sign in first")
    case is NotAllowed:
      Refusal(
        .forbidden, "not-allowed", zhHans: "您的角色没有这项权限", en: "your role does not include this")
    case let error as SignInRefusal: Self.refusal(error)
    case let error as RevealRefusal: Self.refusal(error)
    case let error as EntryRule.Refusal: Self.refusal(error)
    case let error as SessionFailure: Self.refusal(error)
    case is StorageUnavailable:
      Refusal(
        .serviceUnavailable, "storage-unavailable", zhHans: "服务器暂时无法保存，请稍后重试",
        en: "the server cannot save anything at the moment; please try again", retryAfter: 5)
    case is TooManyRequests:
      Refusal(
        .tooManyRequests, "too-many-requests", zhHans: "请求过于频繁，请稍后重试",
        en: "there are too many requests; please slow down", retryAfter: 1)
    case StreamsFull.ofPerson:
      Refusal(
        .tooManyRequests, "too-many-streams",
        zhHans: "同一账号最多同时打开 \(Limits.streamsPerPerson) 个实时榜",
        en: "one person has at most \(Limits.streamsPerPerson) streams at once", retryAfter: 5)
    case StreamsFull.ofServer:
      Refusal(
        .serviceUnavailable, "streams-full", zhHans: "实时榜已满，请稍后再试",
        en: "all streams are taken; please try again later", retryAfter: 5)
    case let error as Attempt.RulingRefusal: Self.refusal(error)
    case let error as BlueprintUnmet:
      Refusal(
        .conflict, "blueprint-unmet", zhHans: "题库的题目不够组卷", en: "the bank cannot fill the paper",
        details: error.shortages.map {
          Self.detail("", "paper", "blueprint-unmet", $0.sentence(in: language))
        })
    case let error as BankDraft.Refusal: Self.refusal(error)
    case let error as ExportWouldLose: Self.refusal(error, in: language)
    case let error as DeclarationRefused:
      Refusal(
        .unprocessableContent, "declaration-refused", zhHans: "文件有误，未作任何改动",
        en: "the file has errors; nothing was changed",
        details: error.findings.map { Self.detail($0, file: "", in: language) })
    case let error as PackRefused:
      Refusal(
        .unprocessableContent, "policy-pack-refused",
        zhHans: "政策包 \(error.file) 有误，未作任何改动",
        en: "policy pack \(error.file) has errors; nothing was changed",
        details: error.findings.map { Self.detail($0, file: error.file, in: language) })
    case let error as PolicyPackConflict:
      Refusal(
        .conflict, "policy-pack-conflict", zhHans: error.sentence(in: .zhHans),
        en: error.sentence(in: .en))
    case let error as RosterRefused:
      Refusal(
        .unprocessableContent, "roster-refused",
        zhHans: "名单有 \(error.problemCount) 处错误，未作任何改动",
        en: "the roster has \(counted(error.problemCount, "error")); nothing was changed",
        details: error.problems.map { problem in
          Self.detail(
            Place.text(sheet: nil, row: problem.row, column: problem.column), problem.field,
            problem.code, problem.text.text(in: language))
        })
    case let error as OutcomeTransition.Refused: Self.refusal(error, in: language)
    case let error as IssuedNumberTaken:
      Refusal(
        .conflict, "issued-number-taken", zhHans: "编号 \(error.number) 已用于另一项成果",
        en: "something else was issued under \(error.number)")
    case let error as HandOverSelection.Refusal: Self.refusal(error, in: language)
    case let error as HandOverAnswerRefused: Self.refusal(error, in: language)
    case let error as HandOverNameTaken:
      Refusal(
        .conflict, "batch-exists", zhHans: "已有批次“\(error.name)”",
        en: "there is a batch \(error.name) already")
    case let error as FreezeRefusal: Self.refusal(error)
    case let error as CoSignatureRefusal: Self.refusal(error)
    case let error as JudgingRefused: Self.refusal(error, in: language)
    case let error as JudgingDesk.Refusal: Self.refusal(error)
    case let error as HeadcountsRefused:
      Refusal(
        .unprocessableContent, "headcounts-refused",
        zhHans: "人数表有 \(error.problemCount) 处错误，未作任何改动",
        en: "the headcounts have \(counted(error.problemCount, "error")); nothing was changed",
        details: error.problems.map { problem in
          Self.detail(
            Place.text(sheet: error.sheet, row: problem.row, column: problem.column),
            problem.field, problem.code, problem.text.text(in: language))
        })
    case let error as AchievementsRefused: Self.refusal(error, in: language)
    case let error as IssuersRefused: Self.refusal(error, in: language)
    case let error as ObjectionRefusal: Self.refusal(error)
    case let error as BankFileRefused:
      Refusal(
        .unprocessableContent, "file-refused", zhHans: "文件无法读取", en: "the file cannot be read",
        details: error.findings.map { Place.detail($0, in: language) })
    case let error as Appeal.Refusal: Self.refusal(error)
    case let error as CorrectionDesk.Unfit: Self.refusal(error)
    case let error as DocumentFailure: Self.refusal(error)
    case let error as PrintDesk.Unprintable: Self.refusal(error, in: language)
    case let error as ShortlistDesk.Refusal: Self.refusal(error)
    case let error as ResultsCertifier.Blocked: Self.refusal(error, in: language)
    case let error as HTTPError where error.status == .notFound:
      Refusal(.notFound, "not-found", zhHans: "没有这个地址", en: "there is no such path")
    case let error as Issuance.Refusal:
      Refusal(
        .conflict, error.code, zhHans: error.sentence(in: .zhHans), en: error.sentence(in: .en))
    case let error as CredentialStatus.Refusal:
      Refusal(
        .conflict, error.rawValue, zhHans: error.sentence(in: .zhHans),
        en: error.sentence(in: .en))
    case is IssuerKeyring.RotatedMeanwhile:
      Refusal(
        .conflict, "rotated-meanwhile", zhHans: "密钥刚刚已由他人更换",
        en: "somebody else has just brought in new keys")
    case let error as SeriesExhausted:
      Refusal(
        .conflict, "series-exhausted", zhHans: "\(error.year) 年的证书编号已用完",
        en: "the certificate numbers of \(error.year) are used up")
    case let error as HTTPError:
      Refusal(
        error.status, error.status == .contentTooLarge ? "body-too-large" : "bad-request",
        zhHans: error.status.reasonPhrase, en: error.status.reasonPhrase)
    case is HTTPParserError:
      Refusal(
        .badRequest, "request-cut-off", zhHans: "请求中断", en: "the request broke off")
    case is NIOTooManyBytesError:
      Refusal(
        .contentTooLarge, "body-too-large",
        zhHans: "内容过大：文件最多 \(Limits.uploadBytes >> 20) MB",
        en: "too large: a file has up to \(Limits.uploadBytes >> 20) MB")
    default:
      Refusal(
        .internalServerError, "internal", zhHans: "服务器内部错误", en: "the server failed inside")
    }
  }

  static func detail(
    _ place: String, _ field: String, _ code: String, _ message: String
  ) -> APIError.Detail {
    APIError.Detail(severity: "error", place: place, field: field, code: code, message: message)
  }

  private static func detail(
    _ finding: DeclarationFinding, file: String, in language: Language
  ) -> APIError.Detail {
    let place = [finding.line, finding.column].compactMap { $0.map(String.init) }
    return detail(
      ([file].filter { !$0.isEmpty } + place).joined(separator: ":"), finding.field, finding.code,
      finding.sentence(in: language))
  }
}

/// A policy pack among the uploaded ones that cannot be used.
struct PackRefused: Error {
  let file: String
  let findings: [DeclarationFinding]
}

/// Places in files as people write them.
enum Place {
  /// Such as `题库!G15`, `G15`, `15`; empty for the whole file.
  static func text(sheet: String?, row: Int?, column: Int?) -> String {
    let cell = (column.map(letters) ?? "") + (row.map(String.init) ?? "")
    guard let sheet else { return cell }
    return cell.isEmpty ? sheet : "\(sheet)!\(cell)"
  }

  static func detail(_ finding: ImportFinding, in language: Language) -> APIError.Detail {
    let place = finding.place
    return APIError.Detail(
      severity: finding.severity.rawValue,
      place: text(sheet: place.sheet, row: place.row, column: place.column), field: finding.field,
      code: finding.code, message: finding.text.text(in: language))
  }

  /// `A` for 0, `AA` for 26.
  private static func letters(_ column: Int) -> String {
    var rest = column + 1
    var letters = ""
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}
