import ContestAPI
import Foundation

/// A sign-in that lasts from one command to the next.
struct SavedSession: Codable, Equatable {
  let server: String
  let token: String
  let account: Account
  /// Milliseconds since 1970.
  let expiresAt: Int64
}

/// The folder with one session a profile: `<profile>.json`, readable by its owner alone.
struct SessionFolder: Sendable {
  let path: String
  let profile: String

  /// `$LEITAI_HOME`, else `~/.config/leitai`.
  ///
  /// - Parameter profile: `nil` for `$LEITAI_PROFILE`, else `default`.
  /// - Returns: `nil` when the profile's name is not made of 1 to 64 of `A-Za-z0-9_-.`, the first
  ///   no dot.
  init?(environment: [String: String], profile: String?) {
    func variable(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let profile = profile ?? variable("LEITAI_PROFILE") ?? "default"
    guard profile.utf8.count <= 64, profile.wholeMatch(of: /[A-Za-z0-9_-][A-Za-z0-9_.-]*/) != nil
    else { return nil }
    self.profile = profile
    path = UserFolder.path(in: environment, home: NSHomeDirectory())
  }

  private var file: String { "\(path)/\(profile).json" }

  /// The session of the profile; `nil` when nobody is signed in.
  ///
  /// - Throws: `CommandFailure.localFile` when the file is there and cannot be read.
  func load() throws(CommandFailure) -> SavedSession? {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file)
    } catch .localFile(_, .absent) {
      return nil
    }
    // A damaged file is as good as none: signing in writes it anew.
    return try? JSONDecoder().decode(SavedSession.self, from: Data(bytes))
  }

  /// - Throws: `CommandFailure.localFile`.
  func save(_ session: SavedSession) throws {
    try LocalFile.makeFolder(path)
    try LocalFile.write(try Console.json(session), to: file, mode: 0o600)
  }

  /// - Returns: whether there was a session.
  func remove() -> Bool { unlink(file) == 0 }
}
