import ContestAPI
import Foundation
import Testing

@testable import leitai

@Suite struct SavedSessionTests {
  private let home = FileManager.default.temporaryDirectory
    .appending(path: "leitai-\(UUID().uuidString)/deep").path()
  private let session = SavedSession(
    server: "http://127.0.0.1:8080", token: "secret",
    account: Account(role: "judge", name: "j1", contest: nil, event: nil), expiresAt: 1)

  private func folder(_ profile: String? = nil) throws -> SessionFolder {
    try #require(SessionFolder(environment: ["LEITAI_HOME": home], profile: profile))
  }

  @Test func aSessionComesBackAndOnlyItsOwnerMayReadIt() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try folder().save(session)
    try folder().save(session)
    #expect(try folder().load() == session)
    let mode = try FileManager.default.attributesOfItem(atPath: "\(home)/default.json")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == ["default.json"])
  }

  @Test func profilesDoNotMix() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try folder("a").save(session)
    #expect(try folder("b").load() == nil)
    #expect(try folder("b").remove() == false)
    #expect(try folder("a").remove())
    #expect(try folder("a").load() == nil)
  }

  @Test func aDamagedFileIsNoSession() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try folder().save(session)
    try LocalFile.write([0x7B], to: "\(home)/default.json")
    #expect(try folder().load() == nil)
  }

  @Test(arguments: ["", "../x", ".hidden", "a/b", "a b", String(repeating: "a", count: 65)])
  func namesThatLeaveTheFolderAreRefused(name: String) {
    #expect(SessionFolder(environment: [:], profile: name) == nil)
  }

  @Test func theFolderIsBelowHomeUnlessNamed() {
    let folder = SessionFolder(environment: ["HOME": "/h", "LEITAI_PROFILE": "p.1"], profile: nil)
    #expect(folder?.path == "/h/.config/leitai")
    #expect(folder?.profile == "p.1")
  }
}

@Suite struct LocalFileTests {
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "leitai-\(UUID().uuidString)").path()

  private func problem(_ body: () throws -> Void) -> LocalFile.Problem? {
    do {
      try body()
      return nil
    } catch CommandFailure.localFile(_, let problem) {
      return problem
    } catch {
      return nil
    }
  }

  @Test func anExistingFileIsKeptWhenItMustBe() throws {
    defer { unlink(path) }
    try LocalFile.write([1], to: path, overwriting: .refused)
    #expect(problem { try LocalFile.write([2], to: path, overwriting: .refused) } == .exists)
    #expect(try LocalFile.read(path) == [1])
    try LocalFile.write([3], to: path)
    #expect(try LocalFile.read(path) == [3])
  }

  @Test func aNameTakenMeanwhileIsKept() throws {
    defer { unlink(path) }
    var draft = try LocalFile.Draft(path, overwriting: .refused)
    try draft.append([2])
    try LocalFile.write([1], to: path)
    var seen: LocalFile.Problem?
    do { try draft.publish() } catch .localFile(_, let problem) { seen = problem } catch {}
    #expect(seen == .exists)
    #expect(try LocalFile.read(path) == [1])
  }

  @Test func anUnfinishedDraftLeavesNothing() throws {
    do {
      var draft = try LocalFile.Draft(path)
      try draft.append([1])
    }
    #expect(problem { _ = try LocalFile.read(path) } == .absent)
    let folder = FileManager.default.temporaryDirectory.path()
    let name = URL(filePath: path).lastPathComponent
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.hasPrefix(name) }
    )
  }

  @Test func whatIsNoFileIsWrittenToAndStays() throws {
    try LocalFile.write([1], to: "/dev/null")
    #expect(try LocalFile.read("/dev/null").isEmpty)
  }

  @Test func aFolderAndAWrongEncodingAreNamed() throws {
    defer { unlink(path) }
    #expect(problem { _ = try LocalFile.read("/") } == .isFolder)
    #expect(problem { try LocalFile.write([], to: "/") } == .isFolder)
    try LocalFile.write([0xFF], to: path)
    #expect(problem { _ = try LocalFile.readText(path) } == .notText)
  }
}
