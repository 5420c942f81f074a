package import Contests
package import QuestionBanks
import Synchronization

/// Deals and recalls papers: keeps the questions of versions and the dealers of stages in memory.
package final class PaperRoom: Sendable {
  private let banks: any QuestionBankStore
  private let cache = Mutex(Cache())

  private struct Cache {
    var questions: [Version: [Question]] = [:]
    var dealers: [DealerKey: PaperDealer] = [:]
    /// By stage the serial number of its next paper, where papers are dealt in turn.
    var serials: [StagePath: UInt32] = [:]
  }

  private struct Version: Hashable {
    let bank: BankID
    let number: Int
  }

  private struct DealerKey: Hashable {
    let version: Version
    let blueprint: Blueprint
  }

  package init(banks: any QuestionBankStore) { self.banks = banks }

  /// The newest version of a bank; absent when nothing was ever published.
  package func newestVersion(of bank: BankID) async throws -> Int? {
    try await banks.versions(of: bank).first?.number
  }

  /// The seed of a stage's next paper.
  ///
  /// Papers that are dealt in turn are numbered; two servers on one database may give a number
  /// twice, which deals some questions once more than others.
  ///
  /// - Parameters:
  ///   - random: unpredictable bits.
  ///   - dealt: how many papers the stage has given out; asked at most once for a stage.
  package func seed(
    of stage: StagePath, _ dealing: Blueprint.Dealing, random: UInt64,
    dealt: () async throws -> Int
  ) async throws -> UInt64 {
    guard dealing == .leastExposed else { return random }
    if cache.withLock({ $0.serials[stage] == nil }) {
      let count = UInt32(clamping: try await dealt())
      cache.withLock { if $0.serials[stage] == nil { $0.serials[stage] = count } }
    }
    let serial = cache.withLock { cache in
      let serial = cache.serials[stage] ?? 0
      cache.serials[stage] = serial &+ 1
      return serial
    }
    return PaperDealer.seed(serial: serial, random: UInt32(truncatingIfNeeded: random))
  }

  /// A paper, with the questions to which its items refer.
  ///
  /// - Throws: `BlueprintUnmet` when the version has too few questions.
  package func paper(
    bank: BankID, version: Int, blueprint: Blueprint, seed: UInt64
  ) async throws -> (paper: Paper, questions: [Question]) {
    let key = DealerKey(version: Version(bank: bank, number: version), blueprint: blueprint)
    let hit = cache.withLock { cache in
      cache.dealers[key].flatMap { dealer in
        cache.questions[key.version].map { (dealer, $0) }
      }
    }
    if let (dealer, questions) = hit { return (dealer.paper(seed: seed), questions) }
    let questions = try await banks.questions(of: bank, version: version)
    let dealer = try PaperDealer(blueprint: blueprint, questions: QuestionShape.all(of: questions))
    cache.withLock { cache in
      cache.questions[key.version] = questions
      cache.dealers[key] = dealer
    }
    return (dealer.paper(seed: seed), questions)
  }
}
