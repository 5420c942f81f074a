import Archives
import Spreadsheets
import Testing

@Suite struct WorkbookReaderAttackTests {
  private static let part = "xl/worksheets/sheet1.xml"
  private static let oneCell = #"<row r="1"><c r="A1"><v>1</v></c></row>"#

  private func failure(
    _ bytes: [UInt8], limits: SpreadsheetLimits = SpreadsheetLimits()
  ) -> SpreadsheetError? {
    do throws(SpreadsheetError) {
      _ = try WorkbookReader(limits: limits).read(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func failure(
    _ archive: TestArchive, limits: SpreadsheetLimits = SpreadsheetLimits()
  ) throws -> SpreadsheetError? {
    failure(try archive.bytes(), limits: limits)
  }

  /// A row of `count` letters in one cell.
  private func longCell(_ count: Int) -> String {
    let text = String(repeating: "A", count: count)
    return "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
  }

  @Test func bytesThatAreNoWorkbookAreRefused() throws {
    #expect(failure([]) == .notAWorkbook)
    #expect(failure(Array("题型,题干".utf8)) == .notAWorkbook)
    #expect(failure([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .unsupportedWorkbook)
    #expect(failure(Array("PK".utf8)) == .archive(.damagedArchive(part: nil)))
    var archive = TestArchive(sheetData: "")
    archive.parts = [("a.txt", [1])]
    #expect(try failure(archive) == .notAWorkbook)
    archive = TestArchive(sheetData: "")
    archive["_rels/.rels"] = TestArchive.links([("rId1", "officeDocument", "xl/workbook.bin")])
    #expect(try failure(archive) == .unsupportedWorkbook)
  }

  @Test func truncatedArchiveIsRefusedAtEveryLength() throws {
    let bytes = try TestArchive(sheetData: WorkbookReaderAttackTests.oneCell).bytes()
    #expect(failure(bytes) == nil)
    for length in stride(from: 2, to: bytes.count, by: 7) {
      #expect(failure(Array(bytes[..<length])) == .archive(.damagedArchive(part: nil)))
    }
    #expect(failure(Array(bytes.dropLast())) == .archive(.damagedArchive(part: nil)))
  }

  @Test func spoiltByteIsFoundByTheChecksum() throws {
    let rows = (1...200).map { "<row r=\"\($0)\"><c><v>\($0 * 7919)</v></c></row>" }.joined()
    var bytes = try TestArchive(sheetData: rows).bytes()
    let name = try #require(bytes.firstRange(of: Array(WorkbookReaderAttackTests.part.utf8)))
    bytes[name.upperBound + 100] ^= 0x10
    let error = try #require(failure(bytes))
    #expect(["damaged-archive", "malformed-xml", "malformed-content"].contains(error.code))
  }

  @Test func bombIsStoppedByCounting() throws {
    var archive = TestArchive(sheetData: WorkbookReaderAttackTests.oneCell)
    let blanks = String(repeating: " ", count: 12 << 20)
    archive["xl/worksheets/sheet1.xml"] = TestArchive.sheet(blanks)
    let bytes = try archive.bytes()
    #expect(
      failure(bytes)
        == .archive(.inflateRatioTooHigh(part: WorkbookReaderAttackTests.part, limit: 200)))

    var limits = SpreadsheetLimits()
    limits.maxInflateRatio = 100_000
    limits.maxInflatedBytes = 8 << 20
    #expect(
      failure(bytes, limits: limits)
        == .archive(.inflatedTooLarge(part: WorkbookReaderAttackTests.part, limit: 8 << 20)))

    limits.maxInflatedBytes = 64 << 20
    #expect(failure(bytes, limits: limits) == nil)
  }

  @Test(arguments: [100, 0, UInt32.max])
  func archiveThatLiesAboutASizeIsRefused(stated: UInt32) throws {
    var archive = TestArchive(sheetData: WorkbookReaderAttackTests.oneCell)
    let blanks = String(repeating: " ", count: 12 << 20)
    archive["xl/worksheets/sheet1.xml"] = TestArchive.sheet(blanks)
    var bytes = try archive.bytes()
    bytes.setStatedSize(of: WorkbookReaderAttackTests.part, to: stated)
    #expect(["damaged-archive", "inflate-ratio-too-high"].contains(failure(bytes)?.code))

    // A lie that passes the other counts is itself the fault.
    var limits = SpreadsheetLimits()
    limits.maxInflateRatio = 100_000
    let error = try #require(failure(bytes, limits: limits))
    #expect(error.code == "damaged-archive")
  }

  @Test func inflatedBytesAreCountedOverAllParts() throws {
    let archive = TestArchive(sheetData: longCell(30_000))
    let total = archive.parts.reduce(0) { $0 + $1.content.count }
    var limits = SpreadsheetLimits()
    limits.maxInflatedBytes = total
    #expect(try failure(archive, limits: limits) == nil)
    limits.maxInflatedBytes = total - 1
    #expect(try failure(archive, limits: limits)?.code == "inflated-too-large")
  }

  @Test func smallPartMayCompressWell() throws {
    let archive = TestArchive(
      sheetData: WorkbookReaderAttackTests.oneCell + String(repeating: " ", count: 4_000_000))
    #expect(try failure(archive) == nil)
  }

  @Test(arguments: [
    "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "<!DOCTYPE worksheet>",
    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1/x\"> %p;]>",
  ])
  func documentTypeIsRefused(doctype: String) throws {
    let place = SpreadsheetPlace(part: WorkbookReaderAttackTests.part, sheet: "题库")
    var archive = TestArchive(sheetData: "")
    archive[WorkbookReaderAttackTests.part] =
      doctype
      + TestArchive.sheet("<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>")
    #expect(try failure(archive) == .forbiddenDoctype(place))
  }

  @Test func billionLaughsIsRefusedInEveryPart() throws {
    var doctype = "<!DOCTYPE lolz [<!ENTITY l0 \"lol\">"
    for level in 1...9 {
      let references = String(repeating: "&l\(level - 1);", count: 10)
      doctype += "<!ENTITY l\(level) \"\(references)\">"
    }
    let parts = TestArchive(sheetData: "").parts.map(\.name)
    for name in parts {
      var archive = TestArchive(sheetData: WorkbookReaderAttackTests.oneCell)
      archive[name] = doctype + "]>" + archive[name].replacing("?>", with: "?><!-- x -->")
      let error = try #require(try failure(archive))
      #expect(["forbidden-doctype", "malformed-xml"].contains(error.code), "\(name)")
    }
  }

  @Test func undeclaredEntityIsMalformed() throws {
    let cell = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&lol;</t></is></c></row>"
    let place = SpreadsheetPlace(
      part: WorkbookReaderAttackTests.part, sheet: "题库", row: 1, column: 0)
    #expect(try failure(TestArchive(sheetData: cell)) == .malformedXML(place))
  }

  @Test func deepNestingIsRefused() throws {
    let deep = String(repeating: "<a>", count: 100_000)
    let error = try failure(TestArchive(sheetData: "", afterData: deep))
    #expect(error?.code == "malformed-xml")
    let shallow = String(repeating: "<a>", count: 40) + String(repeating: "</a>", count: 40)
    #expect(try failure(TestArchive(sheetData: "", afterData: shallow)) == nil)
  }

  @Test func tagOfCountlessAttributesIsRefusedWithoutComparingThem() throws {
    func row(_ attributes: Int) -> TestArchive {
      let list = (0..<attributes).map { " a\($0)=\"\"" }.joined()
      return TestArchive(sheetData: "<row r=\"1\"\(list)/>")
    }
    #expect(try failure(row(63)) == nil)
    #expect(try failure(row(64))?.code == "malformed-xml")
    // Compared pair by pair, these would take minutes.
    #expect(try failure(row(200_000))?.code == "malformed-xml")
    let long = String(repeating: "A1 ", count: 20_000)
    #expect(try failure(TestArchive(sheetData: "<row r=\"1\" sqref=\"\(long)\"/>")) == nil)
  }

  @Test func openNamespacesAreCounted() throws {
    func rows(_ namespaces: Int) -> TestArchive {
      let list = (0..<namespaces).map { " xmlns:n\($0)=\"u\($0)\"" }.joined()
      let row = "<a\(list)/>"
      return TestArchive(sheetData: row + row)
    }
    // The root element declares one more.
    #expect(try failure(rows(63)) == nil)
    #expect(try failure(rows(64))?.code == "malformed-xml")
  }

  @Test func numberOfEndlessDigitsIsRefused() throws {
    func cell(_ digits: Int) -> TestArchive {
      let number = "0." + String(repeating: "1", count: digits - 2)
      return TestArchive(sheetData: "<row r=\"1\"><c><v>\(number)</v></c></row>")
    }
    #expect(try failure(cell(400)) == nil)
    #expect(try failure(cell(401))?.code == "malformed-content")
  }

  @Test func documentInUTF16IsReadAndGuardedAlike() throws {
    func utf16(_ data: String) -> TestArchive {
      var archive = TestArchive(sheetData: "")
      let text = TestArchive.sheet(data)
      archive.remove(WorkbookReaderAttackTests.part)
      archive.parts.append(
        (
          WorkbookReaderAttackTests.part,
          [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        ))
      return archive
    }
    let long = String(repeating: "擂", count: 30_000)
    let cell = "<row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row>"
    let sheets = try WorkbookReader().read(utf16(cell).bytes()).sheets
    #expect(sheets[0].rows[0][0] == .text(long))
    let attributes = (0..<100_000).map { " a\($0)=\"\"" }.joined()
    #expect(try failure(utf16("<row\(attributes)/>"))?.code == "malformed-xml")
  }

  @Test(arguments: ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "xl\\..\\evil", "C:\\evil"])
  func entryThatLeadsOutsideIsRefused(name: String) throws {
    var archive = TestArchive(sheetData: "")
    archive[name] = "x"
    #expect(try failure(archive) == .archive(.unsafePath(name)))
  }

  @Test func entryWithDotsInItsNameIsNoAttack() throws {
    var archive = TestArchive(sheetData: "")
    archive["xl/media/a..b.png"] = "x"
    archive["..hidden"] = "x"
    #expect(try failure(archive) == nil)
  }

  @Test func linkThatLeadsOutsideIsRefused() throws {
    var archive = TestArchive(sheetData: "")
    archive["xl/_rels/workbook.xml.rels"] = TestArchive.links([
      ("rId1", "worksheet", "../../../etc/passwd")
    ])
    #expect(try failure(archive) == .archive(.unsafePath("../../../etc/passwd")))
    archive["xl/_rels/workbook.xml.rels"] = TestArchive.links([
      ("rId1", "worksheet", "http://127.0.0.1/x\" TargetMode=\"External")
    ])
    #expect(try failure(archive) == .archive(.unsafePath("http://127.0.0.1/x")))
  }

  @Test func missingPartsAreNamed() throws {
    var archive = TestArchive(sheetData: "")
    archive.remove(WorkbookReaderAttackTests.part)
    #expect(try failure(archive) == .archive(.missingPart(WorkbookReaderAttackTests.part)))
    archive.remove("xl/workbook.xml")
    #expect(try failure(archive) == .archive(.missingPart("xl/workbook.xml")))
  }

  @Test func twoEntriesOfOneNameAreRefused() throws {
    var archive = TestArchive(sheetData: "")
    archive["xl/Workbook.XML"] = archive["xl/workbook.xml"]
    #expect(try failure(archive) == .archive(.duplicatePart("xl/Workbook.XML")))
  }

  @Test func tenMegabyteCellIsRefused() throws {
    let place = SpreadsheetPlace(
      part: WorkbookReaderAttackTests.part, sheet: "题库", row: 1, column: 0)
    let archive = TestArchive(sheetData: longCell(10 << 20))
    #expect(try failure(archive) == .cellTooLong(place, limit: 32_767))
    var shared = TestArchive(sheetData: "")
    shared.setSharedStrings("<si><t>" + String(repeating: "甲", count: 4 << 20) + "</t></si>")
    let part = SpreadsheetPlace(part: "xl/sharedStrings.xml")
    #expect(try failure(shared) == .cellTooLong(part, limit: 32_767))
    let name = String(repeating: "n", count: 9 << 20)
    let attribute = TestArchive(sheetData: "<row x=\"\(name)\" r=\"1\"><c r=\"\(name)\"/></row>")
    var limits = SpreadsheetLimits()
    limits.maxInflateRatio = 100_000
    let error = try #require(try failure(attribute, limits: limits))
    #expect(["malformed-content", "malformed-xml"].contains(error.code), "\(error)")
  }
}

extension [UInt8] {
  /// Overwrites the inflated size that the local header and the directory of a zip archive state.
  fileprivate mutating func setStatedSize(of part: String, to size: UInt32) {
    let name = Array(part.utf8)
    for start in indices.dropLast(46 + name.count) {
      let isLocal = self[start...].starts(with: [0x50, 0x4B, 3, 4])
      let isDirectory = self[start...].starts(with: [0x50, 0x4B, 1, 2])
      guard isLocal || isDirectory else { continue }
      let nameStart = start + (isLocal ? 30 : 46)
      guard self[nameStart...].starts(with: name) else { continue }
      let sizeStart = start + (isLocal ? 22 : 24)
      replaceSubrange(
        sizeStart..<sizeStart + 4, with: (0..<4).map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
      )
    }
  }
}
