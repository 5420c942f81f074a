import Foundation

/// Files on this machine that the user names.
enum LocalFile {
  /// Why a file cannot be used.
  enum Problem: Error, Equatable {
    case absent, exists, denied, isFolder
    case notText
    /// Anything else that the system says, as its number.
    case system(Int32)

    init(errno: Int32) {
      self =
        switch errno {
        case ENOENT, ENOTDIR: .absent
        case EEXIST: .exists
        case EACCES, EPERM, EROFS: .denied
        case EISDIR: .isFolder
        default: .system(errno)
        }
    }

    func sentence(_ say: Language) -> String {
      switch self {
      case .absent: say(zh: "没有这个文件或文件夹", en: "no such file or folder")
      case .exists:
        say(zh: "文件已经存在，不会覆盖", en: "the file exists and will not be overwritten")
      case .denied: say(zh: "没有权限", en: "permission denied")
      case .isFolder: say(zh: "这是一个文件夹", en: "this is a folder")
      case .notText: say(zh: "不是 UTF-8 文本", en: "not a text in UTF-8")
      case .system(let number): String(cString: strerror(number))
      }
    }
  }

  /// What may be at the place of a file that is written.
  enum Overwriting { case allowed, refused }

  /// - Throws: `CommandFailure.localFile`.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .localFile(path: path, Problem(errno: errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .localFile(path: path, Problem(errno: errno)) }
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
  }

  /// - Throws: `CommandFailure.localFile`.
  static func readText(_ path: String) throws(CommandFailure) -> String {
    guard let text = String(validating: try read(path), as: UTF8.self) else {
      throw .localFile(path: path, .notText)
    }
    return text
  }

  /// Writes a file all at once: a reader sees the old one or the new one, never a part.
  ///
  /// - Parameter mode: who may read it; 0600 for secrets.
  /// - Throws: `CommandFailure.localFile`.
  static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o666,
    overwriting: Overwriting = .allowed
  ) throws(CommandFailure) {
    var draft = try Draft(path, mode: mode, overwriting: overwriting)
    try draft.append(bytes)
    try draft.publish()
  }

  /// Makes a folder, and those above it, for its owner alone; one that is there stays as it is.
  ///
  /// - Throws: `CommandFailure.localFile`.
  static func makeFolder(_ path: String) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .localFile(path: path, .denied)
    }
  }

  /// Sees to it that the names in a folder survive a loss of power.
  ///
  /// - Throws: `CommandFailure.localFile`.
  static func sync(folder path: String) throws(CommandFailure) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .localFile(path: path, Problem(errno: errno)) }
    defer { close(descriptor) }
    // Some file systems cannot and say so.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw .localFile(path: path, Problem(errno: errno))
    }
  }

  /// Writes to what is open.
  ///
  /// - Throws: `CommandFailure.localFile`.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, named path: String
  ) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .localFile(path: path, Problem(errno: errno)) }
      rest = rest.dropFirst(count)
    }
  }

  /// A file that appears under its name when it is complete.
  struct Draft: ~Copyable {
    private let path: String
    /// Absent for what is no file, such as /dev/stdout: that is written to and not replaced.
    private let temporary: String?
    private let descriptor: Int32
    private let overwriting: Overwriting

    /// - Throws: `CommandFailure.localFile`, also when the name is taken and must not be.
    init(_ path: String, mode: mode_t = 0o666, overwriting: Overwriting = .allowed)
      throws(CommandFailure)
    {
      var existing = stat()
      if stat(path, &existing) == 0 {
        if existing.st_mode & S_IFMT == S_IFDIR { throw .localFile(path: path, .isFolder) }
        if overwriting == .refused { throw .localFile(path: path, .exists) }
      }
      let isDevice = existing.st_mode != 0 && existing.st_mode & S_IFMT != S_IFREG
      let temporary =
        isDevice ? nil : "\(path).\(String(UInt32.random(in: .min ... .max), radix: 16)).part"
      let descriptor =
        if let temporary {
          open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        } else {
          open(path, O_WRONLY | O_CLOEXEC)
        }
      guard descriptor >= 0 else { throw .localFile(path: path, Problem(errno: errno)) }
      self.path = path
      self.temporary = temporary
      self.descriptor = descriptor
      self.overwriting = overwriting
    }

    deinit {
      close(descriptor)
      // Gone already when the draft was published.
      if let temporary { unlink(temporary) }
    }

    /// - Throws: `CommandFailure.localFile`.
    mutating func append(_ bytes: [UInt8]) throws(CommandFailure) {
      try LocalFile.write(bytes, to: descriptor, named: path)
    }

    /// - Throws: `CommandFailure.localFile`; `.exists` when somebody took the name meanwhile.
    consuming func publish() throws(CommandFailure) {
      guard fsync(descriptor) == 0 || errno == EINVAL else {
        throw .localFile(path: path, Problem(errno: errno))
      }
      guard let temporary else { return }
      // A link, unlike a renaming, never replaces what is there; some file systems have none.
      if overwriting == .refused {
        if link(temporary, path) == 0 { return }
        guard [EPERM, ENOSYS, EOPNOTSUPP].contains(errno), access(path, F_OK) != 0 else {
          throw .localFile(path: path, Problem(errno: errno))
        }
      }
      guard rename(temporary, path) == 0 else {
        throw .localFile(path: path, Problem(errno: errno))
      }
    }
  }
}
