import Contests
import Foundation

extension CertificateCheck {
  /// Whether the certificate is revoked or suspended, by the newest lists at hand.
  func status(
    of credential: VerifiedCredential, _ file: CertificateFile?
  ) -> CertificateReport.Outcome {
    var entries = credential.statusEntries
    // Certificates of earlier versions do not say; their entry in the log does, and with it the file.
    if entries.isEmpty, let file,
      let place = StatusPlace(list: file.log.statusList, index: file.log.statusIndex)
    {
      entries = StatusLists.entries(of: place, issuer: credential.issuer)
    }
    if entries.count == 1, let one = entries.first {
      entries = StatusLists.entries(beside: one, issuer: credential.issuer) ?? entries
    }
    guard !entries.isEmpty else {
      return .unchecked(
        LocalizedText(zhHans: "证书没有写明状态列表", en: "it does not say where its status is"))
    }
    var oldest: Instant?
    for purpose in StatusPurpose.allCases {
      guard let entry = entries.first(where: { $0.statusPurpose == purpose.rawValue }),
        let index = Int(entry.statusListIndex)
      else {
        return .bad(
          code: "status-entry-unusable",
          LocalizedText(zhHans: "证书中的状态项不完整", en: "its status entry is not complete"))
      }
      guard
        let list = statusLists.first(where: {
          $0.id == entry.statusListCredential && $0.purpose == purpose
            && $0.issuer == credential.issuer
        })
      else {
        return .unchecked(
          LocalizedText(
            zhHans: "没有状态列表 \(entry.statusListCredential)，未查是否撤销",
            en: "not checked whether it was revoked: there is no status list "
              + entry.statusListCredential))
      }
      guard let isSet = list.isSet(index) else {
        return .bad(
          code: "status-entry-unusable",
          LocalizedText(zhHans: "状态列表中没有该位置", en: "the status list has no such place"))
      }
      if isSet { return withdrawn(purpose, list, index) }
      oldest = min(oldest ?? list.asOf, list.asOf)
    }
    // Nobody could have said of a certificate what became of it before it was issued.
    if let oldest, oldest < credential.validFrom {
      return .unchecked(
        LocalizedText(
          zhHans: "状态列表（截至 \(oldest.utcText)）早于证书，未查是否撤销",
          en: "not checked whether it was revoked: the list is older than the certificate (as of "
            + "\(oldest.utcText))"))
    }
    let asOf = oldest?.utcText ?? ""
    return .good(
      LocalizedText(
        zhHans: "未撤销、未暂停（截至 \(asOf)）", en: "not revoked, not suspended (as of \(asOf))"))
  }

  private func withdrawn(
    _ purpose: StatusPurpose, _ list: VerifiedStatusList, _ index: Int
  ) -> CertificateReport.Outcome {
    let act = list.act(at: index)
    let since = act?.since ?? list.asOf.utcText
    let reason = act?.reason ?? "?"
    return switch purpose {
    case .revocation:
      .bad(
        code: "revoked",
        LocalizedText(
          zhHans: "已于 \(since) 撤销，原因：\(reason)", en: "revoked, on \(since), because: \(reason)"))
    case .suspension:
      .bad(
        code: "suspended",
        LocalizedText(
          zhHans: "自 \(since) 起暂停，原因：\(reason)",
          en: "suspended, since \(since), because: \(reason)"))
    }
  }
}
