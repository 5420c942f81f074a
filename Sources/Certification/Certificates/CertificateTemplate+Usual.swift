extension CertificateTemplate {
  /// The template of a contest to which nobody gave one: where organizers begin.
  package static let usual = """
    # How this contest's certificates look. Placeholders: {name} {identity-kind} {identity-number}
    # {contest} {event} {kind} {award} {issuer} {date} {valid-until} {number}. A brace is written twice.
    title: "{kind}"
    subtitle: "{contest}"
    heading: "{name}"
    body:
      zh-Hans: 参加“{contest}”{event}赛项，成绩经裁判确认，现授予：
      en: took part in {event}, an event of {contest}. The judges have certified the results, and the holder is hereby awarded
    award: "{award}"
    closing:
      zh-Hans: 特发此证。
      en: In witness whereof this certificate is issued.

    # Small print beside the QR code, which leads to the verification page.
    details:
      - { zh-Hans: "姓名：{name}", en: "Name: {name}" }
      - { zh-Hans: "{identity-kind}：{identity-number}", en: "{identity-kind}: {identity-number}" }
      - { zh-Hans: "证书编号：{number}", en: "Certificate number: {number}" }
      - { zh-Hans: 扫描二维码核验, en: Scan the code to verify }

    # Lines to sign on, at most four, such as { title: 裁判长 } or, with a printed name,
    # { title: { zh-Hans: 裁判长, en: Chief judge }, name: 王建国 }
    signatures: []
    issuer: "{issuer}"
    date: "{date}"

    colours: { accent: "#9B1C1C", text: "#222222", paper: "#FFFDF7" }
    # A PNG beside this file, for the head of the page:
    # emblem: emblem.png
    # Other texts for the certificates of one policy pack, or of one of its rules:
    # variants:
    #   - pack: practice-completion
    #     rule: completion
    #     closing: { zh-Hans: 准予结业。, en: The practice is completed. }

    """
}
