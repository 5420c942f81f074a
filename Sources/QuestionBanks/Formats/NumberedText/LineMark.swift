/// What a line begins with, whatever stands around it. A line without a mark belongs to the text
/// before it.
enum LineMark: Equatable {
  /// `参考答案`, with what follows on the line.
  case answers(rest: String)
  case heading(SectionHeading)
  case passage(PassageMark)
  case identified(IdentifiedLine)
  case number(NumberMark)
  case label(LabelMark)
  case option(OptionMark)
  case none

  /// - Parameter line: without surrounding white space.
  init(_ line: String) {
    if let rest = Self.answersHeading(line) {
      self = .answers(rest: rest)
    } else if let heading = SectionHeading(line) {
      self = .heading(heading)
    } else if let passage = PassageMark(line) {
      self = .passage(passage)
    } else if let identified = IdentifiedLine(line) {
      self = .identified(identified)
    } else if let number = NumberMark(line) {
      // `1、单选题（共20题）` is a heading as well.
      if let heading = SectionHeading(number.rest), heading.ordinal.isEmpty, heading.rest.isEmpty {
        self = .heading(heading)
      } else {
        self = .number(number)
      }
    } else if let label = LabelMark(line) {
      self = .label(label)
    } else if let option = OptionMark(line) {
      self = .option(option)
    } else {
      self = .none
    }
  }

  /// What follows the heading of an answer block, without its note. `答案：` alone is a label, which
  /// may be one as well.
  private static func answersHeading(_ line: String) -> String? {
    guard line.utf8.count <= 400 else { return nil }
    var scan = LineScan(line)
    guard let first = scan.next, initials.contains(first) else { return nil }
    if let boxed = scan.bracketed(["【"], atMost: 12) {
      return titles.contains(boxed.scalarTrimmed.lowercased()) && scan.isAtEnd ? "" : nil
    }
    _ = scan.take(["#"])
    scan.skipSpace()
    if scan.take("附") { _ = scan.take([":", "、", " "]) }
    let title = scan.take(atMost: 16) { !"(:,".unicodeScalars.contains($0) }
    guard titles.contains(title.scalarTrimmed.lowercased()) else { return nil }
    _ = scan.bracketed(LineScan.round, atMost: 40)
    guard scan.take([":"]) != nil else { return scan.isAtEnd ? "" : nil }
    return scan.isAtEnd && labels.contains(title.scalarTrimmed.lowercased())
      ? nil
      : scan.text
        .nilUnlessAnswers(labels.contains(title.scalarTrimmed.lowercased()))
  }

  /// The signs with which such a heading begins, in both cases: most lines are passed by these.
  private static let initials: Set<Unicode.Scalar> = Set(
    (titles.union(labels).flatMap { [$0, $0.uppercased()] } + ["【", "#", "附"])
      .compactMap(\.unicodeScalars.first))

  private static let labels: Set<String> = [
    "答案", "参考答案", "标准答案", "正确答案", "answers", "answer",
  ]
  private static let titles: Set<String> = labels.subtracting(["answer", "正确答案"]).union([
    "答案及解析", "答案与解析", "答案和解析", "参考答案及解析", "参考答案与解析", "试题答案", "答案部分", "答案汇总",
    "answer key", "answer keys",
  ])
}

extension String {
  /// A label with a text behind it is the key of one question, unless it holds several.
  fileprivate func nilUnlessAnswers(_ isLabel: Bool) -> String? {
    !isLabel || AnswerEntries.isBlock(self) ? self : nil
  }
}
