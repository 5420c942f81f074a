package import AttemptRecords
package import Contests
package import QuestionBanks
import Synchronization

/// Deals and recalls papers: keeps the questions of versions and the dealers of stages in memory. One
/// room serves one server.
package final class PaperRoom: Sendable {
  private let banks: any QuestionBankStore
  private let cache = Mutex(Cache())
  private let turn = Turn()

  private struct Cache {
    var questions: [Version: [Question]] = [:]
    /// The few dealers of a version: to compare blueprints costs less than to hash one.
    var dealers: [Version: [(blueprint: Blueprint, dealer: PaperDealer)]] = [:]
    /// The number of a bank's newest version.
    var newest: [BankID: Int] = [:]
    /// Counts what was forgotten: whoever read before a change must not keep what it read.
    var changes = 0
    /// By stage the serial number of its next paper, where papers are dealt in turn.
    var serials: [StagePath: UInt32] = [:]
  }

  private struct Version: Hashable {
    let bank: BankID
    let number: Int
  }

  private struct DealerKey {
    let version: Version
    let blueprint: Blueprint
  }

  package init(banks: any QuestionBankStore) { self.banks = banks }

  /// What a new attempt is made of: the newest version of the bank, and a seed.
  ///
  /// Papers that are dealt in turn are numbered; two servers on one database may give a number
  /// twice, which deals some questions once more than others.
  ///
  /// - Parameters:
  ///   - id: the new attempt's.
  ///   - random: unpredictable bits.
  ///   - journal: knows how many papers the stage has given out; asked at most once for a stage.
  /// - Throws: `SessionFailure.noBank`, `BlueprintUnmet`, or an error of the stores.
  package func deal(
    at place: StagePlace, to id: AttemptID, random: UInt64, journal: any SessionJournal
  ) async throws -> Deal {
    // A paper that cannot be dealt is refused before there is an attempt.
    let version = try await prepare(place)
    guard place.stage.blueprint.dealing == .leastExposed else {
      return Deal(attempt: id, bankVersion: version, seed: random)
    }
    let serial = try await serial(of: place.path, journal)
    let seed = PaperDealer.seed(serial: serial, random: UInt32(truncatingIfNeeded: random))
    return Deal(attempt: id, bankVersion: version, seed: seed)
  }

  /// Reads what the papers of a stage are made of, unless it is in memory.
  ///
  /// - Returns: the version of which they are dealt by now.
  /// - Throws: `SessionFailure.noBank`, `BlueprintUnmet`, or an error of the store.
  @discardableResult
  package func prepare(_ place: StagePlace) async throws -> Int {
    let version = try await newestVersion(of: place.event.bank)
    _ = try await ready(place.event.bank, version, place.stage.blueprint)
    return version
  }

  /// Reads a bank's newest version anew at the next start, after another was published.
  package func forget(_ bank: BankID) {
    cache.withLock { cache in
      cache.newest[bank] = nil
      cache.changes += 1
    }
  }

  /// The version of which papers are dealt by now.
  ///
  /// - Throws: `SessionFailure.noBank`, or an error of the store.
  package func newestVersion(of bank: BankID) async throws -> Int {
    let (known, changes) = cache.withLock { ($0.newest[bank], $0.changes) }
    if let known { return known }
    guard let version = try await banks.versions(of: bank).first?.number else {
      throw SessionFailure.noBank
    }
    cache.withLock { if $0.changes == changes { $0.newest[bank] = version } }
    return version
  }

  /// The serial number of a stage's next paper.
  private func serial(of stage: StagePath, _ journal: any SessionJournal) async throws -> UInt32 {
    let isKnown = cache.withLock { $0.serials[stage] != nil }
    let dealt = isKnown ? 0 : UInt32(clamping: try await journal.paperCount(of: stage))
    return cache.withLock { cache in
      let serial = cache.serials[stage] ?? dealt
      cache.serials[stage] = serial &+ 1
      return serial
    }
  }

  /// A paper, with the questions to which its items refer.
  ///
  /// - Throws: `BlueprintUnmet` when the version has too few questions.
  package func paper(
    bank: BankID, version: Int, blueprint: Blueprint, seed: UInt64
  ) async throws -> (paper: Paper, questions: [Question]) {
    let ready = try await ready(bank, version, blueprint)
    return (ready.dealer.paper(seed: seed), ready.questions)
  }

  /// The dealer of a stage's papers, with the questions of the version; for many papers at once.
  ///
  /// - Throws: `BlueprintUnmet` when the version has too few questions.
  package func dealer(
    bank: BankID, version: Int, blueprint: Blueprint
  ) async throws -> (dealer: PaperDealer, questions: [Question]) {
    let ready = try await ready(bank, version, blueprint)
    return (ready.dealer, ready.questions)
  }

  private struct Ready: Sendable {
    let dealer: PaperDealer
    let questions: [Question]
  }

  private func ready(
    _ bank: BankID, _ version: Int, _ blueprint: Blueprint
  ) async throws -> Ready {
    let key = DealerKey(version: Version(bank: bank, number: version), blueprint: blueprint)
    if let known = known(key) { return known }
    // After a start hundreds ask at once; one of them reads the bank.
    return try await turn.take { try await self.read(key) }
  }

  private func known(_ key: DealerKey) -> Ready? {
    cache.withLock { cache in
      cache.dealers[key.version]?.first { $0.blueprint == key.blueprint }.flatMap { known in
        cache.questions[key.version].map {
          Ready(dealer: known.dealer, questions: $0)
        }
      }
    }
  }

  private func read(_ key: DealerKey) async throws -> Ready {
    if let known = known(key) { return known }
    let questions = try await banks.questions(of: key.version.bank, version: key.version.number)
    let dealer = try PaperDealer(
      blueprint: key.blueprint, questions: QuestionShape.all(of: questions))
    cache.withLock { cache in
      cache.questions[key.version] = questions
      cache.dealers[key.version, default: []].append((key.blueprint, dealer))
    }
    return Ready(dealer: dealer, questions: questions)
  }
}
