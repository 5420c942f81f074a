/// The answers on one line of an answer block: `1-5 ABCDE 6~7：BC`, `1.B 2.ABD`, `1、√ 2、×`.
struct AnswerEntries {
  /// The answer of one question or of a run.
  struct Entry: Equatable {
    let numbers: ClosedRange<Int>
    /// Whether a sign stands between the number and the answer.
    let isMarked: Bool
    var text: String

    /// The answer of each number of a run; `nil` when there are more or fewer of them.
    var answers: [String]? {
      guard numbers.count > 1 else { return [text] }
      let parts = text.unicodeScalars.split { isSeparator($0) }.map { String($0) }
      if parts.count == numbers.count { return parts }
      let truths = ["正确", "错误"]
      let signs = parts.flatMap { part in
        truths.contains(part) ? [part] : part.unicodeScalars.map(String.init)
      }
      return signs.count == numbers.count ? signs : nil
    }

    /// Whether the answer is letters or signs of truth, and not a text.
    var isChoice: Bool {
      !text.isEmpty && text.unicodeScalars.allSatisfy { isChoiceSign($0) || isSeparator($0) }
    }

    var isRun: Bool { numbers.count > 1 }
  }

  /// In the order of the line.
  private(set) var entries: [Entry]

  /// `nil` for a line that does not begin with a number and an answer.
  init?(_ line: String) {
    guard line.utf8.count <= 1 << 20 else { return nil }
    var scan = LineScan(line)
    Self.skipSeparators(&scan)
    guard let first = Self.start(&scan) else { return nil }
    entries = [first]
    var text = String.UnicodeScalarView()
    var isChoice = true
    var isBoundary = false
    while let sign = scan.next {
      let isStart = sign.isASCIIDigit || sign == "(" || sign == "第" || sign == "【"
      if isStart, !text.isEmpty, isBoundary || isChoice,
        let next = Self.next(scan, after: entries[entries.count - 1], isChoice: isChoice)
      {
        close(&text)
        entries.append(next.entry)
        scan = next.scan
        isChoice = true
        isBoundary = false
        continue
      }
      if !text.isEmpty || !sign.isSpace, let written = scan.rest.first {
        text.append(written)
      }
      isBoundary = Self.isSeparator(sign)
      isChoice = isChoice && (isBoundary || Self.isChoiceSign(sign))
      scan.skip()
    }
    close(&text)
  }

  /// Whether a line holds the answers of several questions, or one that is plainly no text.
  static func isPlain(_ line: String) -> Bool {
    guard let entries = AnswerEntries(line)?.entries else { return false }
    return entries.allSatisfy(\.isChoice)
  }

  /// Whether what follows `答案：` is an answer block and not the key of one question.
  static func isBlock(_ line: String) -> Bool {
    guard let entries = AnswerEntries(line)?.entries, entries.allSatisfy(\.isChoice) else {
      return false
    }
    return entries.contains(where: \.isRun) || entries.count > 1 && entries.allSatisfy(\.isMarked)
  }

  private mutating func close(_ text: inout String.UnicodeScalarView) {
    while let last = text.last, Self.isSeparator(last) { text.removeLast() }
    entries[entries.count - 1].text = String(text)
    text = String.UnicodeScalarView()
  }

  /// An entry that begins inside a line: the next number, or any before an answer of letters.
  private static func next(
    _ scan: LineScan, after previous: Entry, isChoice: Bool
  ) -> (entry: Entry, scan: LineScan)? {
    var trial = scan
    guard let entry = start(&trial) else { return nil }
    let isNext = entry.numbers.lowerBound == previous.numbers.upperBound + 1
    guard isNext && entry.isMarked || isChoice && (entry.isRun || entry.isChoice) else {
      return nil
    }
    return (Entry(numbers: entry.numbers, isMarked: entry.isMarked, text: ""), trial)
  }

  /// Steps over `1.`, `1-5`, `（1）`, `第1题`, or a number right before a letter. The text of the
  /// entry is the first sign of its answer.
  private static func start(_ scan: inout LineScan) -> Entry? {
    var trial = scan
    let opening = trial.take(["(", "【"])
    let isNamed = opening == nil && trial.take("第")
    guard let first = trial.number() else { return nil }
    trial.skipSpace()
    var last = first
    var end = trial
    if end.take(["-", "~", "—", "–", "－", "～", "至", "到"]) != nil {
      while end.take(["-", "—", " "]) != nil {}
      if let number = end.number() {
        last = number
        trial = end
      }
    }
    var isMarked = opening != nil
    if let opening { guard trial.take([opening == "(" ? ")" : "】"]) != nil else { return nil } }
    if isNamed { guard trial.take("题") else { return nil } }
    trial.skipSpace()
    if let mark = trial.take([".", "、", ":", ")"]) {
      isMarked = true
      // `1.5` is a number.
      if mark == ".", trial.next?.isASCIIDigit == true { return nil }
      trial.skipSpace()
    }
    guard first <= last else { return nil }
    let sign = trial.next.flatMap { isChoiceSign($0) ? String($0) : nil } ?? ""
    guard isMarked || isNamed || !sign.isEmpty else { return nil }
    scan = trial
    return Entry(numbers: first...last, isMarked: isMarked, text: sign)
  }

  private static func skipSeparators(_ scan: inout LineScan) {
    while let next = scan.next, isSeparator(next) { scan.skip() }
  }

  fileprivate static func isSeparator(_ sign: Unicode.Scalar) -> Bool {
    let sign = sign.halfWidth
    return sign.isSpace || ",、;|。".unicodeScalars.contains(sign)
  }

  fileprivate static func isChoiceSign(_ sign: Unicode.Scalar) -> Bool {
    let sign = sign.halfWidth
    return ("A"..."H").contains(sign) || ("a"..."h").contains(sign)
      || "√✓×✗对错正确误TF".unicodeScalars.contains(sign)
  }
}

private func isSeparator(_ sign: Unicode.Scalar) -> Bool { AnswerEntries.isSeparator(sign) }

private func isChoiceSign(_ sign: Unicode.Scalar) -> Bool { AnswerEntries.isChoiceSign(sign) }
