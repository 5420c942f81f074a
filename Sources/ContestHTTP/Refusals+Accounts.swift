import Accounts
import HTTPTypes

/// Why nobody is signed in, and why an identity number is not shown.
extension Refusals {
  static func refusal(_ error: SignInRefusal) -> Refusal {
    var refusal =
      switch error {
      case .wrongCredentials: Refusal(.unauthorized, error.code, error.text)
      case .tooManyAttempts: Refusal(.tooManyRequests, error.code, error.text)
      case .busy: Refusal(.serviceUnavailable, error.code, error.text)
      case .userNameTaken: Refusal(.conflict, error.code, error.text)
      case .userNameUnfit, .passwordUnfit, .roleUnfit:
        Refusal(.unprocessableContent, error.code, error.text)
      }
    if case .tooManyAttempts = error { refusal.retryAfter = 60 }
    if case .busy = error { refusal.retryAfter = 2 }
    return refusal
  }

  static func refusal(_ error: RevealRefusal) -> Refusal {
    switch error {
    case .roleUnfit:
      Refusal(
        .forbidden, error.rawValue, zhHans: "您的角色不能查看证件号码",
        en: "your role never sees identity numbers")
    case .reasonUnfit:
      Refusal(
        .unprocessableContent, error.rawValue, zhHans: "请写明理由（1 至 200 字）",
        en: "give a reason of 1 to 200 characters")
    case .unknownContestant:
      Refusal(.notFound, error.rawValue, zhHans: "没有这名选手", en: "there is no such contestant")
    case .unreadable:
      Refusal(
        .internalServerError, error.rawValue, zhHans: "证件号码无法解密",
        en: "the identity number cannot be read")
    }
  }
}
