import ArgumentParser
import Contests
import Scoring

struct CompareResults: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results-diff",
    abstract: "Compare two certified versions of a stage. 比较同一阶段的两版成绩。")

  @Argument(help: "The older results.")
  var older: String

  @Argument(help: "The newer results.")
  var newer: String

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let (old, new) = (try options.document(older).results, try options.document(newer).results)
    guard let difference = ResultsDifference(from: old, to: new) else {
      throw options.unreadable(
        newer,
        LocalizedText(
          zhHans: "是 \(new.path) 的成绩，不是 \(old.path) 的",
          en: "these are the results of \(new.path), not of \(old.path)"))
    }
    try options.finish(verdict(difference, old, new))
  }

  private func verdict(
    _ difference: ResultsDifference, _ old: CertifiedResults, _ new: CertifiedResults
  ) -> Verdict {
    let language = options.language
    let head = LocalizedText(
      zhHans: "\(new.path)：第 \(old.version) 版（\(old.judges.joined(separator: "、"))）与"
        + "第 \(new.version) 版（\(new.judges.joined(separator: "、"))）",
      en: "\(new.path): version \(old.version) (\(old.judges.joined(separator: ", "))) and "
        + "version \(new.version) (\(new.judges.joined(separator: ", ")))")
    let corrections = difference.corrections.map { correction in
      "  \(correction.keyVersion)  \(correction.question)  \(correction.treatment.rawValue)  "
        + [correction.answer ?? "", correction.judge, correction.reason].filter { !$0.isEmpty }
        .joined(separator: "  ")
    }
    let changes = difference.changes.map { change in
      "  \(change.contestant)  \(change.name)  \(words(change.before, besides: change.after)) → "
        + words(change.after, besides: change.before)
    }
    let teams = difference.teams.map { change in
      LocalizedText(zhHans: "  代表队 ", en: "  team ").text(in: language)
        + "\(change.team)  \(words(change.before)) → \(words(change.after))"
    }
    let count = LocalizedText(
      zhHans: "\(difference.changes.count) 人的成绩不同", en: "\(difference.changes.count) results differ"
    )
    let isSame = changes.isEmpty && teams.isEmpty && corrections.isEmpty
    return Verdict(
      holds: true, code: isSame ? "same" : "different",
      lines: [head.text(in: language)] + corrections + [count.text(in: language)] + changes
        + teams)
  }

  /// What the standings show, and of the rest what the other one has otherwise.
  private func words(
    _ result: ResultsDifference.Result?, besides other: ResultsDifference.Result?
  ) -> String {
    guard let result else { return "-" }
    let language = options.language
    let reasons = result.reasons.map(\.rawValue).joined(separator: ", ")
    let rank =
      result.rank.map { LocalizedText(zhHans: "第 \($0) 名", en: "rank \($0)") }
      ?? LocalizedText(zhHans: "没有名次（\(reasons)）", en: "no rank (\(reasons))")
    var words = ["\(result.score) \(rank.text(in: language))"]
    if let other {
      if result.parts != other.parts {
        words += result.parts.map { part in
          "\(part.part) \(part.score.map(String.init(describing:)) ?? "-")/\(part.maximum)"
            + (part.isPassed || part.score == nil ? "" : " ✗")
        }
      }
      if result.elapsed != other.elapsed {
        words.append(
          LocalizedText(
            zhHans: "用时 \(result.elapsed.count) 毫秒", en: "time \(result.elapsed.count) ms"
          ).text(in: language))
      }
      if result.team != other.team {
        let team =
          result.team.map { LocalizedText(zhHans: "代表队 \($0)", en: "team \($0)") }
          ?? LocalizedText(zhHans: "无代表队", en: "no team")
        words.append(team.text(in: language))
      }
    }
    if result.isShortlisted {
      words.append(LocalizedText(zhHans: "晋级", en: "shortlisted").text(in: language))
    }
    return words.joined(separator: language == .en ? ", " : "，")
  }

  private func words(_ team: CertifiedResults.Team?) -> String {
    guard let team else { return "-" }
    let rank =
      team.rank.map { LocalizedText(zhHans: "第 \($0) 名", en: "rank \($0)") }
      ?? LocalizedText(zhHans: "没有名次", en: "no rank")
    let score = team.score.map { "\(Points(thousandths: $0))" } ?? "-"
    return "\(score) \(rank.text(in: options.language))"
      + LocalizedText(
        zhHans: "（\(team.participants) 人）", en: " (\(counted(team.participants, "member")))"
      ).text(in: options.language)
  }
}
