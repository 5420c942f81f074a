import Contests

extension RawBank {
  /// Whether more questions and findings may be added; where not, that is noted at the place from
  /// which nothing more is read.
  mutating func hasRoom(at place: FilePlace) -> Bool {
    if questions.count >= Limits.importRows {
      findings.append(
        ImportFinding(
          at: place, code: "too-many-questions",
          zhHans: "题目超过 \(Limits.importRows) 道，此后未再读取",
          en: "over \(Limits.importRows) questions; nothing from here on was read"))
      return false
    }
    if findings.count >= Limits.importFindings {
      findings.append(
        ImportFinding(
          at: place, code: "too-many-findings",
          zhHans: "问题超过 \(Limits.importFindings) 处，此后未再检查",
          en: "over \(Limits.importFindings) findings; nothing from here on was looked at"))
      return false
    }
    return true
  }

  /// Adds a question whose texts may be copies of what the file holds once, such as merged cells and
  /// aliases. Where all together are too much, that is noted instead.
  ///
  /// - Returns: whether more may be added.
  mutating func add(_ question: RawQuestion) -> Bool {
    textBytes += question.textBytes
    guard textBytes <= Limits.bankTextBytes else {
      findings.append(.bankTooLarge(at: question.place, mostBytes: Limits.bankTextBytes))
      return false
    }
    questions.append(question)
    return true
  }
}
