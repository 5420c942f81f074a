import AttemptRecords
import ContestAPI
import Contests

extension AttemptHistory {
  /// The last time that staff suspended or voided the attempt; absent when nobody did.
  var lastRuling: StaffRuling? {
    for record in records.reversed() where ["suspended", "voided"].contains(record.kind) {
      guard let bytes = [UInt8](hexadecimal: record.event),
        case .ruled(let ruling, let note) = AttemptEvent(encoded: bytes)
      else { return nil }
      return StaffRuling(
        reason: note.reason, at: record.at, mayRetry: ruling == .voided(mayRetry: true))
    }
    return nil
  }
}
