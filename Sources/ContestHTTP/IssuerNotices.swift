import Certification
import Contests
import Synchronization

/// What the issuer signs for everybody who asks, status lists and log heads: each is signed once and
/// handed out for some seconds, unless something happened since, so that asking costs next to nothing.
package final class IssuerNotices: Sendable {
  /// What a notice speaks of, and by which key.
  enum Subject: Hashable, Sendable {
    case statusList(Int, StatusPurpose, keyID: String)
    case logHead
  }

  private struct Notice: Sendable {
    let text: String
    /// How many entries the log had: every issue and every act is one.
    let size: Int
    let at: Instant
  }

  /// How old a notice may be.
  static let lifetime = Milliseconds(10_000)
  private let notices = Mutex<[Subject: Notice]>([:])

  package init() {}

  /// The notice of a subject while nothing happened since it was signed, or else a new one.
  ///
  /// - Parameters:
  ///   - size: how many entries the log has.
  ///   - now: read before whatever the notice says.
  func text(
    of subject: Subject, at size: Int, now: Instant, sign: () async throws -> String
  ) async throws -> String {
    let known = notices.withLock { $0[subject] }
    if let known, known.size == size, now - known.at < Self.lifetime { return known.text }
    let text = try await sign()
    notices.withLock { notices in
      // Lists of retired keys are asked for by nobody.
      if case .statusList(let list, let purpose, let key) = subject {
        for case .statusList(list, purpose, let old) in notices.keys where old != key {
          notices[.statusList(list, purpose, keyID: old)] = nil
        }
      }
      // Two may be signed at once; the one that knows more stays.
      if notices[subject].map({ ($0.size, $0.at) <= (size, now) }) ?? true {
        notices[subject] = Notice(text: text, size: size, at: now)
      }
    }
    return text
  }
}
