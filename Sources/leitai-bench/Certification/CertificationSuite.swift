import ArgumentParser
import Certification
import Contests
import Foundation
import SQLiteStorage

/// How long it takes to judge everybody, to issue and print certificates, and to check one.
struct CertificationSuite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certification",
    abstract: "Judging everybody, issuing and printing certificates, and checking one.")

  /// A part that can be measured alone.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case judge, issue, print, verify
  }

  @OptionGroup var options: SuiteOptions

  @Option(help: "The policy pack.")
  var pack = "QuestionBanks/reference/policies/city-leading-contest.yaml"

  @Option(help: "Measure this part only; may be given several times.")
  var only: [Part] = []

  func run() async throws {
    let parts = Set(only.isEmpty ? Part.allCases : only)
    let issuing = try CertificateIssuing()
    var measurements: [Measurement] = []
    if parts.contains(.judge) {
      let text = try String(contentsOfFile: pack, encoding: .utf8)
      measurements.append(try EligibilityBench.measurement(pack: text, runs: options.runs))
    }
    if parts.contains(.issue) {
      var seconds: [Double] = []
      for _ in 0..<options.runs { seconds.append(try await issuing.issueThousand()) }
      measurements.append(
        Measurement(
          "1,000 certificates signed twice, stored and logged", Repetition.median(seconds), "s",
          must: 3, aim: 1.5, better: .lower))
      measurements.append(
        Measurement(
          "one fdatasync on this disk",
          1000 / (try DiskSync.perSecond(in: FileManager.default.temporaryDirectory, seconds: 1)),
          "ms",
          better: .lower))
    }
    if parts.contains(.print) {
      measurements += try PrintBench.measurements(Repetition(runs: options.runs))
    }
    if parts.contains(.verify) {
      measurements.append(
        Measurement(
          "one certificate file checked in full",
          try await issuing.checkOne(Repetition(runs: options.runs)), "ms", must: 5, aim: 2.5,
          better: .lower))
    }
    try options.show(measurements)
  }
}
