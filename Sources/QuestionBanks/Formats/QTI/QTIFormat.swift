import Archives
import Contests

/// IMS / 1EdTech QTI: content packages, and single items by themselves. Every format of this type
/// reads 2.1, 2.2 and 3.0; they differ in what they write.
struct QTIFormat: BankFormat {
  let name: String
  let suffix = "zip"
  private let version: QTIVersion
  /// Whether this is the one of its kind that files are recognized for.
  private let isRecognized: Bool

  init(writing version: QTIVersion) {
    self.version = version
    name = version.formatName
    isRecognized = version == .v21
  }

  private static let limits = {
    var limits = ArchiveLimits()
    limits.maxParts = QTIPackage.mostResources
    return limits
  }()

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    isRecognized && (QTIRecognition.isPackage(bytes) || QTIRecognition.isDocument(bytes))
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    guard bytes.starts(with: [0x50, 0x4B]) else { return try readItem(bytes) }
    let archive: ZipArchive
    do throws(ArchiveError) {
      archive = try ZipArchive(bytes, limits: Self.limits)
    } catch {
      throw BankFileRefused(error, part: nil)
    }
    return try readPackage(archive)
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> { QTILosses.of(question) }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    var kept = contents
    kept.questions.removeAll { losses(of: $0).contains(.question) }
    return try QTIPackageWriter(kept, version: version).package(named: bank)
  }

  private func readItem(_ bytes: [UInt8]) throws(BankFileRefused) -> RawBank {
    let root: XMLElement
    do throws(ArchiveError) {
      root = try XMLElement.parse(bytes)
    } catch {
      throw BankFileRefused(error, part: nil)
    }
    if root.qtiName == "assessmentTest" {
      throw BankFileRefused(
        at: FilePlace(row: root.line), code: "test-without-items",
        zhHans: "试卷只引用题目文件，本身没有题目；请上传整个内容包（zip）",
        en: "a test only refers to its items; send the whole content package (zip)")
    }
    try Self.checkItem(root, in: nil)
    let source = QTISource()
    let reader = QTIItemReader(root, source: source, part: nil)
    if var question = reader.question() {
      question.id = Self.identifier(root, in: nil)
      source.bank.questions = [question]
    }
    return source.bank
  }

  private static func checkItem(
    _ root: XMLElement, in part: String?
  ) throws(BankFileRefused) {
    switch root.qtiName {
    case "assessmentItem": return
    case "questestinterop": throw .oldVersion(at: FilePlace(sheet: part, row: root.line))
    default: throw .wrongType("assessmentItem", found: root, in: part)
    }
  }

  /// The identifier of an item where it can be that of a question.
  private static func identifier(_ item: XMLElement, in part: String?) -> RawText? {
    guard let text = item.qti("identifier")?.trimmed, (try? QuestionID(text)) != nil else {
      return nil
    }
    return RawText(text, at: FilePlace(sheet: part, row: item.line))
  }
}

extension QTIFormat {
  private func readPackage(_ archive: ZipArchive) throws(BankFileRefused) -> RawBank {
    let source = QTISource(archive: archive)
    let package = try QTIPackage(archive, source: source)
    var questions: [RawQuestion] = []
    var resources: [String?] = []
    for item in package.items where !source.isFull {
      let root: XMLElement
      do throws(BankFileRefused) {
        root = try source.document(item.part)
      } catch {
        source.bank.findings += error.findings
        continue
      }
      try Self.checkItem(root, in: item.part)
      let reader = QTIItemReader(root, source: source, part: item.part)
      guard var question = reader.question() else { continue }
      question.id = Self.identifier(root, in: item.part)
      question.knowledge = item.metadata.knowledge
      if question.knowledge == nil, !item.section.isEmpty {
        question.knowledge = RawText(item.section, at: question.place)
      }
      question.level = item.metadata.level
      question.difficulty = item.metadata.difficulty
      questions.append(question)
      resources.append(item.resource)
    }
    Self.name(&questions, resources: resources, source)
    source.bank.questions = questions
    return source.bank
  }

  /// Items of one package may share an identifier, as many editors name them by their kind; then
  /// they go by their names in the manifest.
  private static func name(
    _ questions: inout [RawQuestion], resources: [String?], _ source: QTISource
  ) {
    let names = questions.compactMap { $0.id?.text }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    var taken = Set(counts.filter { $0.value == 1 }.keys)
    var isNoted = false
    for position in questions.indices {
      let given = questions[position].id
      if let given, counts[given.text] == 1 { continue }
      if let given, !isNoted {
        isNoted = true
        source.note(
          .warning, at: given.place, field: "id", code: "id-shared",
          zhHans: "多道题的标识都是“\(given.text)”，改用清单中的名称",
          en: "several items are called \"\(given.text)\"; their names in the manifest are taken")
      }
      questions[position].id = nil
      guard let resource = resources[position], (try? QuestionID(resource)) != nil,
        taken.insert(resource).inserted
      else { continue }
      questions[position].id = RawText(resource, at: questions[position].place)
    }
  }
}
