import AttemptRecords
import Foundation

/// The folder with the journals of attempts, `attempts/ATTEMPT.json` below the home of the program,
/// readable by its owner alone.
struct JournalFolder: Sendable {
  let path: String

  /// - Parameter home: the folder of the sign-ins.
  init(home: String) { path = home + "/attempts" }

  /// The journal of an attempt; `nil` when there is none that can be read.
  ///
  /// - Throws: `CommandFailure.localFile` when the file is there and cannot be read.
  func load(_ attempt: String) throws(CommandFailure) -> AttemptJournal? {
    guard let file = file(attempt) else { return nil }
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file)
    } catch .localFile(_, .absent) {
      return nil
    }
    let journal = try? JSONDecoder().decode(AttemptJournal.self, from: Data(bytes))
    return journal?.format == AttemptJournal.format && journal?.attempt == attempt ? journal : nil
  }

  /// Replaces the journal of an attempt; it is on the disk when this returns.
  ///
  /// - Throws: `CommandFailure.localFile`.
  func save(_ journal: AttemptJournal) throws(CommandFailure) {
    guard let file = file(journal.attempt) else {
      throw .localFile(path: path, .system(EINVAL))
    }
    try LocalFile.makeFolder(path)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(journal) else {
      throw .localFile(path: file, .system(EINVAL))
    }
    try LocalFile.write(Array(bytes), to: file, mode: 0o600)
    try LocalFile.sync(folder: path)
  }

  /// Removes the journal of an attempt, when everything in it is kept elsewhere.
  func remove(_ attempt: String) {
    guard let file = file(attempt) else { return }
    unlink(file)
    unlink("\(path)/\(attempt).lock")
  }

  /// The journals of attempts at a stage of a server that are not known to be over.
  func unfinished(server: String, stage: String) -> [AttemptJournal] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
      guard let journal = try? load(String(name.dropLast(".json".count))) else { return nil }
      return journal.server == server && journal.stage == stage && !journal.isOver ? journal : nil
    }
  }

  /// Keeps other runs of the program from playing the same attempt, as long as the lock lives.
  ///
  /// - Throws: `CommandFailure.localFile` when the folder cannot be written.
  /// - Returns: `nil` when another run has it.
  func lock(_ attempt: String) throws(CommandFailure) -> AttemptLock? {
    guard AttemptID(attempt) != nil else { throw .localFile(path: path, .system(EINVAL)) }
    try LocalFile.makeFolder(path)
    return try AttemptLock(file: "\(path)/\(attempt).lock")
  }

  /// The name comes from a server: anything but an attempt's own form names no file.
  private func file(_ attempt: String) -> String? {
    AttemptID(attempt).map { "\(path)/\($0).json" }
  }
}

/// An attempt that this run of the program has to itself; the system takes the lock back when the run
/// ends, however it ends.
final class AttemptLock: Sendable {
  private let descriptor: Int32

  /// - Returns: `nil` when another process has it.
  /// - Throws: `CommandFailure.localFile`.
  fileprivate init?(file: String) throws(CommandFailure) {
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .localFile(path: file, LocalFile.Problem(errno: errno)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let problem = errno
      close(descriptor)
      if problem == EWOULDBLOCK { return nil }
      throw .localFile(path: file, LocalFile.Problem(errno: problem))
    }
  }

  deinit { close(descriptor) }
}
