import Foundation
import QuestionBanks
import Testing

@testable import leitai_fuzz

/// Every format reads 20,000 files that are broken in every way: no crash, no hang, little memory.
///
/// They are read by `leitai-fuzz` in processes of its own, so that a crash is told by its input and
/// the memory is that of the readers alone. `Scripts/fuzz` runs more of them, in a release build.
@Suite(.serialized) struct BankFuzzTests {
  @Test(arguments: BankFormats.names)
  func mutatedFilesAreReadOrRefused(format: String) throws {
    let format = try #require(BankFormats.named(format))
    let outcome = try FuzzProject.supervisor(seed: 1).run(format, inputs: 0..<20_000)
    #expect(outcome.failures == [])
    #expect(outcome.tally.inputs == 20_000)
    // Neither are all refused at once nor all taken.
    #expect((500..<15_000).contains(outcome.tally.accepted))
    #expect(outcome.tally.rewritten > 20)
    #expect(outcome.tally.slowestNanoseconds <= FuzzLimits().milliseconds * 1_000_000)
    #expect(outcome.tally.growthBytes <= FuzzLimits().growthBytes)
  }

  @Test func programThatCannotWorkIsNotTakenForOneThatFindsNothing() throws {
    let supervisor = FuzzSupervisor(
      program: URL(filePath: "/bin/false"), project: FuzzProject.root, seed: 1)
    let format = try #require(BankFormats.named("aiken"))
    #expect(throws: FuzzTrouble.self) { try supervisor.run(format, inputs: 0..<1) }
  }
}

/// The project and the program that belongs to these tests.
enum FuzzProject {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The tests are a product themselves and lie beside the program.
  static func supervisor(seed: UInt64) -> FuzzSupervisor {
    let products = URL(filePath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
    return FuzzSupervisor(
      program: products.appending(path: "leitai-fuzz"), project: root, seed: seed)
  }
}
