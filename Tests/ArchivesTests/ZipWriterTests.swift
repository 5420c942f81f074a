import Archives
import Foundation
import Testing

@Suite struct ZipWriterTests {
  private let noise = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }

  private func sample() -> ZipWriter {
    var writer = ZipWriter()
    writer.add("imsmanifest.xml", Array("<manifest/>".utf8))
    writer.add("项目/题目 1.xml", Array(String(repeating: "题干", count: 5_000).utf8))
    writer.add("images/noise.bin", noise)
    writer.add("empty.txt", [])
    return writer
  }

  private func refusal(_ names: [String]) -> ArchiveError? {
    var writer = ZipWriter()
    for name in names { writer.add(name, [1]) }
    return failure { () throws(ArchiveError) in _ = try writer.finish() }
  }

  @Test func partsComeBackAsTheyWere() throws {
    let archive = try ZipArchive(sample().finish())
    #expect(
      archive.names == ["imsmanifest.xml", "项目/题目 1.xml", "images/noise.bin", "empty.txt"])
    #expect(try archive.bytes(of: "imsmanifest.xml", limit: 99) == Array("<manifest/>".utf8))
    #expect(try archive.bytes(of: "项目/题目 1.xml", limit: 30_000).count == 30_000)
    #expect(try archive.bytes(of: "images/noise.bin", limit: noise.count) == noise)
    #expect(try archive.bytes(of: "empty.txt", limit: 0).isEmpty)
  }

  @Test func fileIsReadWhenTheArchiveIsMade() throws {
    let file = try ScratchFile()
    try file.append(Array("........".utf8))
    try file.append(noise)
    var writer = ZipWriter()
    writer.add("a.bin", file, level: 1)
    writer.add("b.bin", [7])
    try file.append([1, 2, 3])
    try file.replaceBeginning(with: Array("begin".utf8))
    for _ in 1...2 {
      let archive = try ZipArchive(writer.finish())
      #expect(
        try archive.bytes(of: "a.bin", limit: .max)
          == Array("begin...".utf8) + noise + [1, 2, 3])
      #expect(try archive.bytes(of: "b.bin", limit: 9) == [7])
    }
    #expect(
      failure { () throws(ArchiveError) in _ = try ScratchFile(in: "/nowhere") }
        == .unwritableArchive)
  }

  @Test func partsAreDeflated() throws {
    var writer = ZipWriter()
    writer.add("a.txt", [UInt8](repeating: 0x41, count: 100_000))
    #expect(try writer.finish().count < 1_000)
  }

  @Test func sameInputGivesTheSameBytes() async throws {
    let first = try sample().finish()
    // The format counts time in steps of two seconds.
    try await Task.sleep(for: .milliseconds(2_100))
    #expect(try sample().finish() == first)
  }

  @Test func writerMayFinishAndGoOn() throws {
    var writer = ZipWriter()
    writer.add("a", [1])
    #expect(try ZipArchive(writer.finish()).names == ["a"])
    writer.add("b", [2])
    #expect(try ZipArchive(writer.finish()).names == ["a", "b"])
  }

  @Test(arguments: ["../a", "/a", "C:\\a", "a\\..\\b", "", "folder/", "a\u{0}b"])
  func badNameIsRefused(name: String) {
    #expect(refusal(["ok", name]) == .unsafePath(name))
  }

  @Test func nameTakenIsRefused() {
    #expect(refusal(["a/b.xml", "A/B.xml"]) == .duplicatePart("A/B.xml"))
  }

  @Test(
    .enabled(
      if: ["/usr/bin/python3", "/usr/bin/unzip"].allSatisfy(FileManager.default.fileExists)))
  func otherProgramsReadTheArchive() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).zip")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(sample().finish()).write(to: file)
    #expect(try run("/usr/bin/unzip", ["-t", file.path]).contains("No errors detected"))
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      for i in z.infolist(): print(i.filename, i.file_size, i.compress_type, i.date_time[:3])
      """
    let listing = try run("/usr/bin/python3", ["-X", "utf8", "-c", script, file.path])
    #expect(listing.contains("imsmanifest.xml 11 8 (1980, 1, 1)"))
    #expect(listing.contains("项目/题目 1.xml 30000 8 (1980, 1, 1)"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/python3")))
  func otherProgramsReadAnArchiveWithoutParts() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).zip")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(ZipWriter().finish()).write(to: file)
    #expect(try run("/usr/bin/python3", ["-m", "zipfile", "-t", file.path]).contains("Done"))
  }

  private func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
