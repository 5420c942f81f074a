import Foundation

/// Where one torment keeps everything.
struct TormentFolder: Sendable {
  let path: String
  /// What stands before a path so that this process sees the files that the server sees.
  let root: String

  /// Makes the folder.
  ///
  /// - Throws: `ReplayFailure` when there is something in it: a server's folder is never reused.
  init(making path: String, root: String = "") throws(ReplayFailure) {
    let url = URL(filePath: path).standardizedFileURL
    self.path = url.path
    self.root = root
    let files = FileManager.default
    if let found = try? files.contentsOfDirectory(atPath: url.path), !found.isEmpty {
      throw ReplayFailure("\(url.path) is not empty")
    }
    do {
      try files.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw ReplayFailure("\(url.path) cannot be made")
    }
  }

  private init(path: String, root: String) {
    self.path = path
    self.root = root
  }

  /// The same folder as another process's view of the file system has it.
  func seen(through root: String) -> TormentFolder { TormentFolder(path: path, root: root) }

  /// A path of the server's, as this process reaches it.
  func seen(_ path: String) -> String { root + path }

  /// The server's data folder. It lies in a folder of its own, on which a disk may be mounted.
  var data: String { disk + "/data" }
  var disk: String { path + "/disk" }
  var log: String { path + "/server.log" }
  var ledger: String { path + "/ledger.csv" }
  var processID: String { path + "/server.pid" }

  /// The server's log, at its end.
  func openLog() throws(ReplayFailure) -> FileHandle {
    if !FileManager.default.fileExists(atPath: log) { try TextFile.write("", to: log) }
    do {
      let handle = try FileHandle(forWritingTo: URL(filePath: log))
      try handle.seekToEnd()
      return handle
    } catch {
      throw ReplayFailure("\(log) cannot be written")
    }
  }
}
