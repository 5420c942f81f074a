package import Contests
import Crypto

extension PolicyPack {
  /// The digest of everything that the pack says of a person and why: SHA-256 over the pack's hash,
  /// the hash of the facts' snapshot, and how each rule ends.
  ///
  /// The explanations follow from pack and snapshot, so that the digest proves them without keeping
  /// them.
  package func digest(of facts: Facts, at instant: Instant) -> [UInt8] {
    let snapshot = FactsSnapshot(of: facts, at: instant)
    var hash = SHA256()
    hash.update(data: Array(self.hash.utf8))
    hash.update(data: Array(snapshot.text.utf8))
    for verdict in verdicts(of: facts, at: instant) {
      hash.update(data: Array((verdict?.digestText ?? "-").utf8) + [0x0A])
    }
    return Array(hash.finalize())
  }
}

extension Decision.Verdict {
  fileprivate var digestText: String {
    switch self {
    case .met, .missed: code
    case .awaiting(let awaited): "\(code) \(awaited.rawValue)"
    case .displaced(let rule): "\(code) \(rule)"
    case .capped(let promotion): "\(code) \(promotion.evidence)"
    }
  }
}
