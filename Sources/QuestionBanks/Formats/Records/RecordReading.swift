import Contests

/// Turns records, one a question, into questions: the names of their fields are headers of a table.
struct RecordReading {
  /// Fields of a record that are looked at, those of no meaning included.
  private static let maxFields = 256
  /// Names in a file; a further one means nothing.
  private static let maxNames = 4_096
  /// Unknown names that are compared with known ones.
  private static let maxDoubts = 64
  /// Texts in a list that are kept: one more than any list may have.
  private static let maxTexts = 32

  /// What a field of a record holds.
  enum Value {
    case text(RawText)
    case list([RawText])
    /// Options by their letters.
    case lettered([(name: String, text: RawText)])
    /// Nothing that a question could hold, such as a list of lists.
    case foreign(FilePlace)
  }

  private(set) var bank = RawBank()
  private var mappings: FieldMappings
  private var meanings: [String: Meaning] = [:]
  private var doubted: Set<String> = []
  private var keyMapping: FieldMapping?

  private struct Meaning {
    let column: QuestionColumn?
    let mapping: FieldMapping?
  }

  /// The fields of one record as they come in.
  struct Record {
    let place: FilePlace
    fileprivate var names: Set<String> = []
    fileprivate var fields: [(name: String, column: QuestionColumn, isMapped: Bool, value: Value)] =
      []

    init(place: FilePlace) { self.place = place }
  }

  init(_ options: ReadingOptions) {
    mappings = FieldMappings(options.headers)
    keyMapping = options.headers.first { $0.field == "key" }
  }

  /// Whether a field of that name is wanted; one that is not need not be read.
  mutating func isWanted(
    _ name: String, in record: inout Record, at place: FilePlace
  ) throws(BankFileRefused) -> Bool {
    guard record.names.count < Self.maxFields else {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: place, code: "too-many-fields", zhHans: "一条记录的字段超过 \(Self.maxFields) 个",
          en: "over \(Self.maxFields) fields in a record")
      ])
    }
    guard record.names.insert(name).inserted else {
      bank.findings.append(
        ImportFinding(
          at: record.place, field: meaning(name).column?.field ?? "", code: "field-repeated",
          zhHans: "字段“\(name.prefix(40))”出现两次", en: "the field \"\(name.prefix(40))\" occurs twice")
      )
      return false
    }
    if meaning(name).column == nil { doubt(name, at: place) }
    return meaning(name).column != nil
  }

  mutating func add(_ value: Value, as name: String, to record: inout Record) {
    let meaning = meaning(name)
    guard let column = meaning.column else { return }
    if let mapping = meaning.mapping { mappings.use(mapping) }
    record.fields.append((name, column, meaning.mapping != nil, value))
  }

  /// Ends a record: it becomes a question.
  mutating func end(_ record: Record) throws(BankFileRefused) {
    guard bank.questions.count < Limits.importRows else {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: record.place, code: "too-many-rows", zhHans: "记录超过 \(Limits.importRows) 条",
          en: "over \(Limits.importRows) records")
      ])
    }
    var assembly = QuestionAssembly(place: record.place)
    var taken: Set<QuestionColumn> = []
    var isKeyMapped = false
    // What the organizer says about a name goes before what the name itself says.
    for field in record.fields.filter(\.isMapped) + record.fields.filter({ !$0.isMapped }) {
      let column = meaning(of: field, in: record)
      guard taken.insert(column).inserted else { continue }
      if column == .key, field.isMapped { isKeyMapped = true }
      put(field.value, as: column, into: &assembly)
    }
    let question = assembly.finished(isKeyMapped ? keyMapping : nil, &bank.findings)
    guard bank.add(question) else { throw BankFileRefused(findings: bank.findings) }
  }

  /// What does not belong into a list of records.
  mutating func refuseRecord(at place: FilePlace) throws(BankFileRefused) {
    guard bank.findings.count < Limits.importFindings else {
      throw BankFileRefused(findings: bank.findings)
    }
    bank.findings.append(
      ImportFinding(
        at: place, code: "record-unreadable", zhHans: "应为一条记录（字段与值）",
        en: "not a record of fields and values"))
  }

  /// What was read, once the file is at its end.
  func finished() -> RawBank {
    var bank = bank
    if !bank.questions.isEmpty { bank.findings += mappings.missing }
    if !bank.questions.isEmpty, bank.questions.allSatisfy({ $0.stem == nil }) {
      bank.questions = []
      bank.findings =
        [
          ImportFinding(
            at: FilePlace(), code: "header-missing",
            zhHans: "记录中没有题干字段；可用 --map stem=字段名 指定",
            en: "the records have no field for the stem; --map stem=NAME names one")
        ] + mappings.missing
    }
    return bank
  }
}

extension RecordReading {
  private mutating func meaning(_ name: String) -> Meaning {
    if let known = meanings[name] { return known }
    // Records that each have names of their own fill neither the memory nor the time.
    guard meanings.count < Self.maxNames else { return Meaning(column: nil, mapping: nil) }
    let mapped = mappings.column(name)
    let meaning = Meaning(column: mapped?.0 ?? HeaderNames.column(name), mapping: mapped?.1)
    meanings[name] = meaning
    return meaning
  }

  /// `answers` is the options where it is a list and nothing else is; a lone `options` text is a
  /// list in one text.
  private func meaning(
    of field: (name: String, column: QuestionColumn, isMapped: Bool, value: Value),
    in record: Record
  ) -> QuestionColumn {
    guard field.column == .key, !field.isMapped, case .list = field.value,
      HeaderNames.areEqual(field.name, "answers"),
      !record.fields.contains(where: { $0.column.isOption })
    else { return field.column }
    return .options
  }

  private mutating func doubt(_ name: String, at place: FilePlace) {
    guard doubted.count < Self.maxDoubts, doubted.insert(name).inserted else { return }
    let near = HeaderNames.near(name).filter { near in
      !meanings.values.contains { $0.column == near.column }
    }
    guard !near.isEmpty else { return }
    bank.findings.append(.unknownHeader(name, near: near.prefix(3).map(\.name), at: place))
  }

  private mutating func put(
    _ value: Value, as column: QuestionColumn, into assembly: inout QuestionAssembly
  ) {
    switch value {
    case .text(let text): assembly.put(text, as: column)
    case .list(let texts):
      let place = texts.first?.place ?? assembly.question.place
      if texts.count > Self.maxTexts || !assembly.put(texts, as: column, at: place) {
        refuse(column, at: place)
      }
    case .lettered(let options):
      for (name, text) in options {
        guard column == .options, case .option(let position)? = HeaderNames.column(name) else {
          return refuse(column, at: text.place)
        }
        assembly.put(text, as: .option(position))
      }
    case .foreign(let place): refuse(column, at: place)
    }
  }

  private mutating func refuse(_ column: QuestionColumn, at place: FilePlace) {
    bank.findings.append(
      ImportFinding(
        at: place, field: column.field, code: "value-unreadable", zhHans: "应为一个文本，或一组文本",
        en: "not a text or a list of texts"))
  }
}

extension QuestionColumn {
  /// Whether it holds an option or all of them.
  fileprivate var isOption: Bool {
    if case .option = self { true } else { self == .options }
  }
}
