import Foundation
import SQLiteStorage
import Testing

/// Folders that cannot be written are named and left as they are.
@Suite struct OpeningTests {
  /// A folder with a database that was closed.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")

    init() throws { try SQLiteStore(folder: url).close() }

    deinit {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: url.path)
      try? FileManager.default.removeItem(at: url)
    }

    func permit(_ permissions: Int, _ name: String = "") throws {
      try FileManager.default.setAttributes(
        [.posixPermissions: permissions], ofItemAtPath: url.appending(path: name).path)
    }

    func permissions() throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    func contents() throws -> [String: Data?] {
      Dictionary(
        uniqueKeysWithValues: try FileManager.default.contentsOfDirectory(atPath: url.path).map {
          ($0, try? Data(contentsOf: url.appending(path: $0)))
        })
    }
  }

  /// Root may write everything. For files, Linux lets a single thread act as another user, so that
  /// the other tests do not notice.
  private func asAnOrdinaryUser<Value>(_ body: () throws -> Value) throws -> Value {
    typealias Function = @convention(c) (UInt32) -> Int32
    let actAs = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: Function.self)
    let before = actAs(65534)
    defer { _ = actAs(UInt32(before)) }
    return try body()
  }

  private func open(_ folder: URL) throws -> SQLiteStore.OpeningFailure? {
    try asAnOrdinaryUser {
      #expect(throws: SQLiteStore.OpeningFailure.self) { try SQLiteStore(folder: folder) }
    }
  }

  @Test(arguments: ["leitai.sqlite", "leitai.sqlite-wal", "leitai.sqlite-shm", "lock"])
  func aFileThatCannotBeWrittenIsNamed(name: String) throws {
    let folder = try Folder()
    let file = folder.url.appending(path: name)
    if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
    try folder.permit(0o777)
    for other in try folder.contents().keys { try folder.permit(0o666, other) }
    try folder.permit(0o444, name)
    let before = try folder.contents()
    #expect(try open(folder.url) == .readOnly(path: file.path))
    #expect(try folder.contents() == before)
    #expect(try folder.permissions() == 0o777)
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let folder = try Folder()
    try folder.permit(0o555)
    let before = try folder.contents()
    #expect(try open(folder.url) == .readOnly(path: folder.url.path))
    #expect(try folder.contents() == before)
    #expect(try folder.permissions() == 0o555)
  }

  @Test func aFolderThatCannotBeMadeNamesTheOneAboveIt() throws {
    let folder = try Folder()
    try folder.permit(0o555)
    #expect(
      try open(folder.url.appending(path: "new/deeper")) == .readOnly(path: folder.url.path))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "new").path))
  }

  @Test func aFolderInThePlaceOfTheDatabaseIsNamed() throws {
    let folder = try Folder()
    let file = folder.url.appending(path: "leitai.sqlite")
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
    #expect(throws: SQLiteStore.OpeningFailure.readOnly(path: file.path)) {
      try SQLiteStore(folder: folder.url)
    }
  }

  @Test func whatCanBeWrittenOpens() throws {
    let folder = try Folder()
    let store = try SQLiteStore(folder: folder.url)
    try store.close()
    #expect(try folder.permissions() == 0o700)
  }
}
