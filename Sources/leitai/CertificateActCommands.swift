import ArgumentParser
import ContestAPI
import Foundation

extension CertificateCommand {
  /// Which certificate, and why.
  struct ActOptions: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书的标识或编号", en: "The certificate's id or serial number"))
    var certificate: String
    @Option(
      help: .both(
        zh: "理由；与状态一同公开，不要写个人信息", en: "Why; published with the status, so nothing personal"))
    var reason: String

    func carryOut(_ act: String) async throws {
      let context = try global.context()
      let acts: CertificateActs = try await context.post(
        Path.fill(Path.certificateActs, [certificate]),
        CertificateActWish(act: act, reason: reason))
      try context.console.show(acts) { $0.lines(context.say) }
    }
  }

  /// `leitai certificate revoke`
  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "撤销证书，永久有效", en: "Revoke a certificate, for ever"))
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.carryOut("revoke") }
  }

  /// `leitai certificate suspend`
  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "暂停证书", en: "Suspend a certificate until it is reinstated"))
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.carryOut("suspend") }
  }

  /// `leitai certificate reinstate`
  struct Reinstate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "恢复已暂停的证书", en: "Reinstate a suspended certificate"))
    @OptionGroup var options: ActOptions
    func run() async throws { try await options.carryOut("reinstate") }
  }

  /// `leitai certificate history`
  struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "一张证书的状态和经过", en: "What was done to a certificate, and by whom"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书的标识或编号", en: "The certificate's id or serial number"))
    var certificate: String

    func run() async throws {
      let context = try global.context()
      let acts: CertificateActs = try await context.get(
        Path.fill(Path.certificateActs, [certificate]))
      try context.console.show(acts) { $0.lines(context.say) }
    }
  }

  /// `valid`, `revoked` or `suspended` for people.
  static func stateName(_ state: String, _ say: Language) -> String {
    switch state {
    case "valid": say(zh: "有效", en: "valid")
    case "revoked": say(zh: "已撤销", en: "revoked")
    case "expired": say(zh: "已过期", en: "expired")
    case "suspended": say(zh: "已暂停", en: "suspended")
    default: state
    }
  }
}

extension CertificateActs {
  func lines(_ say: Language) -> [String] {
    let headline = "\(serial)  \(CertificateCommand.stateName(state, say))"
    guard !acts.isEmpty else { return [headline] }
    return [headline]
      + Table(
        [
          (say(zh: "时间", en: "time"), .left), (say(zh: "操作", en: "act"), .left),
          (say(zh: "操作人", en: "by"), .left), (say(zh: "理由", en: "reason"), .left),
        ],
        rows: acts.map { [$0.at.dayAndTime(in: .current), $0.act, $0.actor, $0.reason] }
      ).lines()
  }
}
