import ContestAPI
import Foundation

extension OutcomeList {
  func lines(_ say: Language) -> [String] {
    guard !outcomes.isEmpty else {
      return [say(zh: "\(contest)：没有相应的成果", en: "\(contest): no such outcomes")]
    }
    return Table(
      [
        (say(zh: "编号", en: "number"), .right), (say(zh: "准考证号", en: "admission"), .left),
        (say(zh: "姓名", en: "name"), .left), (say(zh: "种类", en: "kind"), .left),
        (say(zh: "成果", en: "outcome"), .left), (say(zh: "状态", en: "state"), .left),
        (say(zh: "公示至", en: "notice until"), .left), (say(zh: "证书编号", en: "certificate"), .left),
        (say(zh: "阶段", en: "stage"), .left), (say(zh: "规则", en: "rule"), .left),
      ],
      rows: outcomes.map {
        [
          String($0.number), $0.contestant, outcomeName($0.name, $0.recipientName),
          outcomeKind($0.kind, say), $0.outcome,
          outcomeState($0.state, say), $0.noticeEnd?.dayAndTime(in: .current) ?? "",
          $0.issuedNumber ?? "", $0.stage, "\($0.pack)/\($0.rule)",
        ]
      }
    ).lines() + findingLines(warnings ?? [], say)
  }
}

extension OutcomeProposalList {
  func lines(_ say: Language) -> [String] {
    var lines = [
      say(
        zh: "\(contest)：建议登记 \(grants.count.grouped) 项，撤回 \(withdrawals.count.grouped) 项",
        en: "\(contest): \(grants.count.grouped) to open, \(withdrawals.count.grouped) to withdraw")
    ]
    lines += grants.enumerated().map { index, grant in
      "  \(index + 1) + \(grant.contestant)  \(outcomeName(grant.name, grant.recipientName))  "
        + "\(outcomeKind(grant.kind, say))  \(grant.outcome)  \(grant.stage)  "
        + "\(grant.pack)/\(grant.rule)"
    }
    lines += withdrawals.enumerated().map { index, row in
      "  \(grants.count + index + 1) - "
        + say(zh: "成果 \(row.number)", en: "outcome \(row.number)")
        + "  \(row.contestant)  \(outcomeName(row.name, row.recipientName))  \(row.outcome)  "
        + outcomeState(row.state, say)
    }
    lines += uncertified.map { say(zh: "  \($0)：成绩未确认", en: "  \($0): not certified") }
    if !outdated.isEmpty {
      lines.append(
        say(
          zh: "证书与最新成绩不符 \(outdated.count.grouped) 份："
            + "leitai outcome renew \(contest) --number 编号 --reason …",
          en: "\(outdated.count.counted("certificate")) with another result than the newest: "
            + "leitai outcome renew \(contest) --number N --reason …"))
      lines += outdated.map { $0.line(say) }
    }
    guard !grants.isEmpty || !withdrawals.isEmpty else { return lines }
    return lines + [
      say(
        zh: "leitai outcome accept \(contest) --proposals \(digest) [--number 序号] --reason …",
        en: "leitai outcome accept \(contest) --proposals \(digest) [--number N] --reason …")
    ]
  }
}

extension OutcomeProposalList.Outdated {
  fileprivate func line(_ say: Language) -> String {
    "  " + say(zh: "成果 \(number)", en: "outcome \(number)")
      + "  \(contestant)  \(name)  \(outcome)  \(serial)  "
      + say(
        zh: "证书：\(stated.text(say))；现为：\(certified.text(say))",
        en: "states \(stated.text(say)), now \(certified.text(say))")
  }
}

extension OutcomeProposalList.Outdated.Result {
  fileprivate func text(_ say: Language) -> String {
    let rank = rank.map { say(zh: "第 \($0) 名", en: "rank \($0)") }
    return [rank, score.map { say(zh: "\($0) 分", en: "\($0) points") }].compactMap(\.self)
      .joined(separator: say(zh: "，", en: ", "))
  }
}

extension OutcomeNotice {
  func lines(_ say: Language) -> [String] {
    guard !rows.isEmpty else {
      return [say(zh: "\(contest)：没有公示中的成果", en: "\(contest): nothing is in public notice")]
    }
    return Table(
      [
        (say(zh: "编号", en: "number"), .right), (say(zh: "准考证号", en: "admission"), .left),
        (say(zh: "姓名", en: "name"), .left), (say(zh: "单位", en: "unit"), .left),
        (say(zh: "种类", en: "kind"), .left), (say(zh: "成果", en: "outcome"), .left),
        (say(zh: "公示自", en: "notice from"), .left), (say(zh: "公示至", en: "notice until"), .left),
        (say(zh: "阶段", en: "stage"), .left),
      ],
      rows: rows.map {
        [
          String($0.number), $0.contestant, outcomeName($0.name, $0.recipientName), $0.unit,
          outcomeKind($0.kind, say), $0.outcome, $0.from.dayAndTime(in: .current),
          $0.until.dayAndTime(in: .current), $0.stage,
        ]
      }
    ).lines()
  }
}

extension OutcomeDetail {
  func lines(_ say: Language) -> [String] {
    let row = outcome
    var lines = [
      "\(row.number)  \(row.contestant)  \(outcomeName(row.name, row.recipientName))  "
        + "\(outcomeKind(row.kind, say))  \(row.outcome)",
      "  \(row.stage)  "
        + say(
          zh: "成绩第 \(resultsVersion) 版 \(resultsHash)",
          en: "results version \(resultsVersion) \(resultsHash)"),
      "  \(row.pack)/\(row.rule)  "
        + say(
          zh: "政策包第 \(packVersion) 版 \(packHash)", en: "pack version \(packVersion) \(packHash)"),
      "  "
        + (factsHash.map { say(zh: "事实 \($0)", en: "facts \($0)") }
          ?? say(zh: "未留存事实", en: "its facts were not kept")),
    ]
    lines += row.steps.map { step in
      "  \(step.at.dayAndTime(in: .current))  \(outcomeState(step.kind, say))  "
        + [step.actor, step.reason].compactMap(\.self).joined(separator: "  ")
    }
    return lines
  }
}

/// The contestant, and who has the outcome where that is somebody else.
private func outcomeName(_ name: String, _ recipient: String?) -> String {
  guard let recipient, recipient != name else { return name }
  return name.isEmpty ? recipient : "\(name) → \(recipient)"
}

/// The word for a kind of outcome, the same wherever one is shown.
func outcomeKind(_ kind: String, _ say: Language) -> String {
  switch kind {
  case "grant": say(zh: "授予", en: "grant")
  case "recommendation": say(zh: "推荐", en: "recommendation")
  case "eligibility": say(zh: "资格", en: "eligibility")
  case "subsidy": say(zh: "补助", en: "subsidy")
  default: kind
  }
}

private func outcomeState(_ state: String, _ say: Language) -> String {
  switch state {
  case "opened": say(zh: "登记", en: "opened")
  case "eligible": say(zh: "具备", en: "eligible")
  case "publicised": say(zh: "公示中", en: "publicised")
  case "confirmed": say(zh: "已确认", en: "confirmed")
  case "submitted": say(zh: "已移交", en: "submitted")
  case "returned": say(zh: "退回", en: "returned")
  case "issued": say(zh: "已颁发", en: "issued")
  case "corrected": say(zh: "更正", en: "corrected")
  case "belated": say(zh: "迟到的编号", en: "belated number")
  case "rejected": say(zh: "未通过", en: "rejected")
  case "expired": say(zh: "已逾期", en: "expired")
  case "revoked": say(zh: "已撤销", en: "revoked")
  case "kept": say(zh: "予以保留", en: "kept")
  default: state
  }
}
