import Foundation
import Testing

/// The rules of the house that a compiler does not know.
@Suite struct TidyTests {
  /// Escape hatches that no source may use.
  @Test(arguments: [
    #"\btry!"#, #"\bas!"#, #"\bfatalError\("#, #"@unchecked\s+Sendable"#,
    #"nonisolated\(unsafe\)"#, #"@preconcurrency"#, #"@_\w+"#, #"^\s*public\b"#,
    #"\bTODO\b|\bFIXME\b|\bXXX\b"#, #"\bTask\s*\{"#, #"\bTask\.detached"#,
  ])
  func sourcesHoldNoBannedForm(pattern: String) throws {
    let expression = try Regex(pattern)
    for file in try Tree.sources() {
      for (number, line) in try file.lines().enumerated() {
        let code = line.uncommented
        #expect(
          code.firstMatch(of: expression) == nil, "\(file.name):\(number + 1): \(code)")
      }
    }
  }

  /// Forced unwrapping: an exclamation mark behind a name, a bracket or a parenthesis.
  @Test func sourcesUnwrapNothingByForce() throws {
    let forced = try Regex(#"[\w\)\]]!(?![=\w"“])"#)
    for file in try Tree.sources() {
      for (number, line) in try file.lines().enumerated() {
        let code = line.uncommented.withoutStrings
        #expect(code.firstMatch(of: forced) == nil, "\(file.name):\(number + 1): \(code)")
      }
    }
  }

  /// Time and randomness are arguments below the executables. Excused: how long a request took, and
  /// the making of a signing key, none of which decides anything.
  @Test func nothingBelowTheProgramsReadsTheClockOrDrawsLots() throws {
    let clock = try Regex(
      #"\bDate\(\)|\bDate\.now\b|\bclock_gettime|\bgettimeofday|\btime\(nil|(Continuous|Suspending)Clock|\bUUID\(\)|\.random\((in:|using:|\))|SystemRandomNumberGenerator"#
    )
    let excused = [
      "ContestHTTP/ContestRouter.swift", "ContestHTTP/FastPath/AnswerChannel.swift",
    ]
    for file in try Tree.sources()
    where !file.isProgram && !excused.contains(where: file.name.hasSuffix) {
      for (number, line) in try file.lines().enumerated() {
        #expect(
          line.uncommented.firstMatch(of: clock) == nil, "\(file.name):\(number + 1): \(line)")
      }
    }
  }

  /// Questions and keys cannot be encoded, so that no answer holds one by mistake.
  @Test func answerKeysAreNotCodable() throws {
    let codable = try Regex(
      #"(struct|extension)\s+(Question|AnswerKey|KeyedQuestion)\b[^{]*\b(Codable|Encodable)\b"#)
    for file in try Tree.sources() {
      let text = try file.lines().joined(separator: "\n")
      #expect(text.firstMatch(of: codable) == nil, "\(file.name)")
    }
  }

  /// The contestants' client knows the contract and nothing that knows keys.
  @Test func theClientLinksNoModuleThatKnowsKeys() throws {
    let manifest = try String(
      contentsOf: Tree.root.appending(path: "Package.swift"), encoding: .utf8)
    let entry = try #require(
      manifest.firstMatch(of: try Regex(#"program\(\s*"leitai",\s*\[[^\]]*\]"#)))
    for module in ["QuestionBanks", "Scoring", "Certification", "Sessions", "SQLiteStorage"] {
      #expect(!manifest[entry.range].contains(module))
    }
  }

  /// A concept a file: long files are split by concept.
  @Test func noFileIsLongerThanFiveHundredLines() throws {
    for file in try Tree.sources() {
      let count = try file.lines().count
      #expect(count <= 500, "\(file.name) has \(count) lines")
    }
  }

  /// Names of drawers into which everything goes.
  @Test func noFileOrFolderIsADrawer() throws {
    let drawers = ["utils", "util", "helpers", "helper", "core", "models", "extensions", "common"]
    for file in try Tree.sources() {
      for part in file.name.lowercased().split(whereSeparator: { "/.".contains($0) }) {
        #expect(!drawers.contains(String(part)), "\(file.name)")
      }
    }
  }

  /// Every type and function that other modules see says what it is.
  @Test func packageTypesAndFunctionsAreDocumented() throws {
    let declaration = try Regex(
      #"^\s*(package\s+(static\s+|mutating\s+|final\s+|indirect\s+|nonisolated\(nonsending\)\s+)*)(func|struct|class|actor|enum|protocol|typealias)\s+(\w+)"#
    )
    var bare: [String] = []
    for file in try Tree.sources() where !file.isContract {
      let lines = try file.lines()
      for (number, line) in lines.enumerated() where line.firstMatch(of: declaration) != nil {
        let above = lines[..<number].last {
          !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@")
        }
        let isDocumented = above?.trimmingCharacters(in: .whitespaces).hasPrefix("///") ?? false
        if !isDocumented { bare.append("\(file.name):\(number + 1): \(line)") }
      }
    }
    // Witnesses of protocols that are documented where they are declared.
    let witnesses = try Regex(#"func (<|==|\+|-|run\(\)|encode\(to|hash\(into)|typealias"#)
    let undocumented = bare.filter {
      !$0.contains("SQLiteStorage/") && $0.firstMatch(of: witnesses) == nil
    }
    #expect(undocumented == [])
  }

  /// No machine's own paths and no databases in what is committed.
  @Test func scriptsAndDocumentsNameNoMachine() throws {
    let paths = try Regex(#"/(root|srv|home/\w+)/"#)
    for name in [
      "README.md", "ARCHITECTURE.md", "Package.swift", "Scripts/demo", "Scripts/setup",
      "Scripts/test", "Scripts/check", ".ci/run",
    ] {
      let text = try String(contentsOf: Tree.root.appending(path: name), encoding: .utf8)
      #expect(text.firstMatch(of: paths) == nil, "\(name)")
    }
  }
}

/// The project's own files.
enum Tree {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  struct File {
    let url: URL
    /// Relative to the project's root.
    let name: String
    var isProgram: Bool { name.hasPrefix("Sources/leitai") }
    /// The wire contract, whose types stand for their JSON and are documented where that is not
    /// plain.
    var isContract: Bool { name.hasPrefix("Sources/ContestAPI/") }

    func lines() throws -> [String] {
      try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")
    }
  }

  static func sources() throws -> [File] {
    let folder = root.appending(path: "Sources", directoryHint: .isDirectory)
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (found?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" }
      .map { File(url: $0, name: String($0.path.dropFirst(root.path.count + 1))) }
    try #require(files.count > 50)
    return files
  }
}

extension String {
  fileprivate var uncommented: String {
    if let start = range(of: "//"), !self[..<start.lowerBound].hasSuffix(":") {
      return String(self[..<start.lowerBound])
    }
    return self
  }

  fileprivate var withoutStrings: String { replacing(#/"(?:\\.|[^"\\])*"/#, with: "\"\"") }
}
