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
