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
        en: "the roster has \(error.problemCount) errors; nothing was changed",
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
    case let error as JudgingRefused: Self.refusal(error, in: language)
    case let error as JudgingDesk.Refusal: Self.refusal(error)
    case let error as HeadcountsRefused:
      Refusal(
        .unprocessableContent, "headcounts-refused",
        zhHans: "人数表有 \(error.problemCount) 处错误，未作任何改动",
        en: "the headcounts have \(error.problemCount) errors; nothing was changed",
        details: error.problems.map { problem in
          Self.detail(
            Place.text(sheet: error.sheet, row: problem.row, column: problem.column),
            problem.field, problem.code, problem.text.text(in: language))
        })
    case let error as AchievementsRefused: Self.refusal(error, in: language)
    case let error as IssuersRefused: Self.refusal(error, in: language)
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

  private static func refusal(_ error: SignInRefusal) -> Refusal {
    var refusal =
      switch error {
      case .wrongCredentials: Refusal(.unauthorized, error.code, error.text)
      case .tooManyAttempts: Refusal(.tooManyRequests, error.code, error.text)
      case .busy: Refusal(.serviceUnavailable, error.code, error.text)
      case .userNameTaken: Refusal(.conflict, error.code, error.text)
      case .userNameUnfit, .passwordUnfit, .roleUnfit:
        Refusal(.unprocessableContent, error.code, error.text)
      }
    if case .tooManyAttempts = error { refusal.retryAfter = 60 }
    if case .busy = error { refusal.retryAfter = 2 }
    return refusal
  }

  private static func refusal(_ error: BankDraft.Refusal) -> Refusal {
    switch error {
    case .ownDraft:
      Refusal(
        .forbidden, "own-draft", zhHans: "草稿须由作者以外的人审核",
        en: "a draft is reviewed by somebody other than its author")
    case .othersDraft:
      Refusal(
        .forbidden, "others-draft", zhHans: "只有作者可以撤回草稿；他人请用退回",
        en: "only its author takes a draft back; others send it back")
    case .wrongState(.draft):
      Refusal(
        .conflict, "draft-state", zhHans: "草稿须先由他人审核通过",
        en: "the draft must first be approved by somebody else")
    case .wrongState(let state):
      Refusal(
        .conflict, "draft-state", zhHans: "草稿\(Self.words(state).zhHans)，不能这样做",
        en: "the draft was \(Self.words(state).en); this cannot be done with it")
    case .outdated(let newest):
      Refusal(
        .conflict, "draft-outdated", zhHans: "第 \(newest) 版已先发布，请重新导入",
        en: "version \(newest) was published meanwhile; please import again")
    }
  }

  private static func words(_ state: BankDraft.State) -> (zhHans: String, en: String) {
    switch state {
    case .draft: ("待审核", "not reviewed yet")
    case .reviewed: ("已审核通过", "approved already")
    case .rejected: ("已退回", "sent back")
    case .withdrawn: ("已撤回", "withdrawn")
    case .published: ("已发布", "published")
    }
  }

  private static func refusal(_ error: ExportWouldLose, in language: Language) -> Refusal {
    let leftOut = error.losses.count { $0.losses.contains(.question) }
    let rest = error.losses.count - leftOut
    // Questions that would be left out come first: they lose most.
    let ordered =
      error.losses.filter { $0.losses.contains(.question) }
      + error.losses.filter { !$0.losses.contains(.question) }
    return Refusal(
      .conflict, "export-losses",
      zhHans: "\(error.format) 格式不能完整表达这个题库：\(leftOut) 道题不能导出，\(rest) 道题将丢失部分内容",
      en: "\(error.format) cannot say everything in this bank: \(leftOut) left out, "
        + "\(rest) with something lost",
      details: ordered.prefix(Limits.pageRows).map { question, losses in
        let names = losses.map(\.rawValue).joined(separator: ", ")
        let words = losses.map { $0.name(in: language) }
        return APIError.Detail(
          severity: "warning", place: question.text, field: names, code: "export-loss",
          message: losses.contains(.question)
            ? LocalizedText(zhHans: "整题不能导出", en: "left out").text(in: language)
            : LocalizedText(
              zhHans: "将丢失：\(words.joined(separator: "、"))",
              en: "would lose: \(words.joined(separator: ", "))"
            ).text(in: language))
      })
  }

  private static func refusal(_ error: RevealRefusal) -> Refusal {
    switch error {
    case .roleUnfit:
      Refusal(
        .forbidden, error.rawValue, zhHans: "您的角色不能查看证件号码",
        en: "your role never sees identity numbers")
    case .reasonUnfit:
      Refusal(
        .unprocessableContent, error.rawValue, zhHans: "请写明理由（1 至 200 字）",
        en: "give a reason of 1 to 200 characters")
    case .unknownContestant:
      Refusal(.notFound, error.rawValue, zhHans: "没有这名选手", en: "there is no such contestant")
    case .unreadable:
      Refusal(
        .internalServerError, error.rawValue, zhHans: "证件号码无法解密",
        en: "the identity number cannot be read")
    }
  }

  private static func refusal(_ error: EntryRule.Refusal) -> Refusal {
    switch error {
    case .notOnRoster:
      Refusal(
        .forbidden, "not-on-roster", zhHans: "您不在本赛项的参赛名单中",
        en: "you are not on the roster of this event")
    case .noPaper:
      Refusal(
        .conflict, "stage-without-paper", zhHans: "本阶段没有线上试卷，成绩由裁判评定",
        en: "this stage has no paper online; judges give its scores")
    case .notOpen(let state):
      Refusal(
        .conflict, "stage-not-open", zhHans: "本阶段未开放（\(state.rawValue)）",
        en: "this stage is not open (\(state.rawValue))")
    case .notYet:
      Refusal(.conflict, "window-not-yet", zhHans: "尚未到开始时间", en: "this stage has not begun")
    case .windowOver:
      Refusal(.conflict, "window-over", zhHans: "本阶段已经结束", en: "this stage is over")
    case .triesUsedToday(let limit):
      Refusal(
        .conflict, "tries-used-today", zhHans: "今天的 \(limit) 次机会已用完",
        en: "the \(limit) tries of today are used")
    case .triesUsed(let limit):
      Refusal(
        .conflict, "tries-used", zhHans: "\(limit) 次机会已用完", en: "the \(limit) tries are used")
    case .notShortlisted(let stage):
      Refusal(
        .forbidden, "not-shortlisted", zhHans: "您不在阶段 \(stage) 的晋级名单中",
        en: "you are not on the shortlist of stage \(stage)")
    case .regionNotAdmitted:
      Refusal(
        .forbidden, "region-not-admitted", zhHans: "本阶段不面向您所在的地区",
        en: "this stage is not for your region")
    case .tooLate(_, let late) where late.count == 0:
      Refusal(
        .conflict, "too-late", zhHans: "已统一开考，不得再入场", en: "nobody enters after the start")
    case .tooLate(_, let late):
      Refusal(
        .conflict, "too-late", zhHans: "统一开考\(Self.words(late).zhHans)后不得入场",
        en: "nobody enters more than \(Self.words(late).en) after the start")
    case .unitFull(let limit):
      Refusal(
        .conflict, "unit-full", zhHans: "贵单位的名额（\(limit) 个）已满",
        en: "all places of your unit are taken (\(limit))")
    }
  }

  /// A length of time in minutes, or in seconds where it is not in whole minutes.
  private static func words(_ time: Milliseconds) -> (zhHans: String, en: String) {
    let seconds = time.count / 1000
    let isWhole = seconds % 60 == 0
    let count = isWhole ? seconds / 60 : seconds
    let unit = isWhole ? (zhHans: "分钟", en: "minute") : (zhHans: "秒", en: "second")
    return (" \(count) \(unit.zhHans)", "\(count) \(unit.en)\(count == 1 ? "" : "s")")
  }

  private static func refusal(_ error: Attempt.RulingRefusal) -> Refusal {
    switch error {
    case .over(let phase):
      Refusal(
        .conflict, "attempt-over", zhHans: "本次作答已结束（\(phase.name)）",
        en: "the attempt is over (\(phase.name))")
    case .alreadySuspended:
      Refusal(
        .conflict, "already-suspended", zhHans: "本次作答已在暂停中",
        en: "the attempt is suspended already")
    case .notSuspended:
      Refusal(
        .conflict, "not-suspended", zhHans: "本次作答没有暂停", en: "the attempt is not suspended")
    case .pastDeadline:
      Refusal(.conflict, "past-deadline", zhHans: "作答时间已到", en: "the time is up")
    case .tooManyRecords:
      Refusal(
        .conflict, "too-many-interventions", zhHans: "干预次数过多",
        en: "there were too many interventions")
    }
  }

  private static func refusal(_ error: SessionFailure) -> Refusal {
    switch error {
    case .unknownAttempt:
      Refusal(.notFound, "attempt-unknown", zhHans: "没有这次作答", en: "there is no such attempt")
    case .overloaded:
      Refusal(
        .serviceUnavailable, "overloaded", zhHans: "服务器繁忙，请稍后重试",
        en: "the server is busy; please try again", retryAfter: 1)
    case .unavailable:
      Refusal(
        .serviceUnavailable, "not-saved", zhHans: "未能保存，请重试",
        en: "it could not be saved; please try again", retryAfter: 1)
    case .noBank:
      Refusal(
        .conflict, "bank-missing", zhHans: "本赛项还没有题库", en: "the event has no question bank yet")
    case .damaged:
      Refusal(
        .internalServerError, "attempt-damaged", zhHans: "作答记录异常，请联系组委会",
        en: "the attempt's records are damaged; please tell the organizer")
    }
  }

  private static func refusal(_ error: Appeal.Refusal) -> Refusal {
    switch error {
    case .notNow(let state):
      Refusal(
        .conflict, "appeal-not-now", zhHans: "这项申诉目前（\(state.rawValue)）不能这样处理",
        en: "the appeal is \(state.rawValue) and takes no such step")
    case .sameJudge:
      Refusal(
        .conflict, "appeal-same-judge", zhHans: "须由另一位裁判确认", en: "a second judge has to confirm")
    }
  }

  private static func refusal(_ error: CorrectionDesk.Unfit) -> Refusal {
    switch error {
    case .unknownQuestion(let question):
      Refusal(
        .notFound, "question-unknown", zhHans: "本阶段的试卷没有题目 \(question)",
        en: "no paper of the stage can have question \(question)")
    case .unknownVersion(let version, let known):
      Refusal(
        .notFound, "bank-version-unknown",
        zhHans: "本阶段没有试卷出自题库第 \(version) 版，只有：\(Self.list(known))",
        en: "no paper was dealt from bank version \(version), but from: \(Self.list(known))")
    case .unfitAnswer(let answer, let kind):
      Refusal(
        .unprocessableContent, "answer-unfit",
        zhHans: "“\(answer)”不能是这道题（\(kind.rawValue)）的答案",
        en: "“\(answer)” cannot be the answer to this question (\(kind.rawValue))")
    case .differs(let versions):
      Refusal(
        .conflict, "question-differs",
        zhHans: "这道题的选项在题库各版（\(Self.list(versions))）中不同，请指明一版",
        en: "its options differ between the bank's versions (\(Self.list(versions))): name one")
    case .changed:
      Refusal(
        .conflict, "results-changed", zhHans: "刚有另一项更正，请重试",
        en: "another correction was made at this moment; try again")
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
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
