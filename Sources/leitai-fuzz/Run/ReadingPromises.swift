import Contests
import QuestionBanks

/// What every reading promises, whatever was read.
enum ReadingPromises {
  /// The first promise that a reading does not keep; absent when it keeps all.
  static func broken(by reading: BankReading, of bytes: [UInt8]) -> String? {
    if reading.questions.isEmpty, reading.findings.isEmpty { return "neither question nor finding" }
    if reading.findings.count > Limits.importFindings + 10 { return "too many findings" }
    let lines = isArchive(bytes) ? Limits.importRows * 10 : mostLines(of: bytes)
    for finding in reading.findings {
      if let fault = fault(of: finding, lines: lines) { return "\(finding.code): \(fault)" }
    }
    for keyed in reading.questions {
      if let fault = fault(of: keyed) { return "question \(keyed.question.id): \(fault)" }
    }
    return nil
  }

  /// What is wrong when the sound questions of a file are written in its format and read again.
  static func loss(of reading: BankReading, written format: any BankFormat) -> String? {
    let written = reading.questions.map { ($0, format.losses(of: $0)) }
      .filter { !$0.1.contains(.question) }
    guard !written.isEmpty else { return nil }
    let contents = BankContents(questions: written.map(\.0), pictures: reading.pictures)
    let again: BankReading
    do {
      again = BankReading(
        try format.write(contents, bank: "bank"), filename: "again", format: format.name)
    } catch {
      return "cannot be written: \(error)"
    }
    // What is lost of one question may make another one of it, or none.
    let isWhole = written.allSatisfy { $0.1.isEmpty }
    guard isWhole else { return nil }
    if again.errors > 0 {
      let codes = again.findings.filter { $0.severity == .error }.map(\.code)
      return "written and read again: \(codes.joined(separator: ", "))"
    }
    guard again.questions.count == written.count else {
      return "of \(written.count) questions, \(again.questions.count) come back"
    }
    for (before, after) in zip(written, again.questions) where before.0 != after {
      return "question \(before.0.question.id) comes back changed: \(before.0) became \(after)"
    }
    return nil
  }

  private static func fault(of finding: ImportFinding, lines: Int) -> String? {
    if let row = finding.place.row, !(1...lines).contains(row) {
      return "row \(row) of a file of at most \(lines) lines"
    }
    if let column = finding.place.column, !(0..<16_384).contains(column) {
      return "column \(column)"
    }
    if (finding.text.zhHans ?? "").isEmpty || (finding.text.en ?? "").isEmpty { return "no text" }
    let isCode = finding.code.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: byte == UInt8(ascii: "-")
      }
    }
    return isCode && !finding.code.isEmpty ? nil : "a code in another form"
  }

  private static func fault(of keyed: KeyedQuestion) -> String? {
    let question = keyed.question
    if keyed.key.question != question.id { return "the key is of another question" }
    if question.stem.isEmpty { return "no stem" }
    if question.texts.contains(where: { $0.count > Limits.textCharacters }) { return "a long text" }
    if question.options.count > Limits.options { return "\(question.options.count) options" }
    if question.premises.count > Limits.options { return "\(question.premises.count) premises" }
    if question.blanks > Limits.blanks { return "\(question.blanks) blanks" }
    let isWithin =
      switch keyed.key.solution {
      case .choices(let choices): choices.positions.allSatisfy(question.options.indices.contains)
      case .blanks(let blanks, _):
        blanks.count == question.blanks && blanks.allSatisfy { !$0.isEmpty }
      case .number: true
      case .order(let order): order.sorted() == Array(question.options.indices)
      case .matches(let matches):
        matches.count == question.premises.count
          && matches.allSatisfy(question.options.indices.contains)
      }
    return isWithin ? nil : "a key outside the question"
  }

  private static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B]) }

  /// A line may end with any byte that ends lines in some format or encoding; those of YAML in the
  /// middle of Unicode have an `0x85`, `0xA8` or `0xA9`.
  private static func mostLines(of bytes: [UInt8]) -> Int {
    bytes.reduce(1) { count, byte in
      switch byte {
      case 0x0A, 0x0D, 0x85, 0xA8, 0xA9: count + 1
      default: count
      }
    }
  }
}
