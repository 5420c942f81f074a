package import Contests

/// Why somebody could not sign in, or could not be added.
package enum SignInRefusal: Error, Hashable, Sendable {
  /// Unknown name or wrong secret: the two are never told apart.
  case wrongCredentials
  /// Too many wrong attempts for this name; `until` is the first instant at which one is judged.
  case tooManyAttempts(until: Instant)
  /// Too many passwords wait to be hashed.
  case busy
  /// The new user's name is not a `UserName`.
  case userNameUnfit
  /// The new user's name belongs to somebody.
  case userNameTaken
  /// The new password has fewer than 10 characters or more than 1,024 bytes.
  case passwordUnfit
  /// Staff cannot be contestants.
  case roleUnfit

  /// A stable name for programs, in kebab-case.
  package var code: String {
    switch self {
    case .wrongCredentials: "wrong-credentials"
    case .tooManyAttempts: "too-many-attempts"
    case .busy: "sign-in-busy"
    case .userNameUnfit: "user-name-unfit"
    case .userNameTaken: "user-name-taken"
    case .passwordUnfit: "password-unfit"
    case .roleUnfit: "role-unfit"
    }
  }

  /// What is wrong, for people.
  package var text: LocalizedText {
    switch self {
    case .wrongCredentials:
      LocalizedText(zhHans: "账号或密码（准考证号或登录码）不正确", en: "unknown name or wrong secret")
    case .tooManyAttempts:
      LocalizedText(
        zhHans: "错误次数过多，请稍后再试", en: "too many wrong attempts; please try again later")
    case .busy:
      LocalizedText(zhHans: "登录繁忙，请稍后再试", en: "sign-in is busy; please try again shortly")
    case .userNameUnfit:
      LocalizedText(
        zhHans: "用户名应为 2 至 32 个字母、数字或 . - _，以字母开头",
        en: "a user name is 2 to 32 letters, digits or . - _, and starts with a letter")
    case .userNameTaken:
      LocalizedText(zhHans: "用户名已存在", en: "the user name is taken")
    case .passwordUnfit:
      LocalizedText(
        zhHans: "密码至少 10 个字符，至多 1024 字节",
        en: "a password has at least 10 characters and at most 1,024 bytes")
    case .roleUnfit:
      LocalizedText(zhHans: "工作人员不能是选手", en: "staff cannot be contestants")
    }
  }
}
