import Foundation
import Testing

/// What `leitai certificate verify` says of really issued certificates, by today's clock.
@Suite struct CertificateCommandTests {
  private struct Verdict {
    let status: Int32
    let output: String
  }

  /// Runs the command with nothing but what lies in the folder.
  private static func verify(
    _ folder: URL, _ language: String, _ more: String...
  ) throws -> Verdict {
    let process = Process()
    // The tests are a product themselves and lie beside the programs.
    process.executableURL = URL(filePath: ProcessInfo.processInfo.arguments[0])
      .deletingLastPathComponent().appending(path: "leitai")
    process.arguments =
      ["certificate", "verify", folder.appending(path: "certificate.json").path]
      + ["--trust", folder.path, "--lang", language] + more
    process.environment = ["LEITAI_HOME": folder.path, "LANG": "C.UTF-8"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Verdict(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  private static func expect(
    _ verdict: Verdict, _ status: Int32, _ lines: String...,
    at place: SourceLocation = #_sourceLocation
  ) {
    #expect(verdict.status == status, "\(verdict.output)", sourceLocation: place)
    for line in lines {
      #expect(
        verdict.output.split(separator: "\n").contains { $0 == line },
        "\(line) in \(verdict.output)", sourceLocation: place)
    }
  }

  @Test func aCertificateThatHasExpiredIsNotValid() async throws {
    try await PublishedCertificate.inFolder(validFor: "1 year") { folder in
      Self.expect(
        try Self.verify(folder, "en"), 1, "✗ the certificate is not valid",
        "  ✗ the certificate expired at 2026-03-31T16:00:00Z [expired]")
      Self.expect(
        try Self.verify(folder, "zh-Hans"), 1, "✗ 证书无效",
        "  ✗ 证书已于 2026-03-31T16:00:00Z 失效 [expired]")
      let json = try Self.verify(folder, "en", "--json")
      #expect(json.status == 1 && json.output.contains("\"code\" : \"expired\""), "\(json.output)")
    }
  }

  @Test func oneThatIsRevokedAsWellSaysBoth() async throws {
    try await PublishedCertificate.inFolder(revoked: true, validFor: "1 year") { folder in
      let english = try Self.verify(folder, "en")
      Self.expect(
        english, 1, "  ✗ the certificate expired at 2026-03-31T16:00:00Z [expired]")
      #expect(english.output.contains("because: 代考 [revoked]"), "\(english.output)")
      let chinese = try Self.verify(folder, "zh-Hans")
      Self.expect(chinese, 1, "✗ 证书无效", "  ✗ 证书已于 2026-03-31T16:00:00Z 失效 [expired]")
      #expect(chinese.output.contains("原因：代考 [revoked]"), "\(chinese.output)")
    }
  }

  @Test func oneWithoutAnEndIsValid() async throws {
    try await PublishedCertificate.inFolder { folder in
      let english = try Self.verify(folder, "en")
      Self.expect(english, 0, "✓ valid")
      #expect(english.output.contains("without an end"), "\(english.output)")
      let chinese = try Self.verify(folder, "zh-Hans")
      Self.expect(chinese, 0, "✓ 证书有效")
      #expect(chinese.output.contains("起长期有效"), "\(chinese.output)")
    }
  }
}
