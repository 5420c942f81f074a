import Certification
import ContestAPI
import Contests
import Foundation

extension TrustFiles {
  /// The user's own.
  static var own: TrustFiles {
    TrustFiles(
      ofUserAt: UserFolder.path(
        in: ProcessInfo.processInfo.environment, home: NSHomeDirectory()))
  }

  /// A key set as its document says it.
  ///
  /// - Throws: `ExitCode(2)` after saying that the file is not there, or is no JWK set.
  static func keySet(
    _ path: String, _ options: VerifyOptions
  ) throws -> (keys: JSONWebKeySet, document: String) {
    guard isThere(path) else {
      throw options.unreadable(
        path,
        LocalizedText(
          zhHans: "没有保存的公钥；请运行 leitai certificate trust，或用 --keys 指明机构的公钥",
          en: "no keys were saved there: leitai certificate trust saves them, "
            + "and --keys names others"))
    }
    let text = String(decoding: try options.read(path), as: UTF8.self)
    do {
      return (try JSONWebKeySet(json: text), text)
    } catch {
      throw options.unreadable(path, LocalizedText(zhHans: "不是公钥列表", en: "not a JWK set"))
    }
  }

  /// Status lists as VC-JWTs: a JSON array of them, or one as it is published.
  ///
  /// - Throws: `ExitCode(2)` after saying what is wrong with the file.
  static func statusLists(_ path: String, _ options: VerifyOptions) throws -> [String] {
    let bytes = Data(try options.read(path))
    let text = String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.hasPrefix("[") else { return [text] }
    guard let lists = try? JSONDecoder().decode([String].self, from: bytes) else {
      throw options.unreadable(
        path, LocalizedText(zhHans: "不是状态列表", en: "not a file of status lists"))
    }
    return lists
  }

  /// Whether there is such a file.
  static func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

extension TrustDownload {
  /// What comes in on standard input.
  ///
  /// - Throws: `ExitCode(2)` after saying that it cannot be read.
  static func read(_ options: VerifyOptions) throws -> TrustDownload {
    guard let data = try? FileHandle.standardInput.readToEnd(),
      let download = try? JSONDecoder().decode(TrustDownload.self, from: data)
    else {
      throw options.unreadable(
        "stdin", LocalizedText(zhHans: "无法读取下载的内容", en: "what was fetched cannot be read"))
    }
    return download
  }

  /// How the log went on.
  var update: LogUpdate {
    LogUpdate(
      head: log.head,
      consistency: log.consistency.map {
        LogUpdate.Step(from: $0.from, to: $0.to, proof: $0.proof)
      })
  }
}
