import Certification
import Contests
import Foundation

/// What somebody who checks certificates keeps: the issuer's keys, a log head, status lists.
struct TrustFolder {
  static let keysFile = "issuer-keys.json"
  static let headFile = "log-head.txt"
  static let statusFile = "status-lists.json"

  let keys: URL
  let head: URL
  let statusLists: URL

  init(_ folder: URL) {
    keys = folder.appending(path: Self.keysFile)
    head = folder.appending(path: Self.headFile)
    statusLists = folder.appending(path: Self.statusFile)
  }

  /// - Throws: `ExitCode(2)` after saying that the file is no JWK set.
  static func keySet(_ path: String, _ options: VerifyOptions) throws -> JSONWebKeySet {
    let text = String(decoding: try options.read(path), as: UTF8.self)
    do {
      return try JSONWebKeySet(json: text)
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
}

/// What was fetched from the issuer's server just now, as it comes in on standard input.
struct TrustDownload: Decodable {
  /// The key set, as it is published.
  let keys: String
  /// VC-JWTs.
  let statusLists: [String]
  let log: LogUpdate

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
}
