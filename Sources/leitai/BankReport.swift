import ContestAPI
import Foundation

extension BankImport {
  /// One line that sums up, one for each finding, what changes and what became of it.
  func lines(file: String, dryRun: Bool, _ say: Language) -> [String] {
    let left = say(zh: "，\(leftOut.grouped) 题未导入", en: ", \(leftOut.grouped) left out")
    let shown = say(zh: "，\(pictures.grouped) 张图片", en: ", \(pictures.counted("picture"))")
    let summary =
      say(
        zh: "\(file)：读到 \(questions.grouped) 题",
        en: "\(file): \(questions.counted("question")) read")
      + (leftOut > 0 ? left : "") + (pictures > 0 ? shown : "")
      + say(
        zh: "，\(errors.grouped) 个错误，\(warnings.grouped) 个警告",
        en: ", \(errors.counted("error")), \(warnings.counted("warning"))")
    let nothing = say(zh: "；没有改动", en: "; nothing changed")
    var lines = [summary + (errors > 0 ? nothing : "")] + findingLines(findings, say)
    if let changes { lines += changes.lines(since: base, say, questions: 20) }
    if let draft {
      lines += draft.outcome(of: bank, say)
    } else if errors == 0, let changes {
      lines.append(
        changes.isEmpty
          ? say(zh: "与当前版本相同，不产生草稿", en: "the same as the current version; no draft is made")
          : dryRun
            ? say(
              zh: "这是试运行；去掉 --dry-run 才会产生草稿", en: "a dry run; without --dry-run it becomes a draft"
            )
            : say(zh: "没有产生草稿", en: "no draft was made"))
    }
    return lines
  }
}

extension BankDraftView {
  /// Whether something can still become of it.
  var isOpen: Bool { state == "draft" || state == "reviewed" }

  /// The state in words.
  func stateName(_ say: Language) -> String {
    switch state {
    case "draft": say(zh: "待审核", en: "to be reviewed")
    case "reviewed": say(zh: "已审核", en: "approved")
    case "rejected": say(zh: "已退回", en: "sent back")
    case "withdrawn": say(zh: "已撤回", en: "withdrawn")
    case "published": say(zh: "已发布", en: "published")
    default: state
    }
  }

  /// What became of the draft, and what is to be done next.
  func outcome(of bank: String, _ say: Language) -> [String] {
    let name = say(
      zh: "\(bank) 草稿 \(number)（\(questions.grouped) 题，哈希 \(hash.prefix(16))…）：\(stateName(say))",
      en: "draft \(number) of \(bank) (\(questions.counted("question")), "
        + "hash \(hash.prefix(16))…): \(stateName(say))")
    switch state {
    case "draft":
      return [
        name,
        say(
          zh: "下一步：由他人审核 leitai bank approve \(bank) --draft \(number)",
          en: "next, somebody else: leitai bank approve \(bank) --draft \(number)"),
      ]
    case "reviewed":
      return [
        name,
        say(
          zh: "下一步：leitai bank publish \(bank) --draft \(number)",
          en: "next: leitai bank publish \(bank) --draft \(number)"),
      ]
    default: return [name]
    }
  }
}

extension BankDrafts {
  func lines(_ say: Language) -> [String] {
    guard !drafts.isEmpty else {
      return [say(zh: "\(bank) 没有草稿", en: "\(bank) has no drafts")]
    }
    return Table(
      [
        (say(zh: "草稿", en: "draft"), .right), (say(zh: "状态", en: "state"), .left),
        (say(zh: "基于", en: "base"), .right), (say(zh: "题数", en: "questions"), .right),
        (say(zh: "导入时间", en: "imported"), .left), (say(zh: "作者", en: "author"), .left),
        (say(zh: "审核人", en: "reviewer"), .left), (say(zh: "附言", en: "note"), .left),
        (say(zh: "来源", en: "source"), .left),
      ],
      rows: drafts.map { draft in
        let isOutdated = draft.isOpen && draft.base < drafts.compactMap(\.version).max() ?? 0
        let version =
          draft.version.map { say(zh: " 第 \($0) 版", en: " as \($0)") }
          ?? (isOutdated ? say(zh: "（已过期，请重新导入）", en: ", outdated: import again") : "")
        return [
          String(draft.number), draft.stateName(say) + version, String(draft.base),
          draft.questions.grouped, draft.createdAt.dayAndTime(in: .current), draft.author,
          draft.reviewer ?? "", draft.note ?? "", draft.source,
        ]
      }
    ).lines()
  }
}

extension BankChanges {
  /// A line of counts, then what is added, removed and changed, field by field.
  ///
  /// - Parameters:
  ///   - version: the one against which they are; 0 for none.
  ///   - most: how many questions are shown of each sort; absent for all.
  func lines(since version: Int, _ say: Language, questions most: Int?) -> [String] {
    let against =
      version == 0
      ? say(zh: "尚无版本", en: "no version before")
      : say(zh: "与第 \(version) 版相比", en: "against version \(version)")
    var lines = [
      against
        + say(
          zh: "：新增 \(added.count.grouped)，修改 \(changed.count.grouped)，"
            + "删除 \(removed.count.grouped)，不变 \(unchanged.grouped)",
          en: ": \(added.count.grouped) added, "
            + "\(changed.count.grouped) changed, \(removed.count.grouped) removed, "
            + "\(unchanged.grouped) unchanged")
    ]
    // All of them new, as in a first import, says nothing by name.
    let isFirst = unchanged == 0 && changed.isEmpty && removed.isEmpty
    if !isFirst {
      lines += Self.names(added, "+", most, say) + Self.names(removed, "-", most, say)
    }
    for change in changed.prefix(most ?? changed.count) {
      lines.append("  ~ \(change.question)")
      for field in change.fields {
        lines.append("      \(field.field): \(field.before.brief) → \(field.after.brief)")
      }
    }
    lines += Self.more(changed.count, than: most, say)
    return lines
  }

  private static func names(
    _ names: [String], _ sign: String, _ most: Int?, _ say: Language
  ) -> [String] {
    names.prefix(most ?? names.count).map { "  \(sign) \($0)" } + more(names.count, than: most, say)
  }

  private static func more(_ count: Int, than most: Int?, _ say: Language) -> [String] {
    guard let most, count > most else { return [] }
    let rest = count - most
    return [say(zh: "  另有 \(rest.grouped) 题", en: "  and \(rest.grouped) more")]
  }
}

extension String {
  /// One line of at most 60 characters, quoted when it is not a plain word.
  fileprivate var brief: String {
    let line = replacing("\n", with: " ⏎ ")
    return line.isEmpty ? "∅" : line.count > 60 ? "\(line.prefix(59))…" : line
  }
}

extension BankVersions {
  func lines(_ say: Language) -> [String] {
    guard !versions.isEmpty else {
      return [say(zh: "\(bank) 还没有发布过", en: "nothing was ever published in \(bank)")]
    }
    return Table(
      [
        (say(zh: "版本", en: "version"), .right), (say(zh: "题数", en: "questions"), .right),
        (say(zh: "发布时间", en: "published"), .left), (say(zh: "作者", en: "author"), .left),
        (say(zh: "审核人", en: "reviewer"), .left), (say(zh: "来源", en: "source"), .left),
        (say(zh: "哈希", en: "hash"), .left),
      ],
      rows: versions.map {
        [
          String($0.number), $0.questions.grouped, $0.publishedAt.dayAndTime(in: .current),
          $0.author, $0.reviewer ?? "", $0.source, String($0.hash.prefix(16)),
        ]
      }
    ).lines()
  }
}
