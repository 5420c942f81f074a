import Contests

/// One question while its lines are read.
struct NumberedQuestion {
  /// The lines of a text, each with its number in the file.
  struct Part {
    private(set) var lines: [(text: String, row: Int)]

    init(_ line: String, row: Int) { lines = [(line, row)] }

    mutating func append(_ line: String, row: Int) { lines.append((line, row)) }

    /// The text without surrounding white space and empty lines.
    var raw: RawText {
      let text = lines.map(\.text).joined(separator: "\n").scalarTrimmed
      return RawText(text, at: FilePlace(row: lines[0].row))
    }
  }

  /// Where a line without a mark goes.
  enum Target: Equatable {
    case stem
    case option
    case premise
    case label(LabelledPart)
  }

  /// The line on which it begins, 1 for the first.
  let row: Int
  let kind: QuestionKindWord?
  let passage: RawText?
  var isRefused = false
  /// Whether the key stood before the stem: what the stem has in brackets is text then.
  private(set) var hasLeadingKey = false
  private(set) var target = Target.stem
  /// What is known of the next option's letter; absent before the first one.
  private(set) var isUpperCase: Bool?
  /// Whether spaces follow the letters of its options.
  var hasSpacedLetters = false
  private(set) var stem: Part
  private(set) var options: [Part] = []
  private(set) var premises: [Part] = []
  private(set) var keys: [Part] = []
  private(set) var parts: [LabelledPart: Part] = [:]

  init(row: Int, kind: QuestionKindWord?, passage: RawText?) {
    self.row = row
    self.kind = kind
    self.passage = passage
    stem = Part("", row: row)
  }

  /// Whether it has what a question needs, so that the next one may follow.
  var isComplete: Bool { options.count > 1 || !keys.isEmpty || kind.map(Self.isBare) == true }

  /// Whether anything shows that it is a question and not a note.
  var isAsked: Bool {
    !options.isEmpty || !keys.isEmpty || stem.lines.contains { BlankMarks.count(in: $0.text) > 0 }
  }

  /// Whether an option may follow: an explanation speaks of options, and so does what stands
  /// below the key of a question that has its options already.
  var takesOptions: Bool {
    target == .option || target != .label(.explanation) && (keys.isEmpty || options.isEmpty)
  }

  /// Adds a key that stands before the stem.
  mutating func addLeadingKey(_ key: String, row: Int) {
    hasLeadingKey = true
    keys.append(Part(key, row: row))
  }

  /// Lets the next line belong to the stem.
  mutating func goOnWithStem() { target = .stem }

  static func isBare(_ kind: QuestionKindWord) -> Bool {
    switch kind {
    case .kind(.trueFalse, _), .kind(.fillIn, _), .kind(.numeric, _), .foreign: true
    case .kind: false
    }
  }

  /// Adds a line without a mark, or one whose mark does not count here.
  mutating func append(_ line: String, row: Int) {
    switch target {
    case .stem: stem.append(line, row: row)
    case .option: options[options.count - 1].append(line, row: row)
    case .premise: premises[premises.count - 1].append(line, row: row)
    case .label(.key): keys[keys.count - 1].append(line, row: row)
    case .label(let part) where Self.takesLines(part): parts[part]?.append(line, row: row)
    case .label:
      // After `难度：易` a stem may still begin; later text comments on the question.
      if options.isEmpty, keys.isEmpty, stem.raw.text.isEmpty {
        target = .stem
        stem.append(line, row: row)
      } else {
        add(.explanation, line, row: row)
      }
    }
  }

  private static func takesLines(_ part: LabelledPart) -> Bool {
    switch part {
    case .key, .explanation, .premise, .knowledge, .unit: true
    case .kind, .id, .level, .difficulty, .tolerance: false
    }
  }

  mutating func addOption(_ line: String, isUpperCase: Bool, row: Int) {
    self.isUpperCase = self.isUpperCase ?? isUpperCase
    options.append(Part(line, row: row))
    target = .option
  }

  /// Adds a labelled part; a second explanation goes on with the first.
  mutating func add(_ part: LabelledPart, _ text: String, row: Int) {
    target = part == .premise ? .premise : .label(part)
    switch part {
    case .key: keys.append(Part(text, row: row))
    case .premise: premises.append(Part(text, row: row))
    case .explanation where parts[part] != nil: parts[part]?.append(text, row: row)
    default: parts[part] = Part(text, row: row)
    }
  }
}
