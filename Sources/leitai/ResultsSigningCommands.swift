import ArgumentParser
import ContestAPI
import Foundation

extension ResultsCommand {
  /// `leitai results sign`
  struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "共同签署最新一版成绩（确认者以外的裁判）",
        en: "Sign the newest version beside whoever certified it (other judges)"),
      discussion: bothLanguages(
        zh: "先用 results fetch 取回文件，results verify 核验，再签署核验时显示的摘要。",
        en: "First fetch the document and verify it; the hash to sign is the one that verify shows."
      ))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress
    @Option(
      help: .both(zh: "所签版本的摘要（64 位十六进制数）", en: "The hash of the version, 64 hex digits"))
    var hash: String

    func run() async throws {
      let context = try global.context()
      let version: ResultsVersion = try await context.post(
        Path.fill(Path.coSignatures, stage.segments), CoSignatureWish(hash: hash))
      try context.console.show(version) { $0.lines(context.say) }
    }
  }

  /// `leitai results show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "已确认的各版成绩、摘要和签署的裁判",
        en: "The certified versions, their hashes and the judges who signed"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: StageAddress.help)
    var stage: StageAddress

    func run() async throws {
      let context = try global.context()
      let versions: ResultsVersions = try await context.get(
        Path.fill(Path.coSignatures, stage.segments))
      try context.console.show(versions) { $0.lines(context.say) }
    }
  }
}

extension ResultsVersions {
  func lines(_ say: Language) -> [String] {
    guard !versions.isEmpty else {
      return [say(zh: "\(stage) 的成绩还没有确认", en: "the results of \(stage) are not certified")]
    }
    let acts = say(
      zh: "\(actsSince) 项改分或裁定", en: "\(actsSince.grouped) scores or rulings")
    let corrections = say(
      zh: "\(correctionsSince) 项答案更正", en: correctionsSince.counted("correction"))
    let since = [(actsSince, acts), (correctionsSince, corrections)].filter { $0.0 > 0 }.map(\.1)
    return [stage] + versions.flatMap { $0.lines(say) }
      + carriedSince.map { carried in
        say(
          zh: "最新一版计入的是 \(carried.stage) 第 \(carried.version) 版，现已确认第 \(carried.newest) 版："
            + "请重新确认",
          en: "the newest carries version \(carried.version) of \(carried.stage); version "
            + "\(carried.newest) is certified since: certify again")
      }
      + (since.isEmpty
        ? []
        : [
          say(
            zh: "最新一版未计入之后的\(since.joined(separator: "和"))：请重新确认",
            en: "the newest is out of date, without \(since.joined(separator: " and ")) since: "
              + "certify again")
        ])
  }
}

extension ResultsVersion {
  fileprivate func lines(_ say: Language) -> [String] {
    let certified = say(
      zh: "第 \(version) 版  \(judges.joined(separator: "、")) 于 "
        + "\(certifiedAt.dayAndTime(in: .current)) 确认",
      en: "version \(version)  certified by \(judges.joined(separator: ", ")) at "
        + certifiedAt.dayAndTime(in: .current))
    return [certified, "  \(hash)"]
      + coSignatures.map { one in
        let at = one.at.dayAndTime(in: .current)
        return say(zh: "  \(one.judge) 于 \(at) 共同签署", en: "  co-signed by \(one.judge) at \(at)")
      }
  }
}
