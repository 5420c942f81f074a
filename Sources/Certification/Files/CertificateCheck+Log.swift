package import Contests
import Foundation

extension CertificateCheck {
  /// Whether the certificate stands in the log, and the log is one with what is known of it.
  func inclusion(
    of read: UnverifiedCredential, _ file: CertificateFile?
  ) -> CertificateReport.Outcome {
    guard let file else {
      return .unchecked(
        LocalizedText(
          zhHans: "只有 JWT，没有日志证明；请用证书文件", en: "a bare JWT has no proof from the log"))
    }
    let head: LogHead
    do {
      head = try verified(file.log.head)
    } catch {
      return Self.unusable(error)
    }
    guard let leaf = Self.leaf(of: read, file) else {
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
    return history(of: head, file.log)
  }

  /// A head whose signature is good; the saved one was examined when it was read.
  private func verified(_ note: String) throws(LogHead.Refusal) -> LogHead {
    if let savedHead, note == savedNote { return savedHead }
    return try LogHead(note: note, trusting: keys)
  }

  /// The entry that the log must have of it.
  private static func leaf(
    of read: UnverifiedCredential, _ file: CertificateFile
  ) -> MerkleHash? {
    // Whether the signature is good is told elsewhere; the entry names what the text says.
    guard let badge = read.badge, let id = CredentialID(urn: badge.id),
      let place = StatusPlace(list: file.log.statusList, index: file.log.statusIndex)
    else { return nil }
    return LogEntry.issued(id, jwt: file.credential, status: place).hash
  }

  /// Whether the file's head, the saved head and the newest one are of one log.
  private func history(
    of head: LogHead, _ entry: CertificateFile.LogPart
  ) -> CertificateReport.Outcome {
    let place = LocalizedText(
      zhHans: "签发日志第 \(entry.index + 1) 条，共 \(head.size) 条（\(head.at.utcText)）",
      en: "entry \(entry.index + 1) of \(head.size) in the issuer's log (\(head.at.utcText))")
    var known = [head]
    if let savedHead { known.append(savedHead) }
    if let update {
      do {
        known.append(try verified(update.head))
      } catch {
        return Self.unusable(error)
      }
    }
    guard known.count > 1, let last = known.max(by: { $0.size < $1.size }) else {
      return .good(
        LocalizedText(
          zhHans: "\(place.text(in: .zhHans))；没有保存的日志头可比较",
          en: "\(place.text(in: .en)); no saved log head to compare it with"))
    }
    let proofs = LogUpdate(
      head: "", consistency: (update?.consistency ?? []) + [entry.consistency].compactMap(\.self))
    for earlier in known where earlier != last {
      guard earlier.origin == last.origin else { return Self.forked(earlier, last) }
      switch proofs.isConsistent(from: earlier, to: last) {
      case true?: continue
      case false?: return Self.forked(earlier, last)
      // Whoever asks for a proof and gets none has learnt something.
      case nil where update != nil: return Self.unproved(earlier, last)
      case nil: return Self.uncompared(place)
      }
    }
    return .good(
      LocalizedText(
        zhHans: "\(place.text(in: .zhHans))，与保存的日志头一致",
        en: "\(place.text(in: .en)), in agreement with the log head that was saved"))
  }

  private static func uncompared(_ place: LocalizedText) -> CertificateReport.Outcome {
    .unchecked(
      LocalizedText(
        zhHans: "\(place.text(in: .zhHans))；保存的日志头大小不同，要联网（--online）或重新取证书才能比较",
        en: "\(place.text(in: .en)); the saved log head is of another size: compared with "
          + "--online, or when the certificate is fetched anew"))
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
