import Contests

/// What a certificate says of somebody's result.
package struct StatedResult: Hashable, Sendable {
  /// As decimal text; absent when the certificate gives none.
  package let score: String?
  /// 1 for the winner; absent when the certificate gives none.
  package let rank: Int?

  static let scoreFragment = "#score"
  static let rankFragment = "#rank"

  /// What is stated when the certificate is issued now.
  package init(_ decision: Decision) {
    score = decision.facts.result.score.description
    rank = decision.rank
  }

  /// What was stated.
  init(_ badge: OpenBadge) {
    let subject = badge.credentialSubject
    func value(_ fragment: String) -> String? {
      subject.result.first { $0.resultDescription == subject.achievement.id + fragment }?.value
    }
    score = value(Self.scoreFragment)
    rank = value(Self.rankFragment).flatMap { Int($0) }
  }

  func entries(of achievement: OpenBadge.Achievement) -> [OpenBadge.Result] {
    [(Self.scoreFragment, score), (Self.rankFragment, rank.map(String.init))]
      .compactMap { fragment, value in
        value.map {
          OpenBadge.Result(resultDescription: achievement.id + fragment, value: $0)
        }
      }
  }
}
