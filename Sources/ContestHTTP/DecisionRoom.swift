package import Certification
package import Contests
package import Scoring
import Sessions
import Synchronization

/// What decisions are made of: certified results and policy packs, kept in memory before a store.
///
/// Neither ever changes, so nothing is forgotten but for room. Which results are the newest is asked each
/// time.
package final class DecisionRoom: Sendable {
  private let results: any ResultStore & CoSignatureStore
  private let packs: any CredentialStore
  /// Of how many people results are kept, unless those of one stage are more: about 200 MB.
  private let capacity: Int
  private let kept = Mutex(Kept())
  private let turn = Turn()

  private struct Kept {
    /// Of each stage one version; whoever was asked about last is last.
    var results: [CertifiedFacts] = []
    var packs: [Version: PolicyPack] = [:]
    var documentsRead = 0
  }

  private struct Version: Hashable {
    let pack: PackID
    let number: Int
  }

  /// So many packs are more than the contests of a year name.
  private static let packCapacity = 100

  package init(
    results: any ResultStore & CoSignatureStore, packs: any CredentialStore,
    capacity: Int = 500_000
  ) {
    self.results = results
    self.packs = packs
    self.capacity = capacity
  }

  /// How many certified documents were read so far.
  package var documentsRead: Int { kept.withLock { $0.documentsRead } }

  /// The newest certified results of a stage; absent when nothing was certified.
  ///
  /// - Throws: `DecodingError` for a document that cannot be read, or an error of the store.
  package func certified(_ stage: StagePath) async throws -> CertifiedFacts? {
    guard let seal = try await results.seals(of: stage).last else { return nil }
    if let known = known(stage, seal.hash) { return known }
    // After a certification everybody asks at once; one of them reads the document.
    return try await turn.take { try await self.read(stage, seal) }
  }

  /// A version of a policy pack; absent when there is none.
  package func pack(_ id: PackID, version: Int) async throws -> PolicyPack? {
    let version = Version(pack: id, number: version)
    if let known = kept.withLock({ $0.packs[version] }) { return known }
    guard let pack = try await packs.policyPack(id, version: version.number) else { return nil }
    kept.withLock { kept in
      if kept.packs.count >= Self.packCapacity { kept.packs = [:] }
      kept.packs[version] = pack
    }
    return pack
  }

  private func known(_ stage: StagePath, _ hash: String) -> CertifiedFacts? {
    kept.withLock { kept in
      guard let index = kept.results.firstIndex(where: { $0.path == stage && $0.hash == hash })
      else { return nil }
      let known = kept.results.remove(at: index)
      kept.results.append(known)
      return known
    }
  }

  private func read(_ stage: StagePath, _ seal: ResultsSeal) async throws -> CertifiedFacts? {
    if let known = known(stage, seal.hash) { return known }
    guard let document = try await results.certified(stage, version: seal.version) else {
      return nil
    }
    let (certified, hash) = try CertifiedResults.read(document: document)
    let facts = CertifiedFacts(certified, hash: hash)
    kept.withLock { kept in
      kept.documentsRead += 1
      kept.results.removeAll { $0.path == stage }
      kept.results.append(facts)
      var people = kept.results.reduce(0) { $0 + $1.count }
      while people > capacity, kept.results.count > 1 { people -= kept.results.removeFirst().count }
    }
    return facts
  }
}
