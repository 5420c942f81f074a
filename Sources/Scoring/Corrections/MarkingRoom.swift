package import Contests
package import QuestionBanks
import Synchronization

/// Keeps the markers of stages in memory: their keys and what judges ruled about them. One room
/// serves one server.
package final class MarkingRoom: Sendable {
  private let keys: any AnswerKeyStore
  private let corrections: any CorrectionStore
  private let cache = Mutex(Cache())

  private struct Cache {
    var markers: [Place: Ready] = [:]
    /// Counts what was forgotten: whoever read before a change must not keep what it read.
    var changes = 0
  }

  private struct Place: Hashable {
    let stage: StagePath
    let bank: BankID
    let version: Int
  }

  /// The keys of a bank version and the marker that a stage makes of them.
  package struct Ready: Sendable {
    /// In the order of the version's questions.
    package let keys: [AnswerKey]
    package let marker: StageMarker
  }

  /// A correction cannot be read for the question that it names: the database was changed by somebody
  /// else.
  package struct DamagedCorrection: Error {
    package let stage: StagePath
  }

  package init(keys: any AnswerKeyStore, corrections: any CorrectionStore) {
    self.keys = keys
    self.corrections = corrections
  }

  /// The marker for papers of a bank version at a stage, as its corrections are now.
  ///
  /// - Parameter questions: those of the version.
  /// - Throws: an error of the stores, or `DamagedCorrection`.
  package func marker(
    at stage: StagePath, bank: BankID, version: Int, questions: [Question]
  ) async throws -> Ready {
    let place = Place(stage: stage, bank: bank, version: version)
    let (hit, changes) = cache.withLock { ($0.markers[place], $0.changes) }
    if let hit { return hit }
    let keys = try await keys.answerKeys(of: bank, version: version)
    let marker = StageMarker(
      keys: keys.map(\.solution), questions: questions.map { ($0.id, $0.kind) },
      bankVersion: version, corrections: try await corrections.corrections(of: stage))
    guard let marker else { throw DamagedCorrection(stage: stage) }
    let ready = Ready(keys: keys, marker: marker)
    cache.withLock { if $0.changes == changes { $0.markers[place] = ready } }
    return ready
  }

  /// Reads a stage's corrections anew at the next question.
  func forget(_ stage: StagePath) {
    cache.withLock { cache in
      cache.markers = cache.markers.filter { $0.key.stage != stage }
      cache.changes += 1
    }
  }
}
