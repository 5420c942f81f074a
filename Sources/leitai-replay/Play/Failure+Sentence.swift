import ContestAPI
import ContestClient

extension ContestClient.Failure {
  /// What happened, in one line for people.
  var sentence: String {
    switch self {
    case .unreachable(let reason): "the server cannot be reached: \(reason)"
    case .refused(let status, let error): "\(status) \(error.code): \(error.message)"
    case .busy(_, let error): "the server is busy: \(error.code)"
    case .unintelligible(let status, let text): "\(status) is none of this API: \(text)"
    }
  }
}
