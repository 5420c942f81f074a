package import Contests

/// A file as the importer understood it: sound questions, and everything that is wrong.
package struct BankReading: Sendable {
  package let format: String
  /// Questions without an error, in the file's order.
  package let questions: [KeyedQuestion]
  /// The pictures that the file holds.
  package let pictures: [PictureID: Picture]
  /// In the file's order.
  package let findings: [ImportFinding]

  package var errors: Int { findings.count { $0.severity == .error } }

  /// Questions that were left out because Leitai does not have their kind.
  package var leftOut: Int { findings.count { $0.code == ImportFinding.Code.foreignKind } }

  /// Whether the file may become a version: it has questions and no error.
  package var isSound: Bool { errors == 0 && !questions.isEmpty }

  /// Reads a whole file in one pass.
  ///
  /// - Parameters:
  ///   - format: a name of `BankFormats`; found by content when absent.
  ///   - options: what the organizer says about the file.
  ///   - bank: the bank for which the file is meant; a file that names another one is refused.
  package init(
    _ bytes: [UInt8], filename: String, format name: String? = nil,
    options: ReadingOptions = ReadingOptions(), for bank: BankID? = nil
  ) {
    let chosen =
      name.map(BankFormats.named)
      ?? BankFormats.all.first { $0.recognizes(bytes, filename: filename) }
    guard let format = chosen else {
      let known = BankFormats.names.joined(separator: ", ")
      let refusal = ImportFinding(
        at: FilePlace(), code: "format-unknown", zhHans: "不认识的文件格式；可用：\(known)",
        en: "unknown format; known: \(known)")
      self.init(format: name ?? "", refusals: [refusal])
      return
    }
    if name == nil, !format.isToldByRoot, let file = ForeignFile(bytes, filename: filename) {
      self.init(format: "", refusals: [file.finding])
      return
    }
    do {
      var raw = try format.read(bytes, options)
      if let bank, let named = raw.bank, named.text != bank.text {
        raw.findings.append(
          ImportFinding(
            at: named.place, field: "bank", code: "bank-mismatch",
            zhHans: "文件是题库 \(named.text)，要导入的却是 \(bank)",
            en: "the file is the bank \(named.text), but it is to become \(bank)"))
      }
      self.init(format: format.name, raw: consume raw)
    } catch {
      self.init(format: format.name, refusals: error.findings)
    }
  }

  private init(format: String, raw: consuming RawBank) {
    var check = QuestionCheck(
      findings: raw.findings, knowledge: raw.knowledge, pictures: Set(raw.pictures.keys))
    for question in raw.questions { check.add(question) }
    var sheets: [String?] = []
    for sheet in raw.questions.lazy.map(\.place.sheet) where sheet != sheets.last {
      sheets.append(sheet)
    }
    // A large file takes most of its memory here, and the review takes some of its own.
    raw.questions = []
    check.note(BankReview(check.questions, places: check.places).findings)
    if check.questions.isEmpty, !check.findings.contains(where: { $0.severity == .error }) {
      check.note([
        ImportFinding(
          at: FilePlace(), code: "no-questions", zhHans: "没有找到题目", en: "no question was found")
      ])
    }
    self.init(
      format: format, questions: check.questions, pictures: raw.pictures,
      findings: check.findings, sheets: sheets)
  }

  private init(format: String, refusals: [ImportFinding]) {
    self.init(format: format, questions: [], pictures: [:], findings: refusals, sheets: [])
  }

  /// - Parameter sheets: the sheets of the questions, in the file's order; one may come again.
  private init(
    format: String, questions: [KeyedQuestion], pictures: [PictureID: Picture],
    findings: [ImportFinding], sheets: [String?]
  ) {
    self.format = format
    self.questions = questions
    self.pictures = pictures
    let order = Dictionary(sheets.enumerated().map { ($1, $0) }) { first, _ in first }
    self.findings = findings.enumerated().sorted { left, right in
      let places = [left.element.place, right.element.place]
      let keys = places.map { (order[$0.sheet] ?? 0, $0.row ?? 0) }
      return (keys[0].0, keys[0].1, left.offset) < (keys[1].0, keys[1].1, right.offset)
    }.map(\.element)
  }
}
