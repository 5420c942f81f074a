import Contests

/// What the questions of a bank show when they are seen together: warnings, never errors.
package struct BankReview {
  package let findings: [ImportFinding]

  /// - Parameter places: where each question begins in its file.
  package init(_ questions: [KeyedQuestion], places: [FilePlace]) {
    let similar = SimilarQuestions(questions.map(\.question)).matches
    let isMuchAlike = similar.count > Self.mostSimilar
    findings =
      similar.prefix(Self.mostSimilar).map { match in
        Self.finding(match, questions, places)
      } + (isMuchAlike ? [Self.furtherSimilar(similar.count - Self.mostSimilar)] : [])
      + ContradictoryKeys(questions).pairs.prefix(Self.mostSimilar).map { pair in
        Self.finding(pair, questions, places)
      } + KeyHabits(questions).findings
  }

  /// Similar questions that are listed one by one; a file of nothing else is told so in one line.
  private static let mostSimilar = 1_000

  private static func finding(
    _ match: SimilarQuestions.Match, _ questions: [KeyedQuestion], _ places: [FilePlace]
  ) -> ImportFinding {
    let first = name(of: match.first, questions, places)
    let isSame = match.percent == 100
    return ImportFinding(
      .warning, at: places[match.question], field: "stem",
      code: isSame ? "duplicate" : "near-duplicate",
      zhHans: isSame ? "与\(first.zhHans)相同（只差标点或选项顺序）" : "与\(first.zhHans)几乎相同（\(match.percent)%）",
      en: isSame
        ? "the same as \(first.en), but for punctuation and the order of options"
        : "almost the same as \(first.en) (\(match.percent) %)")
  }

  private static func furtherSimilar(_ count: Int) -> ImportFinding {
    ImportFinding(
      .warning, at: FilePlace(), field: "stem", code: "near-duplicates-many",
      zhHans: "另有 \(count) 题与其他题几乎相同", en: "\(count) more questions are almost the same as others")
  }

  private static func finding(
    _ pair: ContradictoryKeys.Pair, _ questions: [KeyedQuestion], _ places: [FilePlace]
  ) -> ImportFinding {
    let first = name(of: pair.first, questions, places)
    return ImportFinding(
      .warning, at: places[pair.second], field: "key", code: "keys-contradict",
      zhHans: "题干与\(first.zhHans)相同，答案却矛盾",
      en: "the stem is that of \(first.en), but the keys contradict each other")
  }

  private static func name(
    of index: Int, _ questions: [KeyedQuestion], _ places: [FilePlace]
  ) -> (zhHans: String, en: String) {
    let id = questions[index].question.id
    guard let row = places[index].row else { return ("题 \(id)", "question \(id)") }
    let sheet = places[index].sheet.map { "\($0)!" } ?? ""
    return ("\(sheet)第 \(row) 行（\(id)）", "row \(sheet)\(row) (\(id))")
  }
}

/// Questions with one stem of which one calls right what the other calls wrong.
struct ContradictoryKeys {
  struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  /// In the order of the second question.
  let pairs: [Pair]

  /// A stem with many questions, such as “下列说法正确的是”, is compared with this many before it.
  private static let neighbours = 50

  private struct Claim {
    let question: Int
    let right: Set<ComparableText>
    let wrong: Set<ComparableText>
  }

  init(_ questions: [KeyedQuestion]) {
    // Most stems occur once: of these a hash is enough, whether or not another has the same.
    let hashes = questions.map { Self.stem(of: $0.question).hashValue }
    let counts = Dictionary(hashes.map { ($0, 1) }, uniquingKeysWith: +)
    var claims: [ComparableText: [Claim]] = [:]
    var pairs: [Pair] = []
    for (index, keyed) in questions.enumerated() where counts[hashes[index], default: 0] > 1 {
      guard let claim = Self.claim(of: keyed, at: index) else { continue }
      let stem = Self.stem(of: keyed.question)
      let contradicted = claims[stem]?.suffix(Self.neighbours).first { earlier in
        !earlier.right.isDisjoint(with: claim.wrong)
          || !earlier.wrong.isDisjoint(with: claim.right)
      }
      if let contradicted { pairs.append(Pair(first: contradicted.question, second: index)) }
      claims[stem, default: []].append(claim)
    }
    self.pairs = pairs
  }

  /// The stem with its passage and, apart, its numbers, in which the points count.
  private static func stem(of question: Question) -> ComparableText {
    let numbers = ComparableText.numbers(in: [question.stem]).joined(separator: " ")
    return ComparableText(question.passage + question.stem + "±" + numbers)
  }

  /// What a question calls right and wrong; absent for kinds whose keys say nothing about others.
  private static func claim(of keyed: KeyedQuestion, at index: Int) -> Claim? {
    guard case .choices(let right) = keyed.key.solution, keyed.question.kind != .multiple else {
      return nil
    }
    let options = keyed.question.options
    func texts(_ choices: [Int]) -> Set<ComparableText> {
      Set(choices.filter(options.indices.contains).map { ComparableText(options[$0]) })
        .subtracting([ComparableText("")])
    }
    let wrong = options.indices.filter { !right.positions.contains($0) }
    return Claim(question: index, right: texts(right.positions), wrong: texts(wrong))
  }
}

/// Habits of an author by which a contestant could guess.
struct KeyHabits {
  let findings: [ImportFinding]

  /// Fewer questions than this show no habit.
  private static let least = 20

  init(_ questions: [KeyedQuestion]) {
    var longest = 0
    var singles = 0
    var letters = [Int](repeating: 0, count: Limits.options)
    var statements = (count: 0, right: 0)
    for keyed in questions {
      guard case .choices(let right) = keyed.key.solution, let key = right.positions.first else {
        continue
      }
      if keyed.question.kind == .trueFalse {
        statements = (statements.count + 1, statements.right + (key == 0 ? 1 : 0))
      } else if keyed.question.kind == .single {
        singles += 1
        letters[key] += 1
        if Self.isLongest(key, among: keyed.question.options) { longest += 1 }
      }
    }
    var findings: [ImportFinding] = []
    if singles >= Self.least, longest * 2 > singles {
      let percent = longest * 100 / singles
      findings.append(
        ImportFinding(
          .warning, at: FilePlace(), field: "key", code: "key-often-longest",
          zhHans: "\(singles) 道单选题中有 \(percent)% 的答案是最长的选项",
          en: "in \(percent) % of \(singles) single choices the key is the longest option"))
    }
    if singles >= Self.least, let most = letters.max(), most * 5 > singles * 2,
      let position = letters.firstIndex(of: most)
    {
      let percent = most * 100 / singles
      findings.append(
        ImportFinding(
          .warning, at: FilePlace(), field: "key", code: "keys-unbalanced",
          zhHans: "\(singles) 道单选题中有 \(percent)% 的答案是 \(Choices.letter(position))",
          en: "in \(percent) % of \(singles) single choices the key is \(Choices.letter(position))")
      )
    }
    if statements.count >= Self.least,
      !(statements.count...statements.count * 3).contains(statements.right * 4)
    {
      let percent = statements.right * 100 / statements.count
      findings.append(
        ImportFinding(
          .warning, at: FilePlace(), field: "key", code: "statements-unbalanced",
          zhHans: "\(statements.count) 道判断题中有 \(percent)% 为正确",
          en: "of \(statements.count) statements \(percent) % are right"))
    }
    self.findings = findings
  }

  private static func isLongest(_ key: Int, among options: [String]) -> Bool {
    guard options.indices.contains(key) else { return false }
    let length = options[key].unicodeScalars.count
    return options.indices.allSatisfy { $0 == key || options[$0].unicodeScalars.count < length }
  }
}
