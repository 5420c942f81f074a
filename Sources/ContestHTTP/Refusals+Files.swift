import Contests
import Documents
import Hummingbird
import Scoring

/// What shortlists and documents are refused for.
extension Refusals {
  /// Groups of contestants: `1000 = 1001; 1004 = 1007`.
  static func listed(_ groups: [[ContestantID]], _ separator: String) -> String {
    groups.map { $0.map(\.text).joined(separator: " = ") }.joined(separator: separator)
  }

  static func refusal(_ error: ShortlistDesk.Refusal) -> Refusal {
    switch error {
    case .noCut:
      Refusal(
        .conflict, "no-cut", zhHans: "这个阶段没有晋级规则（cut）", en: "the stage declares no cut")
    case .stageOpen:
      Refusal(
        .conflict, "stage-not-closed", zhHans: "本阶段须先结束", en: "the stage must be closed first")
    case .notCertified:
      Refusal(
        .conflict, "not-certified", zhHans: "成绩确认之后才有晋级名单",
        en: "nobody is on a shortlist before the results are certified")
    case .notUndecided(let groups) where groups.isEmpty:
      Refusal(
        .conflict, "nothing-undecided", zhHans: "没有待加赛的并列", en: "no equals wait for a play-off")
    case .notUndecided(let groups):
      Refusal(
        .conflict, "play-off-unfit",
        zhHans: "顺序应恰好包括一组并列的全部选手：\(listed(groups, "；"))",
        en: "an order names exactly everybody of one group of equals: \(listed(groups, "; "))")
    case .notListed(let contestant):
      Refusal(
        .conflict, "not-listed", zhHans: "\(contestant) 不在晋级名单和递补名单上，或已退出",
        en: "\(contestant) is neither shortlisted nor a reserve, or fell out already")
    case .changed:
      Refusal(
        .conflict, "shortlist-changed", zhHans: "晋级名单刚有变化，请重试",
        en: "the shortlist has just changed; try again")
    }
  }

  /// Such as `U+4DAE`.
  private static func codes(of character: Character) -> String {
    character.unicodeScalars.map { scalar in
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined(separator: " ")
  }

  static func refusal(_ error: DocumentFailure) -> Refusal {
    switch error {
    case .missingGlyph(let character, let text, let row):
      let codes = codes(of: character)
      return Refusal(
        .conflict, "glyph-missing",
        zhHans: "服务器的字体没有“\(character)”（\(codes)），见"
          + (row.map { "第 \($0) 行" } ?? "") + "“\(text)”",
        en: "no font of the server has \(character) (\(codes)), in "
          + (row.map { "row \($0), " } ?? "") + text)
    case .missingGlyphInField(let character, let field, let text):
      let codes = codes(of: character)
      return Refusal(
        .conflict, "glyph-missing",
        zhHans: "服务器的字体没有“\(character)”（\(codes)），见 \(field)“\(text)”",
        en: "no font of the server has \(character) (\(codes)), in \(field): \(text)")
    case .noRoom(let field):
      return Refusal(
        .conflict, "certificate-too-full", zhHans: "证书上放不下这么多文字，最长的是 \(field)",
        en: "the texts have no room on the certificate; the longest is \(field)")
    case .notAPicture:
      return Refusal(
        .unprocessableContent, "picture-refused",
        zhHans: "徽标应为完好的 PNG，最大 \(Limits.pictureBytes >> 20) MB、长宽不超过 4000 像素",
        en: "an emblem is a sound PNG of at most \(Limits.pictureBytes >> 20) MB and 4,000 pixels "
          + "a side")
    case .tooManyRows(let rows, let limit):
      return Refusal(
        .conflict, "document-too-long",
        zhHans: "共 \(rows) 行，供签字的 PDF 最多 \(limit) 行；请缩小范围，或用 --top",
        en: "\(rows) rows are more than the \(limit) of a PDF for signing; narrow the scope or use "
          + "--top")
    case .undrawable:
      return Refusal(
        .internalServerError, "internal", zhHans: "服务器内部错误", en: "the server failed inside")
    }
  }
}
