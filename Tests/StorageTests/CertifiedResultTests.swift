import AttemptRecords
import Contests
import Fixtures
import SQLiteStorage
import Sessions
import Testing

@testable import Scoring

/// Certified results as they are kept.
@Suite struct CertifiedResultTests {
  private let store: SQLiteStore
  private let temporary: TemporaryStore

  init() async throws {
    temporary = try TemporaryStore()
    store = temporary.store
    _ = try await store.create(Sample.contest(), plan: Sample.plan, policies: [:])
    let stage = try Sample.path("practice")
    _ = try await store.move(stage, from: [.draft], to: .open)
    _ = try await store.move(stage, from: [.open], to: .closed)
  }

  private func grounds(
    _ appeals: [Appeal] = [], acts: [ShortlistAct] = [], admitted: [ContestantID] = []
  ) -> CertificationGrounds {
    CertificationGrounds(appeals: appeals, shortlistActs: acts, admitted: admitted)
  }

  private func signed(_ results: CertifiedResults) throws -> CertifiedDocument {
    let key = try #require(ReceiptKey(seed: [UInt8](repeating: 1, count: 32)))
    return try CertifiedDocument.sign(results, with: key).document
  }

  /// Who appeals between a judge's look and the certificate is not passed over.
  @Test func anAppealThatTheJudgeDidNotSeeStandsInTheWay() async throws {
    let document = try signed(Sample.certified("practice", [("1000", true)]))
    let results = document.results
    let stage = results.path
    let mine = try ContestantID("1000")
    #expect(try await store.file(.result, "why", by: mine, at: stage, Sample.start) == 1)
    #expect(try await store.keep(document, bytes: [1], on: grounds([])) == false)
    let seen = try await store.appeals(of: stage, by: nil)
    let step = Appeal.Step(kind: .reject, judge: "wang", at: Sample.start, reason: "r")
    #expect(try await store.add(step, to: 1, of: stage, after: 0))
    #expect(try await store.keep(document, bytes: [1], on: grounds(seen)) == false)
    #expect(try await store.certified(stage) == nil)
    #expect(try await store.states(of: stage.contest)[stage] == .closed)
    let all = try await store.appeals(of: stage, by: nil)
    #expect(try await store.keep(document, bytes: [1], on: grounds(all)))
    #expect(try await store.certified(stage) == [1])
    #expect(try await store.states(of: stage.contest)[stage] == .certified)
  }

  /// A frozen stage does not get what counts in it from another one later.
  @Test func aFreezeSinceThatMomentStandsInTheWay() async throws {
    let document = try signed(Sample.certified("practice", [("1000", true)]))
    let results = document.results
    let note = { (at: Instant) in StaffNote(actor: "chief", at: at, reason: "r") }
    let other = try Sample.path("preliminary")
    _ = try await store.freeze(other, note(results.certifiedAt))
    #expect(try await store.keep(document, bytes: [1], on: grounds()) == false)
    #expect(try await store.certified(results.path) == nil)
    _ = try await store.unfreeze(other, note(results.certifiedAt + .seconds(1)))
    #expect(try await store.keep(document, bytes: [1], on: grounds()))
  }

  @Test func anEarlierFreezeDoesNot() async throws {
    let document = try signed(Sample.certified("practice", [("1000", true)]))
    let results = document.results
    let before = Instant(milliseconds: results.certifiedAt.milliseconds - 1)
    let note = StaffNote(actor: "chief", at: before, reason: "r")
    _ = try await store.freeze(try Sample.path("preliminary"), note)
    #expect(try await store.keep(document, bytes: [1], on: grounds()))
  }

  /// Who certifies an earlier stage anew while a later one is certified wins the race.
  @Test func whatIsCarriedIsTheNewestOfItsStage() async throws {
    let path = try Sample.path("preliminary")
    _ = try await store.move(path, from: [.draft], to: .closed)
    func keep(_ document: CertifiedDocument) async throws -> Bool {
      try await store.keep(document, bytes: try document.bytes(), on: grounds())
    }
    func later(
      _ version: Int, carrying earlier: CertifiedDocument
    ) throws -> CertifiedDocument {
      var results = try Sample.certified("practice", [("1000", true)], version: version)
      results.carried = [
        CertifiedResults.Carried(
          part: try PartID("before"), stage: path.stage, version: earlier.results.version,
          hash: earlier.hash)
      ]
      return try signed(results)
    }
    let first = try signed(Sample.certified("preliminary", [("1000", true)]))
    let old = try later(1, carrying: first)
    #expect(try await keep(old) == false)
    #expect(try await keep(first))
    #expect(try await keep(old))
    #expect(try await store.carriedAnew(in: old.results.path).isEmpty)
    let second = try signed(Sample.certified("preliminary", [("1000", false)], version: 2))
    #expect(try await keep(second))
    let stale = try await store.carriedAnew(in: old.results.path)
    #expect(stale.map(\.carried) == old.results.carried && stale.map(\.newest) == [2])
    #expect(try await keep(later(2, carrying: first)) == false)
    #expect(try await keep(later(2, carrying: second)))
    #expect(try await store.carriedAnew(in: old.results.path).isEmpty)
    #expect(try await store.carriedAnew(in: path).isEmpty)
  }

  /// The bytes that are put together are those of the document.
  @Test func aSignedDocumentIsEncodedAsAWhole() throws {
    let results = try Sample.certified("practice", [("1000", true), ("1001", false)])
    let key = try #require(ReceiptKey(seed: [UInt8](repeating: 1, count: 32)))
    let (document, bytes) = try CertifiedDocument.sign(results, with: key)
    #expect(bytes == (try document.bytes()))
    #expect(document.hash == results.hash)
    #expect(document.isSigned(by: key.publicKey) == true)
    #expect(try CertifiedDocument(bytes: bytes).results == results)
  }

  @Test func aSealIsThatOfItsVersion() async throws {
    let document = try signed(Sample.certified("practice", [("1000", true)]))
    let stage = document.results.path
    #expect(try await store.keep(document, bytes: [1], on: grounds()))
    let seal = try #require(try await store.seal(of: stage, version: 1))
    #expect(
      seal
        == ResultsSeal(
          version: 1, hash: document.hash, judges: ["wang"], at: document.results.certifiedAt))
    #expect(try await store.seal(of: stage, version: 2) == nil)
  }

  /// Whoever looked at results that have been replaced since must look again.
  @Test func anActAboutResultsThatAreNoLongerInForceIsRefused() async throws {
    let first = try Sample.certified("practice", [("1000", true), ("1001", false)])
    func act(_ number: Int, of version: Int) throws -> ShortlistAct {
      ShortlistAct(
        number: number, kind: .withdrawal(try ContestantID("1000")), resultsVersion: version,
        movedUp: [], actor: "chief", at: Sample.start, reason: "r")
    }
    #expect(try await store.append(act(1, of: 1), to: first.path) == false)
    #expect(try await store.keep(signed(first), bytes: [1], on: grounds()))
    #expect(try await store.append(act(1, of: 0), to: first.path) == false)
    let second = try Sample.certified("practice", [("1001", true)], version: 2)
    #expect(try await store.keep(signed(second), bytes: [2], on: grounds()))
    #expect(try await store.append(act(1, of: 1), to: first.path) == false)
    #expect(try await store.append(act(1, of: 2), to: first.path))
  }

  /// Places that somebody moved up to are places of the results that were in force then.
  @Test func whoMayEnterFollowsFromTheNewestResults() async throws {
    let (first, second, third) = (
      try ContestantID("1000"), try ContestantID("1001"), try ContestantID("1002")
    )
    let old = try Sample.certified("practice", [("1000", true), ("1001", false), ("1002", false)])
    let stage = old.path
    #expect(try await store.keep(signed(old), bytes: [1], on: grounds(admitted: [first])))
    let act = ShortlistAct(
      number: 1, kind: .withdrawal(first), resultsVersion: 1, movedUp: [second], actor: "chief",
      at: Sample.start, reason: "r")
    #expect(try await store.append(act, to: stage))
    func entering() async throws -> [Bool] {
      var admitted: [Bool] = []
      for id in [first, second, third] {
        admitted.append(try await store.isShortlisted(id, at: stage))
      }
      return admitted
    }
    #expect(try await entering() == [false, true, false])
    let new = try Sample.certified("practice", [("1002", true), ("1000", false)], version: 2)
    // Somebody fell out since the judge looked.
    #expect(
      try await store.keep(signed(new), bytes: [2], on: grounds(admitted: [third])) == false)
    #expect(
      try await store.keep(signed(new), bytes: [2], on: grounds(acts: [act], admitted: [third])))
    #expect(try await entering() == [false, false, true])
    let known = try await store.certifications(of: stage.contest)
    #expect(known == [stage: StageCertification(version: 2, keyVersion: 1)])
  }
}
