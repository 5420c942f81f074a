import Foundation

/// A program that looks at our files with other eyes, where the machine has it.
package struct ExternalProgram: Sendable {
  private let url: URL

  /// `nil` when no folder of `PATH` has it.
  package init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { return nil }
    url = URL(filePath: found)
  }

  /// Whether the machine has a program.
  package static func isHere(_ names: String...) -> Bool {
    names.allSatisfy { ExternalProgram($0) != nil }
  }

  /// What it prints, whatever its status is.
  ///
  /// - Throws: when it cannot be started.
  package func output(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A PDF as `pdftotext`, `pdftoppm` and `zbarimg` find it.
package struct ExaminedPDF {
  private let folder: URL
  private var file: String { folder.appending(path: "document.pdf").path }

  /// - Throws: when the file cannot be written.
  package init(_ bytes: [UInt8]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: folder.appending(path: "document.pdf"))
  }

  /// Deletes what was written.
  package func remove() { try? FileManager.default.removeItem(at: folder) }

  /// The text of all pages without white space.
  ///
  /// - Throws: when the program cannot be started.
  package func text() throws -> String {
    let text = try ExternalProgram("pdftotext")?.output(["-layout", file, "-"]) ?? ""
    return text.filter { !$0.isWhitespace }
  }

  /// How many pages it has.
  ///
  /// - Throws: when the program cannot be started.
  package func pages() throws -> Int? {
    let lines = try ExternalProgram("pdfinfo")?.output([file]).split(separator: "\n") ?? []
    let line = lines.first { $0.hasPrefix("Pages:") }
    return line?.split(separator: " ").last.flatMap { Int($0) }
  }

  /// What the QR code of the first page says.
  ///
  /// - Throws: when a program cannot be started.
  package func code() throws -> String {
    let picture = folder.appending(path: "page").path
    _ = try ExternalProgram("pdftoppm")?.output([
      "-r", "150", "-png", "-singlefile", file, picture,
    ])
    return try ExternalProgram("zbarimg")?.output(["--raw", "-q", picture + ".png"])
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }
}
