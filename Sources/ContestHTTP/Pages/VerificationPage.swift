import Certification
import Contests
import Scoring

/// What everybody sees who scans a certificate's QR code: who, what, when, by whom, and whether it
/// still stands.
struct VerificationPage: Sendable {
  /// What the server finds when it examines its own certificate.
  enum Proof: Hashable, Sendable {
    /// Both signatures are good, and it is an entry (1 for the first) of the log of that size and root.
    case whole(keyID: String, sm2KeyID: String, entry: Int, size: Int, root: String)
    /// The stored certificate was changed, its key is lost, or the log knows nothing of it.
    case broken(LocalizedText)
  }

  let credential: Credential
  let standing: CredentialStanding
  let proof: Proof
  let showing: CredentialShowing
  let issuer: IssuerProfile
  let zone: ContestZone
  let language: Language

  /// The page.
  var html: String {
    let content = credential.content
    return Page(title: status.title, language: language).html(
      .tag(
        "article", [:],
        [
          .tag(
            "div", ["class": "standing \(status.style)"],
            [.line("h1", status.title), .line("p", status.text)]),
          .tag(
            "div", ["class": "award"],
            [
              .line("p", content.kind.text(in: language)),
              .line("h2", content.name.text(in: language)),
            ]),
          .tag("dl", [:], facts.flatMap(Page.fact)),
          .tag("section", [:], proofParts),
        ]))
  }

  private func say(_ zhHans: String, _ en: String) -> String {
    language == .zhHans ? zhHans : en
  }

  private func time(_ instant: Instant) -> String { zone.dayText(of: instant, in: language) }

  private func lastDay(_ end: Instant) -> String { zone.lastDayText(before: end, in: language) }

  private var status: (style: String, title: String, text: String) {
    if case .broken(let why) = proof {
      return (
        "unproven", say("证书无法证实", "The certificate cannot be confirmed"),
        why.text(in: language)
      )
    }
    switch standing {
    case .valid:
      return (
        "valid", say("证书有效", "The certificate is valid"),
        say(
          "由本平台颁发，签名和签发日志的记录均完好。",
          "It was issued here; its signatures and its entry in the issuer's log are good.")
      )
    case .suspended(let instant, let reason):
      return (
        "suspended", say("证书暂停使用", "The certificate is suspended"),
        say("自 \(time(instant)) 起。原因：\(reason)", "Since \(time(instant)). Reason: \(reason)")
      )
    case .revoked(let instant, let reason):
      return (
        "revoked", say("证书已撤销", "The certificate was revoked"),
        say("撤销于 \(time(instant))。原因：\(reason)", "On \(time(instant)). Reason: \(reason)")
      )
    case .expired(let instant):
      return (
        "expired", say("证书已过期", "The certificate has expired"),
        say("有效期至 \(lastDay(instant))。", "It was valid until \(lastDay(instant)).")
      )
    }
  }

  private var facts: [(String, HTML)] {
    let content = credential.content
    var facts: [(String, HTML)] = []
    if let name {
      // Isolated, so that a name cannot turn the direction of what stands after it.
      facts.append((say("姓名", "Name"), .line("bdi", name)))
    }
    facts += [
      (say("竞赛", "Contest"), .text(content.contestTitle.text(in: language))),
      (say("赛项", "Event"), .text(content.eventTitle.text(in: language))),
      (say("颁发者", "Issued by"), .text(issuer.name.text(in: language))),
      (say("颁发日期", "Issued on"), .text(time(content.issuedAt))),
    ]
    if let end = content.validUntil {
      facts.append((say("有效期至", "Valid until"), .text(lastDay(end))))
    }
    facts.append((say("证书编号", "Number"), .text(credential.serial.description)))
    return facts
  }

  private var name: String? {
    switch showing {
    case .masked: NoticeMask.name(credential.content.recipientName)
    case .full: credential.content.recipientName
    case .hidden: nil
    }
  }

  private var proofParts: [HTML] {
    var parts: [HTML] = [
      .line("h3", say("证明", "Proof")),
      .line(
        "p",
        say(
          "以下由本网站刚刚核对。不经本网站也能核验：请持证人用 leitai certificate fetch 取得证书文件，"
            + "再用 leitai certificate verify 离线核对；只有 .jwt 时，国密签名和签发日志无从核对。",
          "This site has just checked what follows. It can be checked without this site: ask the "
            + "holder for the certificate file of leitai certificate fetch and use leitai certificate "
            + "verify, offline; a bare .jwt has neither the second signature nor the log's proof.")),
    ]
    var facts: [(String, HTML)] = []
    if case .whole(let keyID, let sm2KeyID, let entry, let size, let root) = proof {
      facts += [
        (say("✓ 签名 RS256", "✓ Signature, RS256"), .line("code", keyID)),
        (say("✓ 国密签名 SM2/SM3", "✓ Second signature, SM2 with SM3"), .line("code", sm2KeyID)),
        (
          say("✓ 签发日志", "✓ Issuer's log"),
          .text(say("第 \(entry) 条，共 \(size) 条", "Entry \(entry) of \(size)"))
        ),
        (say("日志的根", "Root of the log"), .line("code", root)),
      ]
    }
    facts += [
      (
        say("公钥", "Public keys"),
        .line("a", "/.well-known/jwks.json", ["href": "/.well-known/jwks.json"])
      ),
      (say("日志头", "Log head"), .line("a", "/v1/log/head", ["href": "/v1/log/head"])),
      (say("证书 SHA-256", "Certificate SHA-256"), .line("code", credential.hash)),
      (say("成绩 SHA-256", "Results SHA-256"), .line("code", credential.content.resultsHash)),
      (say("标识", "Id"), .line("code", credential.id.text)),
    ]
    parts.append(.tag("dl", [:], facts.flatMap(Page.fact)))
    if showing == .full {
      parts.append(
        .tag(
          "details", [:],
          [
            .line("summary", say("已签名的证书（VC-JWT）", "The signed certificate (VC-JWT)")),
            .line("pre", credential.jwt),
          ]))
    } else {
      parts.append(
        .line(
          "p",
          say("持证人决定本页显示多少个人信息。", "The holder decides how much of the person this page shows.")))
    }
    return parts
  }
}

/// What all pages have around their content.
struct Page {
  let title: String
  /// What pages of this kind are for.
  var heading = LocalizedText(zhHans: "证书核验", en: "Certificate verification")
  let language: Language

  /// The document; the link changes the language.
  func html(_ parts: HTML...) -> String {
    let other: Language = language == .zhHans ? .en : .zhHans
    let head: [HTML] = [
      .tag("meta", ["charset": "utf-8"]),
      .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("meta", ["name": "robots", "content": "noindex"]),
      .line("title", title), .stylesheet,
    ]
    let header = HTML.tag(
      "header", [:],
      [
        .line("span", heading.text(in: language)),
        .line(
          "a", other == .zhHans ? "中文" : "English",
          ["href": "?lang=\(other.rawValue)", "lang": other.rawValue]),
      ])
    return HTML.document(
      language: language, head: head, body: [.tag("main", [:], [header] + parts)])
  }

  static func fact(_ name: String, _ value: HTML) -> [HTML] {
    [.line("dt", name), .tag("dd", [:], [value])]
  }

  /// A page that says one thing.
  static func notice(
    _ style: String, title: String, text: String, in language: Language
  ) -> String {
    let standing = HTML.tag(
      "div", ["class": "standing \(style)"], [.line("h1", title), .line("p", text)])
    return Page(title: title, language: language).html(.tag("article", [:], [standing]))
  }
}
