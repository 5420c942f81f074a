import Fixtures
import Foundation
import Testing

/// What the server keeps when terrible things happen to it.
@Suite struct TormentTests: Sendable {
  private let programs: Programs

  init() throws { programs = try Programs() }

  private func torment(_ fault: String, _ arguments: String...) async throws -> Programs.Outcome {
    try await programs.run(
      "leitai-replay",
      [
        "torment", "--server-program", programs.path(of: "leitai-server"), "--data",
        programs.folder.appending(path: fault).path, "--fault", fault, "--json",
      ] + arguments)
  }

  private struct Report: Decodable {
    let kills: Int
    let acknowledged: Int
    let stored: Int
    let lost: Int
    let duplicates: Int
    let misplaced: Int
    let attempts: Int
    let results: Int
    let retries: Int
    let violationsByKind: [String: Int]
    let figures: [String: String]
  }

  /// The report, once everything in it is seen to be as it must be.
  private func kept(_ outcome: Programs.Outcome, except known: String = "") throws -> Report {
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.acknowledged > 0)
    #expect(report.stored >= report.acknowledged)
    #expect(report.lost + report.duplicates + report.misplaced == 0, "\(outcome.output)")
    #expect(report.results == report.attempts)
    #expect(
      report.violationsByKind.filter { $0.key != known }.isEmpty,
      "\(outcome.output) \(outcome.error)")
    // The faults interrupted somebody; otherwise they prove nothing.
    #expect(report.retries > 0)
    return report
  }

  @Test func whatIsAcknowledgedSurvivesTwentyKills() async throws {
    let outcome = try await torment("kill", "--kills", "20")
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.error)")
    #expect(try kept(outcome).kills == 20)
  }

  /// Whether a disk may be mounted here, where nobody else sees it.
  private static func mayMount() throws -> Bool {
    let program = "mount -t tmpfs -o size=1m tmpfs /tmp && echo mounted"
    return try ExternalProgram("unshare")?.output(["--mount", "sh", "-c", program])
      .contains("mounted") ?? false
  }

  @Test(.enabled("no disk may be mounted here") { try mayMount() })
  func aServerOnAFullDiskRefusesReadsOnAndResumes() async throws {
    try await resumesAfter("full-disk", on: "a file system in memory")
  }

  @Test func aServerWhoseFilesMayNotGrowRefusesReadsOnAndResumes() async throws {
    try await resumesAfter("file-limit", on: "limited size of files")
  }

  private func resumesAfter(_ fault: String, on disk: String) async throws {
    let signIn = "sign-in-not-refused-as-busy"
    let report = try kept(try await torment(fault), except: signIn)
    #expect(report.figures["disk"] == disk)
    #expect(report.figures["saved while full"] == "0")
    #expect(try #require(Int(report.figures["refused as full"] ?? "")) > 0)
    // A sign-in keeps a token. Without room for it the answer must be 503 as well.
    #expect(report.violationsByKind[signIn] == nil)
  }

  @Test func aDatabaseThatMayNotBeWrittenIsRefusedInWords() async throws {
    let outcome = try await torment("read-only")
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.error)")
    #expect(outcome.output.contains("leitai.sqlite cannot be written"))
  }
}
