package import Contests

/// A score that an attempt has from a version of its stage's keys on.
package struct Regrade: Hashable, Sendable {
  package let keyVersion: Int
  package let score: Points

  package init(keyVersion: Int, score: Points) {
    self.keyVersion = keyVersion
    self.score = score
  }
}
