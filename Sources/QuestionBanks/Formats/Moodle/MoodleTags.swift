import Contests

/// What Leitai says of a question by Moodle's tags: `难度:易`, `等级:高级工`, and `选项:CAB` for the
/// letters that listed items have, where Moodle lists them in another order than Leitai.
struct MoodleTags {
  /// Absent unless a tag names one that there is.
  private(set) var level: String?
  private(set) var difficulty: String?
  private(set) var letters: String?

  init(_ tags: [String]) {
    for tag in tags {
      let parts = tag.split(maxSplits: 1) { $0 == ":" || $0 == "：" }
        .map { String($0).scalarTrimmed }
      guard parts.count == 2 else { continue }
      switch parts[0].lowercased() {
      case "等级", "技能等级", "level":
        if SkillLevel(name: parts[1]) != nil { level = parts[1] }
      case "难度", "difficulty":
        if FieldWords.difficulty(parts[1]) != nil { difficulty = parts[1] }
      case "选项": letters = parts[1]
      default: break
      }
    }
  }

  /// The tags of a question.
  ///
  /// - Parameter listed: the positions of the options in the order in which they are listed.
  static func tags(of question: Question, listed: [Int] = []) -> [String] {
    let bands: [Difficulty: String] = [.easy: "易", .medium: "中", .hard: "难"]
    var tags = ["等级:\(question.level.name)", "难度:\(bands[question.difficulty] ?? "")"]
    if listed != Array(listed.indices) {
      tags.append("选项:\(listed.map(Choices.letter).joined())")
    }
    return tags
  }

  /// For each listed item its position among the options: what the letters say when they name each
  /// of `count` options once, otherwise the order of the list.
  func positions(count: Int) -> [Int] {
    let positions = (letters ?? "").unicodeScalars.map { Int($0.value) - 0x41 }
    return positions.sorted() == Array(0..<count) ? positions : Array(0..<count)
  }

  func apply(to question: inout RawQuestion, at place: FilePlace) {
    question.level = level.map { RawText($0, at: place) }
    question.difficulty = difficulty.map { RawText($0, at: place) }
  }
}

extension RawQuestion {
  /// Takes items listed in their right order.
  mutating func takeOrder(_ items: [RawText], _ tags: MoodleTags) {
    let positions = tags.positions(count: items.count)
    options = items
    for (item, position) in zip(items, positions) { options[position] = item }
    key = .options(positions, at: items.first?.place ?? place)
  }

  /// Takes pairs of a matching question; a pair without a premise is an option that is left over.
  /// Options with the same text are one option.
  mutating func takePairs(_ pairs: [(premise: RawText, option: RawText)], _ tags: MoodleTags) {
    var listed: [RawText] = []
    var positionOf: [String: Int] = [:]
    var matches: [Int] = []
    for (premise, option) in pairs {
      let position = positionOf[option.text] ?? listed.count
      if position == listed.count {
        positionOf[option.text] = position
        listed.append(option)
      }
      guard !premise.text.isEmpty else { continue }
      premises.append(premise)
      matches.append(position)
    }
    let positions = tags.positions(count: listed.count)
    options = listed
    for (option, position) in zip(listed, positions) { options[position] = option }
    key = .matches(matches.map { positions[$0] }, at: pairs.first?.premise.place ?? place)
  }
}

extension KeyedQuestion {
  /// The positions of the options in the order in which Moodle is to list them: of an ordering
  /// question the right one, of a matching question that of its pairs, then those left over.
  var listedOptions: [Int] {
    switch key.solution {
    case .order(let order): return order
    case .matches(let matches):
      var seen: Set<Int> = []
      let used = matches.filter { seen.insert($0).inserted }
      return used + question.options.indices.filter { !seen.contains($0) }
    case .choices, .blanks, .number: return []
    }
  }
}
