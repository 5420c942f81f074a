import ArgumentParser
import Certification
import ContestAPI
import Contests
import Foundation

/// Takes over what was fetched into a folder, once it agrees with what is there.
struct UpdateTrust: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust",
    abstract: "Save an issuer's keys, log head and status lists. 保存机构的公钥、日志头和状态列表。",
    discussion: "Reads what was fetched from standard input; `leitai certificate trust` calls it.")

  @Argument(help: "The folder.")
  var folder: String

  @OptionGroup var options: VerifyOptions

  func run() throws {
    let download = try TrustDownload.read(options)
    try options.finish(try verdict(download, TrustFiles(folder: folder)))
  }

  private func verdict(_ download: TrustDownload, _ trust: TrustFiles) throws -> Verdict {
    guard let keys = try? JSONWebKeySet(json: download.keys) else {
      return refused("not-a-key-set", LocalizedText(zhHans: "不是公钥列表", en: "not a JWK set"))
    }
    // A server that drops a key disowns what that key signed, or is another server.
    if TrustFiles.isThere(trust.keys),
      !keys.goesOn(from: try TrustFiles.keySet(trust.keys, options).keys)
    {
      return refused(
        "keys-withdrawn",
        LocalizedText(
          zhHans: "服务器的公钥列表缺少已保存的公钥，或改动了它们的使用期",
          en: "the server's key set lacks keys that were saved, or changes the time of their use"))
    }
    let head: LogHead
    do {
      head = try LogHead(note: download.log.head, trusting: keys)
    } catch {
      return refused(error.code, .inEach { error.sentence(in: $0) })
    }
    if TrustFiles.isThere(trust.head) {
      let note = String(decoding: try options.read(trust.head), as: UTF8.self)
      do {
        let saved = try LogHead(note: note, trusting: keys)
        guard download.update.goesOn(from: saved, to: head) else {
          return refused(
            "log-forked",
            LocalizedText(
              zhHans: "服务器的日志（\(head.size) 条）不是已保存日志（\(saved.size) 条）的延续",
              en: "the server's log (\(head.size) entries) does not go on from the one that was "
                + "saved (\(saved.size))"))
        }
      } catch {
        return refused(error.code, .inEach { error.sentence(in: $0) })
      }
    }
    do {
      let lists = try download.statusLists.map { jwt throws(CredentialVerifier.Refusal) in
        try VerifiedStatusList(jwt: jwt, trusting: keys)
      }
      let saved =
        TrustFiles.isThere(trust.statusLists)
        ? try TrustFiles.statusLists(trust.statusLists, options) : []
      for jwt in saved {
        let before = try VerifiedStatusList(jwt: jwt, trusting: keys)
        if !lists.contains(where: { $0.goesOn(from: before) }) { return rolledBack(before) }
      }
    } catch let refusal as CredentialVerifier.Refusal {
      return refused("status-list-\(refusal.code)", .inEach { refusal.sentence(in: $0) })
    }
    try save(download, in: trust)
    let text = LocalizedText(
      zhHans: "✓ 已保存 \(keys.keys.count + keys.sm2Keys.count) 个公钥、"
        + "\(download.statusLists.count) 个状态列表和 \(head.size) 条的日志头（\(head.time)）",
      en: "✓ saved \(keys.keys.count + keys.sm2Keys.count) keys, \(download.statusLists.count) "
        + "status lists and the log head of \(head.size) entries (\(head.time))")
    return Verdict(holds: true, code: "saved", lines: [text.text(in: options.language)])
  }

  private func rolledBack(_ list: VerifiedStatusList) -> Verdict {
    refused(
      "status-list-withdrawn",
      LocalizedText(
        zhHans: "服务器没有状态列表 \(list.id) 自 \(list.time) 以来的新状态，而已保存的就是那时的",
        en: "the server has nothing as new as the status list \(list.id) of \(list.time) that was "
          + "saved"))
  }

  private func refused(_ code: String, _ text: LocalizedText) -> Verdict {
    let headline = LocalizedText(zhHans: "✗ 未保存任何内容", en: "✗ nothing was saved")
    return Verdict(
      holds: false, code: code,
      lines: [headline.text(in: options.language), "  " + text.text(in: options.language)])
  }

  /// Each file all at once; the keys first, since they prove the others.
  private func save(_ download: TrustDownload, in trust: TrustFiles) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      for (bytes, path) in [
        (Data(download.keys.utf8), trust.keys),
        (try JSONEncoder().encode(download.statusLists), trust.statusLists),
        (Data(download.log.head.utf8), trust.head),
      ] { try bytes.write(to: URL(filePath: path), options: .atomic) }
    } catch {
      throw options.unreadable(
        folder, LocalizedText(zhHans: "无法写入", en: "cannot be written"))
    }
  }
}
