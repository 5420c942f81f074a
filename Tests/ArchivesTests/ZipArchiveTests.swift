import Archives
import Testing

@Suite struct ZipArchiveTests {
  private static let parts = [
    (name: "imsmanifest.xml", content: "<manifest/>"), (name: "项目/题目 1.xml", content: "题干"),
    (name: "items/q1.xml", content: ""),
  ]

  private func archive() throws -> ZipArchive {
    try ZipArchive(SpoiltZip.honest(ZipArchiveTests.parts))
  }

  @Test func namesComeInTheOrderOfTheDirectory() throws {
    #expect(try archive().names == ZipArchiveTests.parts.map(\.name))
  }

  @Test func foldersAreLeftOutOfTheNames() throws {
    let archive = try ZipArchive(SpoiltZip.named("items/"))
    #expect(archive.names == ["a.txt"])
    #expect(archive.contains("items/"))
  }

  @Test func archiveWithoutEntriesHasNoNames() throws {
    #expect(try ZipArchive(ZipWriter().finish()).names.isEmpty)
  }

  @Test func partsAreFoundWithoutRegardToCase() throws {
    let archive = try archive()
    #expect(archive.contains("IMSManifest.XML"))
    #expect(!archive.contains("manifest.xml"))
    #expect(try archive.bytes(of: "IMSMANIFEST.xml", limit: 100) == Array("<manifest/>".utf8))
  }

  @Test func bytesUpToTheLimitAreGiven() throws {
    let archive = try archive()
    let part = "项目/题目 1.xml"
    #expect(try archive.bytes(of: part, limit: 6) == Array("题干".utf8))
    #expect(
      failure { () throws(ArchiveError) in _ = try archive.bytes(of: part, limit: 5) }
        == .inflatedTooLarge(part: part, limit: 5))
    #expect(try archive.bytes(of: "items/q1.xml", limit: 0) == [])
  }

  @Test func missingPartIsNamed() throws {
    let archive = try archive()
    #expect(
      failure { () throws(ArchiveError) in _ = try archive.bytes(of: "none", limit: 9) }
        == .missingPart("none"))
  }

  @Test func largePartComesInSmallChunks() throws {
    let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    var writer = ZipWriter()
    writer.add("big.bin", content)
    let archive = try ZipArchive(writer.finish())
    var longest = 0
    var inflated: [UInt8] = []
    try archive.inflate("big.bin") { (chunk) throws(ArchiveError) in
      longest = max(longest, chunk.count)
      inflated += chunk
    }
    #expect(inflated == content)
    #expect(longest <= 64 << 10)
  }

  @Test func errorOfTheConsumerStopsTheInflating() throws {
    struct Enough: Error {
      let reason: String

      static func refusal(_ error: ArchiveError) -> Enough { Enough(reason: error.code) }
    }
    let archive = try archive()
    func reason(_ part: String) -> String? {
      do throws(Enough) {
        try archive.inflate(part, refusal: Enough.refusal) { (_) throws(Enough) in
          throw Enough(reason: "consumer")
        }
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason("imsmanifest.xml") == "consumer")
    #expect(reason("none") == "missing-part")
    #expect(reason("items/q1.xml") == nil)
  }
}

@Suite(.enabled(if: SharedData.has("formats/qti21/packages")))
struct QTIPackageArchiveTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    try SharedData.bytes("formats/qti21/packages/\(name).zip")
  }

  @Test func realPackageListsItsParts() throws {
    let archive = try ZipArchive(bytes("WebDeveloperTest1"))
    let questions = (1...9).map { "question\($0).xml" }
    #expect(
      archive.names
        == ["directory.jpg", "imsmanifest.xml"] + questions + ["template_test1.xml"])
    let manifest = try archive.bytes(of: "imsmanifest.xml", limit: 1_660)
    let root = try XMLElement.parse(manifest)
    let resources = root.descendants("resource")
    #expect(!resources.isEmpty)
    for resource in resources {
      let href = try #require(resource.attributes["href"])
      #expect(archive.contains(try ZipArchive.resolve(href, from: "imsmanifest.xml")))
    }
  }

  @Test func packageThatStepsOutIsRefused() throws {
    let bytes = try bytes("ZipSlip")
    #expect(
      failure { () throws(ArchiveError) in _ = try ZipArchive(bytes) } == .unsafePath("../etc/"))
  }

  @Test func packageThatIsCutOffIsRefused() throws {
    let bytes = try bytes("WebDeveloperTest1-incomplete")
    #expect(
      failure { () throws(ArchiveError) in _ = try ZipArchive(bytes) }
        == .damagedArchive(part: nil))
  }
}
