import Certification
import ContestHTTP
import Contests

/// How long certificates take on their way to paper, from their templates to the finished file.
enum PrintBench {
  private static let count = 200

  /// The rows of the suite.
  static func measurements(_ repetition: Repetition) throws -> [Measurement] {
    let certificates = try (1...count).map(certificate)
    return [
      Measurement(
        "print 200 certificates, a PDF each in one ZIP",
        try seconds(certificates, .zip, repetition),
        "s", must: 4, aim: 2, better: .lower),
      Measurement(
        "print 200 certificates as one PDF", try seconds(certificates, .pdf, repetition), "s",
        must: 4, aim: 2, better: .lower),
    ]
  }

  private static func seconds(
    _ certificates: [PrintedCertificate], _ format: PrintDesk.Batch.Format,
    _ repetition: Repetition
  ) throws -> Double {
    try repetition.seconds {
      try PrintDesk.bytes(
        of: PrintDesk.Batch(
          certificates: certificates, format: format, language: .zhHans, printings: [],
          next: nil)
      ) {}
    } check: { bytes in
      guard bytes.count > count * 1_000 else { throw NotMeasured("the file is too small") }
    }
  }

  /// Certificates of different people, some of whom have rare or many characters in their names.
  private static func certificate(_ number: Int) throws -> PrintedCertificate {
    let names = ["王小明", "䶮𬎆𠮷", "买买提·阿卜杜拉", "Nguyễn Thị Ánh Tuyết", "欧阳雪"]
    let stage = try StagePath("suwanluyu-2025/fitter/final")
    guard let serial = SerialNumber(year: 2025, number: number),
      let zone = ContestZone("Asia/Shanghai"),
      let issuer = IssuerProfile(
        url: "https://leitai.example.org",
        name: LocalizedText(zhHans: "徐州市总工会", en: "Xuzhou Federation of Trade Unions"))
    else { throw NotMeasured("no certificate to print") }
    let content = Credential.Content(
      stage: stage,
      contestTitle: LocalizedText(zhHans: "苏皖鲁豫产业工人网上练兵", en: "Four-Province Online Practice"),
      eventTitle: LocalizedText(zhHans: "机修钳工", en: "Maintenance fitter"),
      contestant: try ContestantID("SW\(number)"),
      recipientName: "\(names[number % names.count])\(number)",
      kind: LocalizedText(zhHans: "获奖证书", en: "Prize certificate"),
      name: LocalizedText(zhHans: "一等奖", en: "First prize"), pack: try PackID("prizes"),
      packVersion: 1, packHash: "", rule: try RuleID("A1"), resultsHash: "", resultsVersion: 1,
      issuedAt: Instant(milliseconds: 1_748_736_000_000))
    let id = CredentialID(
      stage: stage, contestant: content.contestant, pack: content.pack, rule: content.rule)
    return PrintedCertificate(
      credential: Credential(id: id, serial: serial, content: content, keyID: "", jwt: ""),
      printing: CertificatePrinting(
        credential: id, template: 1, identityKind: "居民身份证",
        identityNumber: "320302********1234", issuer: issuer.name,
        address: issuer.verificationAddress(of: id), at: content.issuedAt, actor: "bench"),
      template: try CertificateTemplate(text: CertificateTemplate.usual), emblem: nil, zone: zone)
  }
}
