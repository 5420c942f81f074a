package import Contests
import Foundation

extension CertificateCheck {
  /// Whether the certificate stands in the log, and the log is one with what is known of it.
  func inclusion(of jwt: String, _ file: CertificateFile?) -> CertificateReport.Outcome {
    guard let file else {
      return .unchecked(
        LocalizedText(
          zhHans: "只有 JWT，没有日志证明；请用证书文件", en: "a bare JWT has no proof from the log"))
    }
    let head: LogHead
    do {
      head = try LogHead(note: file.log.head, trusting: keys)
    } catch {
      return Self.unusable(error)
    }
    guard let leaf = Self.leaf(of: jwt, file) else {
      return .bad(
        code: "not-in-log",
        LocalizedText(zhHans: "日志条目无法读取", en: "the entry of the log cannot be read"))
    }
    let proof = file.log.proof.compactMap { MerkleHash(base64: $0) }
    guard proof.count == file.log.proof.count,
      MerkleProof.includes(
        leaf, at: file.log.index, in: head.size, root: head.root, proof: proof)
    else {
      return .bad(
        code: "not-in-log",
        LocalizedText(
          zhHans: "证书不在签发日志中：日志证明不符",
          en: "the certificate does not stand in the issuer's log: the proof does not fit"))
    }
    return history(of: head, index: file.log.index)
  }

  /// The entry that the log must have of it.
  private static func leaf(of jwt: String, _ file: CertificateFile) -> MerkleHash? {
    // Whether the signature is good is told elsewhere; the entry names what the text says.
    guard let jws = CompactJWS(jwt),
      let badge = try? JSONDecoder().decode(OpenBadge.self, from: jws.payload),
      let id = CredentialID(urn: badge.id),
      let place = StatusPlace(list: file.log.statusList, index: file.log.statusIndex)
    else { return nil }
    return LogEntry.issued(id, jwt: jwt, status: place).hash
  }

  /// Whether the file's head, the saved head and the newest one are of one log.
  private func history(of head: LogHead, index: Int) -> CertificateReport.Outcome {
    let place = LocalizedText(
      zhHans: "签发日志第 \(index + 1) 条，共 \(head.size) 条（\(head.at.utcText)）",
      en: "entry \(index + 1) of \(head.size) in the issuer's log (\(head.at.utcText))")
    guard savedHead != nil || update != nil else { return .good(place) }
    var newest = [head]
    if let savedHead { newest.append(savedHead) }
    if let update {
      do {
        newest.append(try LogHead(note: update.head, trusting: keys))
      } catch {
        return Self.unusable(error)
      }
    }
    guard let last = newest.max(by: { $0.size < $1.size }) else { return .good(place) }
    var isCompared = true
    for known in newest where known != last {
      guard known.origin == last.origin else { return Self.forked(known, last) }
      switch (update ?? .none).isConsistent(from: known, to: last) {
      case true?: continue
      case false?: return Self.forked(known, last)
      // Whoever asks for a proof and gets none has learnt something.
      case nil where update != nil: return Self.unproved(known, last)
      case nil: isCompared = false
      }
    }
    return .good(
      isCompared
        ? LocalizedText(
          zhHans: "\(place.text(in: .zhHans))，与保存的日志头一致",
          en: "\(place.text(in: .en)), in agreement with the log head that was saved")
        : LocalizedText(
          zhHans: "\(place.text(in: .zhHans))；保存的日志头大小不同，联网时才能比较",
          en: "\(place.text(in: .en)); the saved log head is of another size, "
            + "which only --online can compare"))
  }

  private static func forked(_ one: LogHead, _ other: LogHead) -> CertificateReport.Outcome {
    .bad(
      code: "log-forked",
      LocalizedText(
        zhHans: "签发日志前后矛盾：\(one.at.utcText) 的日志头（\(one.size) 条）"
          + "与 \(other.at.utcText) 的（\(other.size) 条）不一致",
        en: "the issuer's log contradicts itself: its head of \(one.at.utcText) "
          + "(\(one.size) entries) and that of \(other.at.utcText) (\(other.size)) are of two logs")
    )
  }

  private static func unproved(_ one: LogHead, _ other: LogHead) -> CertificateReport.Outcome {
    .bad(
      code: "log-not-proved",
      LocalizedText(
        zhHans: "服务器没有证明 \(other.size) 条的日志是 \(one.size) 条日志的延续",
        en: "the server gave no proof that the log of \(other.size) entries goes on from that of "
          + "\(one.size)"))
  }

  private static func unusable(_ refusal: LogHead.Refusal) -> CertificateReport.Outcome {
    .bad(code: refusal.code, .inEach { refusal.sentence(in: $0) })
  }
}

extension LogHead.Refusal {
  /// A stable name for programs.
  package var code: String {
    switch self {
    case .notAHead: "log-head-malformed"
    case .unknownKey: "log-head-unknown-key"
    case .badSignature: "log-head-bad-signature"
    }
  }

  /// What is wrong, for people.
  package func sentence(in language: Language) -> String {
    switch (self, language) {
    case (.notAHead, .zhHans): "日志头的格式不对"
    case (.notAHead, .en): "this is no signed log head"
    case (.unknownKey, .zhHans): "日志头的签名密钥不在公钥列表中"
    case (.unknownKey, .en): "the key of the log head is not among the issuer's public keys"
    case (.badSignature, .zhHans): "日志头的签名不符"
    case (.badSignature, .en): "the signature of the log head does not fit"
    }
  }
}
