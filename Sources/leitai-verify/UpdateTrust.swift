import ArgumentParser
import Certification
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
    let trust = TrustFolder(URL(filePath: folder, directoryHint: .isDirectory))
    try options.finish(try verdict(download, trust))
  }

  private func verdict(_ download: TrustDownload, _ trust: TrustFolder) throws -> Verdict {
    guard let keys = try? JSONWebKeySet(json: download.keys) else {
      return refused("not-a-key-set", LocalizedText(zhHans: "不是公钥列表", en: "not a JWK set"))
    }
    // A server that drops a key disowns what that key signed, or is another server.
    if FileManager.default.fileExists(atPath: trust.keys.path),
      !keys.contains(try TrustFolder.keySet(trust.keys.path, options))
    {
      return refused(
        "keys-withdrawn",
        LocalizedText(
          zhHans: "服务器的公钥列表缺少已保存的公钥", en: "the server's key set lacks keys that were saved"))
    }
    let head: LogHead
    do {
      head = try LogHead(note: download.log.head, trusting: keys)
    } catch {
      return refused(error.code, .inBoth { error.sentence(in: $0) })
    }
    if FileManager.default.fileExists(atPath: trust.head.path) {
      let note = String(decoding: try options.read(trust.head.path), as: UTF8.self)
      do {
        let saved = try LogHead(note: note, trusting: keys)
        guard download.log.goesOn(from: saved, to: head) else {
          return refused(
            "log-forked",
            LocalizedText(
              zhHans: "服务器的日志（\(head.size) 条）不是已保存日志（\(saved.size) 条）的延续",
              en: "the server's log (\(head.size) entries) does not go on from the one that was "
                + "saved (\(saved.size))"))
        }
      } catch {
        return refused(error.code, .inBoth { error.sentence(in: $0) })
      }
    }
    for jwt in download.statusLists {
      do {
        _ = try VerifiedStatusList(jwt: jwt, trusting: keys)
      } catch {
        return refused("status-list-\(error.code)", .inBoth { error.sentence(in: $0) })
      }
    }
    try save(download, in: trust)
    let text = LocalizedText(
      zhHans: "✓ 已保存 \(keys.keys.count + keys.sm2Keys.count) 个公钥、"
        + "\(download.statusLists.count) 个状态列表和 \(head.size) 条的日志头（\(head.time)）",
      en: "✓ saved \(keys.keys.count + keys.sm2Keys.count) keys, \(download.statusLists.count) "
        + "status lists and the log head of \(head.size) entries (\(head.time))")
    return Verdict(holds: true, code: "saved", lines: [text.text(in: options.language)])
  }

  private func refused(_ code: String, _ text: LocalizedText) -> Verdict {
    let headline = LocalizedText(zhHans: "✗ 未保存任何内容", en: "✗ nothing was saved")
    return Verdict(
      holds: false, code: code,
      lines: [headline.text(in: options.language), "  " + text.text(in: options.language)])
  }

  /// Each file all at once; the keys first, since they prove the others.
  private func save(_ download: TrustDownload, in trust: TrustFolder) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data(download.keys.utf8).write(to: trust.keys, options: .atomic)
      try JSONEncoder().encode(download.statusLists).write(to: trust.statusLists, options: .atomic)
      try Data(download.log.head.utf8).write(to: trust.head, options: .atomic)
    } catch {
      throw options.unreadable(
        folder, LocalizedText(zhHans: "无法写入", en: "cannot be written"))
    }
  }
}

extension LocalizedText {
  /// A text made for every language by the same words.
  static func inBoth(_ words: (Language) -> String) -> LocalizedText {
    LocalizedText(zhHans: words(.zhHans), en: words(.en))
  }
}
