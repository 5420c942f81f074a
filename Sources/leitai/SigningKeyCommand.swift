import ArgumentParser
import ContestAPI
import Foundation

/// `leitai signing-key`
struct SigningKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "signing-key",
    abstract: bothLanguages(zh: "签发证书的密钥", en: "The keys that sign certificates"),
    subcommands: [List.self, Rotate.self])

  /// `leitai signing-key list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "现用和已停用的密钥", en: "The keys in use and retired"))

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let context = try global.context()
      let keys: IssuerKeyList = try await context.get(Path.issuerKeyHistory)
      try context.console.show(keys) { $0.lines(context.say) }
    }
  }

  /// `leitai signing-key rotate`
  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "启用新的密钥，停用现有的", en: "Bring in new keys and retire those in use"),
      discussion: bothLanguages(
        zh: "停用的密钥签发的证书仍然有效。新的私钥写在数据目录的 keys/ 下，请一并备份。",
        en: """
          What the retired keys signed stays valid. The new private keys are in keys/ of the data \
          folder: back them up.
          """))

    @OptionGroup var global: GlobalOptions
    @Option(help: .both(zh: "理由；会保存", en: "Why; it is kept"))
    var reason: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let keys: IssuerKeyList = try await context.post(
        Path.issuerKeyHistory, KeyRotationWish(reason: reason))
      try context.console.show(keys) { $0.lines(context.say) }
    }
  }
}

extension IssuerKeyList {
  func lines(_ say: Language) -> [String] {
    Table(
      [
        (say(zh: "密钥", en: "key"), .left), (say(zh: "种类", en: "kind"), .left),
        (say(zh: "启用", en: "since"), .left), (say(zh: "停用", en: "until"), .left),
        (say(zh: "操作人", en: "by"), .left), (say(zh: "理由", en: "reason"), .left),
      ],
      rows: keys.map { key in
        [
          key.id, key.kind.uppercased(), key.since?.dayAndTime(in: .current) ?? "",
          key.until?.dayAndTime(in: .current) ?? say(zh: "在用", en: "in use"), key.actor ?? "",
          key.reason ?? "",
        ]
      }
    ).lines()
  }
}
