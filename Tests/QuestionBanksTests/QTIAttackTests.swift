import Archives
import Contests
import QuestionBanks
import Testing

/// Files that mean harm: each is refused by name, soon and without harm.
@Suite struct QTIAttackTests {
  private func codes(_ item: String) -> [String] { BankReading(item: item).codes }

  private func package(_ item: String) throws -> [UInt8] {
    try QTIExamples.package(
      resources: QTIExamples.resource("A", "a.xml"), [("a.xml", item)])
  }

  @Test func entitiesAreRefused() throws {
    let laughs = """
      <!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
      """
    let external = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
    for declaration in [laughs, external] {
      let item = QTIExamples.simple(stem: "<p>&a;</p>")
        .replacing("?>\n", with: "?>\n\(declaration)\n")
      #expect(codes(item) == ["forbidden-doctype"])
      #expect(BankReading(try package(item), filename: "x").codes == ["forbidden-doctype"])
    }
  }

  @Test func truncatedItemIsRefusedWithItsLine() {
    let item = QTIExamples.simple()
    for length in stride(from: 120, to: item.count - 1, by: 7) {
      let reading = BankReading(item: String(item.prefix(length)))
      #expect(reading.questions.isEmpty)
      #expect(!reading.isSound)
    }
  }

  @Test func deepNestingIsRefused() {
    let body =
      String(repeating: "<div>", count: 1_000) + "x"
      + String(repeating: "</div>", count: 1_000)
    #expect(codes(QTIExamples.simple(stem: body)) == ["malformed-xml"])
  }

  @Test(.timeLimit(.minutes(1))) func manyChoicesAreRefusedSoon() {
    let options = (0..<10_000).map { "选项 \($0)" }
    let names = options.indices.map { "C\($0)" }
    let item = QTIExamples.item(
      declared: QTIExamples.response("RESPONSE", "multiple", correct: names),
      body: "<p>选</p>" + QTIExamples.choice(options))
    #expect(Set(codes(item)) == ["options-missing", "key-unreadable"])
  }

  @Test(.timeLimit(.minutes(1))) func manyEntriesAndRulesAreReadSoon() {
    let count = 5_000
    let declared = (0..<count).map {
      QTIExamples.response("R\($0)", "single", "string", correct: ["x"])
    }
    let entries = (0..<count).map { "<textEntryInteraction responseIdentifier=\"R\($0)\"/>" }
    let points = (0..<count).map { "<mapResponse identifier=\"R\($0)\"/>" }
    let item = QTIExamples.item(
      declared: declared.joined(), body: "<p>填\(entries.joined())</p>",
      rest: "<responseProcessing><setOutcomeValue identifier=\"S\"><sum>\(points.joined())</sum>"
        + "</setOutcomeValue></responseProcessing>")
    #expect(codes(item).contains("key-too-long"))
  }

  @Test func zipBombIsRefused() throws {
    let bomb = [UInt8](repeating: 0x20, count: 64 << 20)
    let bytes = try QTIExamples.package([
      ("imsmanifest.xml", bomb), ("a.xml", Array(QTIExamples.simple().utf8)),
    ])
    #expect(BankReading(bytes, filename: "x").codes == ["inflate-ratio-too-high"])
  }

  @Test func headerThatLiesAboutTheSizeIsRefused() throws {
    var bytes = try package(QTIExamples.simple())
    // The directory's entry of the manifest: its stated size is 24 bytes in.
    let directory = try #require(
      bytes.indices.dropLast(4).first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    bytes[directory + 24] = 7
    let reading = BankReading(bytes, filename: "x")
    #expect(reading.questions.isEmpty)
    #expect(reading.codes == ["damaged-archive"])
  }

  @Test(.timeLimit(.minutes(1))) func onePictureInManyPlacesIsReadOnce() throws {
    let body = String(repeating: "<img src=\"p.png\" alt=\"\"/>", count: 20_000)
    let picture = QTIExamples.png() + [UInt8](repeating: 7, count: 1 << 20)
    let manifest =
      "<manifest><resources>\(QTIExamples.resource("A", "a.xml"))</resources></manifest>"
    let bytes = try QTIExamples.package([
      ("imsmanifest.xml", Array(manifest.utf8)),
      ("a.xml", Array(QTIExamples.simple(stem: "<p>\(body)</p>").utf8)), ("p.png", picture),
    ])
    let reading = BankReading(bytes, filename: "x")
    #expect(reading.codes == ["text-too-long"])
    #expect(reading.pictures.count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func manyNotesAreCutShort() {
    let body = String(repeating: "<video/>", count: 50_000)
    let reading = BankReading(item: QTIExamples.simple(stem: "<p>看\(body)</p>"))
    #expect(reading.codes.contains("too-many-findings"))
    #expect(reading.findings.count <= Limits.importFindings + 1)
  }

  /// Numbers that are the same in every run.
  private struct Numbers {
    private var state: UInt64 = 1

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }

    /// A few changes of single bytes, pieces and whole tags.
    mutating func changed(_ original: [UInt8]) -> [UInt8] {
      var bytes = original
      for _ in 0...next(4) where !bytes.isEmpty {
        let at = next(bytes.count)
        switch next(5) {
        case 0: bytes[at] = UInt8(next(256))
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + next(30)))
        case 2: bytes.insert(contentsOf: bytes.prefix(next(40)), at: at)
        default:
          var tags = bytes.split(separator: 0x3C, omittingEmptySubsequences: false).map(Array.init)
          tags.swapAt(next(tags.count), next(tags.count))
          tags.insert(tags[next(tags.count)], at: next(tags.count))
          tags.remove(at: next(tags.count))
          bytes = Array(tags.joined(separator: [0x3C]))
        }
      }
      return bytes
    }
  }

  @Test(arguments: ["qti", "qti22", "qti30"])
  func changedFilesAreReadOrRefused(format: String) throws {
    let picture = try Picture(QTIExamples.png())
    let shown = "题 ____ " + PictureReference.text(picture.id)
    var questions = try QTIExamples.everyKind("题 ____")
    questions.append(
      try QTIExamples.keyed(
        "X", .single, stem: shown, options: ["甲", "乙"], passage: "材料",
        solution: .choices(Choices(position: 0)), explanation: "因为"))
    let writer = try #require(BankFormats.named(format))
    let package = try writer.write(
      BankContents(questions: questions, pictures: [picture.id: picture]), bank: "b")
    let archive = try ZipArchive(package)
    let parts = try archive.names.map { ($0, try archive.bytes(of: $0, limit: 1 << 20)) }
    var numbers = Numbers()
    for round in 0..<300 {
      let changed = round % parts.count
      let bytes: [UInt8]
      switch round % 3 {
      case 0: bytes = numbers.changed(package)
      case 1: bytes = numbers.changed(parts[changed].1)
      default:
        bytes = try QTIExamples.package(
          parts.enumerated().map { position, part in
            (part.0, position == changed ? numbers.changed(part.1) : part.1)
          })
      }
      let reading = BankReading(bytes, filename: "x", format: "qti")
      #expect(!reading.questions.isEmpty || !reading.findings.isEmpty)
    }
  }
}
