/// Answers that stand together below the questions: at the end of a file or of a section.
struct AnswerBlock {
  /// What is said about one question.
  struct Answer {
    let number: Int
    var text: String
    let row: Int
    /// A heading inside the block begins another part.
    let part: Int
    var explanation: [String] = []
  }

  private(set) var answers: [Answer] = []
  /// The headings inside the block; absent for what stands above the first.
  private var headings: [SectionHeading?] = [nil]

  mutating func begin(_ heading: SectionHeading) { headings.append(heading) }

  /// Adds a line of answers, perhaps with an explanation behind them.
  ///
  /// - Returns: `false` for a line that is none.
  mutating func add(_ line: String, row: Int, _ findings: inout [ImportFinding]) -> Bool {
    let (head, parts) = LabelMark.split(line)
    guard let entries = AnswerEntries(head)?.entries else { return false }
    for entry in entries {
      guard let texts = entry.answers else {
        findings.append(Self.wrongLength(of: entry, row: row))
        continue
      }
      for (number, text) in zip(entry.numbers, texts) {
        // `1. 【答案】B`
        let key = LabelMark(text)
        answers.append(
          Answer(
            number: number, text: InlineMarks.unescaped(key?.rest ?? text), row: row,
            part: headings.count - 1))
      }
    }
    for (part, text) in parts { add(part, text) }
    return true
  }

  /// Adds a labelled part to the last answer.
  mutating func add(_ part: LabelledPart, _ text: String) {
    guard let last = answers.indices.last else { return }
    switch part {
    case .key where answers[last].text.isEmpty: answers[last].text = text
    case .explanation: answers[last].explanation.append(InlineMarks.unescaped(text))
    default: break
    }
  }

  /// Adds a line without a number: more of an explanation or of a text to fill in.
  mutating func append(_ line: String, row: Int, _ findings: inout [ImportFinding]) {
    guard let last = answers.indices.last else { return }
    if !answers[last].explanation.isEmpty {
      answers[last].explanation.append(line)
    } else if answers[last].text.isEmpty {
      answers[last].text = line
    } else {
      findings.append(
        ImportFinding(
          at: FilePlace(row: row), field: "key", code: "answer-unreadable",
          zhHans: "不能识别的答案行", en: "cannot read this line of answers"))
    }
  }

  private static func wrongLength(of entry: AnswerEntries.Entry, row: Int) -> ImportFinding {
    let numbers = "\(entry.numbers.lowerBound)-\(entry.numbers.upperBound)"
    return ImportFinding(
      at: FilePlace(row: row), field: "key", code: "answer-run-length",
      zhHans: "第 \(numbers) 题应有 \(entry.numbers.count) 个答案，与所给答案个数不符",
      en: "the answers given are not \(entry.numbers.count), one for each of \(numbers)")
  }

  /// The positions of the questions to which the answers belong, in the order of `answers`; absent
  /// where there is no such question.
  ///
  /// - Parameter sections: those that the block may answer.
  func targets(in sections: [TextSection]) -> [Int?] {
    let plain = answers.contains { $0.part == 0 } ? plainTargets(in: sections) : []
    let named = namedSections(sections)
    return answers.enumerated().map { position, answer in
      guard answer.part > 0 else { return plain[position] }
      if let position = named[answer.part]?.positions[answer.number] { return position }
      let others = sections.count <= 40 ? sections.compactMap { $0.positions[answer.number] } : []
      return others.count == 1 ? others[0] : nil
    }
  }

  /// The sections that the block's headings name: by number and kind, then by either, then the
  /// next one.
  private func namedSections(_ sections: [TextSection]) -> [Int: TextSection] {
    var byName: [String: [Int]] = [:]
    for (position, section) in sections.enumerated().reversed() where !section.positions.isEmpty {
      for name in Self.names(section.heading) { byName[name, default: []].append(position) }
    }
    var taken: Set<Int> = []
    var named: [Int: TextSection] = [:]
    for (part, heading) in headings.enumerated() {
      guard let heading else { continue }
      var found: Int?
      for name in Self.names(heading) where found == nil {
        while let position = byName[name]?.popLast() {
          guard !taken.contains(position) else { continue }
          found = position
          break
        }
      }
      guard let found, taken.insert(found).inserted else { continue }
      named[part] = sections[found]
    }
    return named
  }

  /// The names under which a heading is found, the surest first.
  private static func names(_ heading: SectionHeading?) -> [String] {
    guard let heading else { return [] }
    let kind = heading.kindName
    return [heading.name] + (kind.isEmpty ? [] : ["/\(kind)"])
      + (heading.ordinal.isEmpty ? [] : ["\(heading.ordinal)/"])
  }

  /// The questions of answers without headings: by number where no two questions share one,
  /// otherwise section by section, as numbers restart.
  private func plainTargets(in sections: [TextSection]) -> [Int?] {
    var positions: [Int: Int] = [:]
    var isUnique = true
    for section in sections {
      for (number, position) in section.positions {
        isUnique = positions.updateValue(position, forKey: number) == nil && isUnique
      }
    }
    let numbered = sections.filter { !$0.positions.isEmpty }
    var section = 0
    var last = 0
    return answers.map { answer in
      guard answer.part == 0 else { return nil }
      if isUnique { return positions[answer.number] }
      if answer.number <= last { section += 1 }
      last = answer.number
      return section < numbered.count ? numbered[section].positions[answer.number] : nil
    }
  }
}
