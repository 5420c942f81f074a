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

  @Option(help: "How many certificates to issue.")
  var certificates = 1_000

  func run() async throws {
    let parts = Set(only.isEmpty ? Part.allCases : only)
    guard certificates > 0 else { throw ValidationError("--certificates is at least 1") }
    let issuing = try IssuingBench(count: certificates)
    var measurements: [Measurement] = []
    if parts.contains(.judge) {
      let text = try String(contentsOfFile: pack, encoding: .utf8)
      measurements.append(try EligibilityBench.measurement(pack: text, runs: options.runs))
    }
    if parts.contains(.issue) {
      var seconds: [Double] = []
      for _ in 0..<options.runs { seconds.append(try await issuing.seconds()) }
      measurements.append(
        Measurement(
          "\(certificates.formatted(.number.locale(Locale(identifier: "en")))) certificates signed "
            + "twice, stored, logged and on record",
          Repetition.median(seconds), "s", must: 3 * Double(certificates) / 1_000,
          aim: 1.5 * Double(certificates) / 1_000, better: .lower))
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
