import Archives
import Testing

@Suite struct ZipArchiveAttackTests {
  private static let bombBytes = 12 << 20

  private func bomb() throws -> [UInt8] {
    var writer = ZipWriter()
    writer.add("bomb", [UInt8](repeating: 0x20, count: ZipArchiveAttackTests.bombBytes))
    return try writer.finish()
  }

  private func opening(
    _ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()
  ) -> ArchiveError? {
    failure { () throws(ArchiveError) in _ = try ZipArchive(bytes, limits: limits) }
  }

  private func reading(
    _ part: String, of bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()
  ) -> ArchiveError? {
    failure { () throws(ArchiveError) in
      _ = try ZipArchive(bytes, limits: limits).bytes(of: part, limit: .max)
    }
  }

  @Test func bytesThatAreNoArchiveAreRefused() {
    #expect(opening([]) == .notAnArchive)
    #expect(opening(Array("题型,题干".utf8)) == .notAnArchive)
    #expect(opening([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]) == .foreignContainer)
    #expect(opening(Array("PK".utf8)) == .damagedArchive(part: nil))
  }

  @Test(arguments: [
    "../evil.xml", "a/../../evil.xml", "/etc/passwd", "\\\\host\\share", "a\\..\\..\\evil",
    "C:\\evil.xml", "c:evil.xml", "..", "a/..",
  ])
  func entryThatLeadsOutsideIsRefused(name: String) throws {
    #expect(opening(try SpoiltZip.named(name)) == .unsafePath(name))
  }

  @Test(arguments: ["a..b.png", "..hidden", "a/...", "a/.b", "a\\b.xml"])
  func entryWithDotsInItsNameIsNoAttack(name: String) throws {
    #expect(opening(try SpoiltZip.named(name)) == nil)
  }

  @Test(arguments: ["a.txt", "A.TXT"])
  func twoEntriesOfOneNameAreRefused(name: String) throws {
    #expect(opening(try SpoiltZip.named(name)) == .duplicatePart(name))
  }

  @Test func archiveIsRefusedAtEveryLengthButItsOwn() throws {
    let bytes = try SpoiltZip.honest([("a.txt", "题干"), ("b.txt", "选项")])
    #expect(opening(bytes) == nil)
    for length in 2..<bytes.count {
      #expect(opening(Array(bytes[..<length])) == .damagedArchive(part: nil), "\(length)")
    }
  }

  @Test func spoiltByteIsFoundByTheChecksum() throws {
    let content = (1...500).map { String($0 * 7_919) }.joined(separator: ",")
    var bytes = try SpoiltZip.honest([("a.txt", content)])
    bytes[bytes.count / 3] ^= 0x10
    #expect(reading("a.txt", of: bytes) == .damagedArchive(part: "a.txt"))
  }

  @Test func entriesUpToTheLimitAreAccepted() throws {
    let bytes = try SpoiltZip.honest([("a", ""), ("b", ""), ("c", "")])
    var limits = ArchiveLimits()
    limits.maxParts = 3
    #expect(opening(bytes, limits: limits) == nil)
    limits.maxParts = 2
    #expect(opening(bytes, limits: limits) == .tooManyParts(limit: 2))
  }

  @Test func bombIsStoppedByItsRatio() throws {
    let bytes = try bomb()
    #expect(reading("bomb", of: bytes) == .inflateRatioTooHigh(part: "bomb", limit: 200))
    var limits = ArchiveLimits()
    limits.maxInflateRatio = 100_000
    #expect(reading("bomb", of: bytes, limits: limits) == nil)
  }

  @Test func inflatedBytesAreCountedOverAllReadings() throws {
    let bytes = try SpoiltZip.honest([("a", "12345"), ("b", "67890")])
    var limits = ArchiveLimits()
    limits.maxInflatedBytes = 10
    let archive = try ZipArchive(bytes, limits: limits)
    #expect(try archive.bytes(of: "a", limit: 5).count == 5)
    #expect(try archive.bytes(of: "b", limit: 5).count == 5)
    #expect(
      failure { () throws(ArchiveError) in _ = try archive.bytes(of: "a", limit: 5) }
        == .inflatedTooLarge(part: "a", limit: 10))
  }

  @Test(arguments: [100, 0, UInt32.max, UInt32(bombBytes) - 1, UInt32(bombBytes) + 1])
  func archiveThatLiesAboutASizeIsRefused(stated: UInt32) throws {
    var bytes = try bomb()
    bytes.setStatedSize(of: "bomb", to: stated)
    var limits = ArchiveLimits()
    limits.maxInflateRatio = 100_000
    #expect(reading("bomb", of: bytes, limits: limits)?.code == "damaged-archive")
  }
}
