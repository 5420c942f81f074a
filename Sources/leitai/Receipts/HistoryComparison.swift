import AttemptRecords
import ContestAPI
import Foundation

/// Where two histories of one attempt part.
enum HistoryComparison {
  /// Reads a history that staff exported, or the one in a receipt; `nil` for anything else.
  static func history(json bytes: [UInt8]) -> AttemptHistory? {
    ReceiptFile(json: bytes)?.history
      ?? (try? JSONDecoder().decode(AttemptHistory.self, from: Data(bytes)))
  }

  /// What speaks against one of the two; empty when they are the same and hold together.
  static func failures(_ here: AttemptHistory, against there: AttemptHistory) -> [ReceiptFailure] {
    let (read, other) = (ReadHistory(here), ReadHistory(there))
    var failures: [ReceiptFailure] = []
    let most = max(here.records.count, there.records.count)
    let parting = (0..<most).first { place in
      !here.records.indices.contains(place) || !there.records.indices.contains(place)
        || !here.records[place].isSame(as: there.records[place])
    }
    if let parting {
      failures.append(
        .parted(
          parting, here: Self.version(parting, here, read),
          there: Self.version(parting, there, other)
        ))
    }
    if let broken = other.failures.first { failures.append(.otherIsUnsound(broken)) }
    return failures
  }

  private static func version(
    _ place: Int, _ history: AttemptHistory, _ read: ReadHistory
  ) -> ReceiptFailure.Version {
    guard history.records.indices.contains(place) else { return .none }
    guard let record = read.records[place] else { return .unreadable }
    return .record(record.event, at: record.at, head: record.head)
  }
}

extension AttemptHistory.Record {
  /// What the chain goes over is the same, and its head.
  fileprivate func isSame(as other: AttemptHistory.Record) -> Bool {
    sequence == other.sequence && at == other.at && event == other.event && head == other.head
  }
}
