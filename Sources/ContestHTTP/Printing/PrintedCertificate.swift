package import Certification
package import Contests
import Documents

/// A certificate with all that its page needs.
package struct PrintedCertificate: Sendable {
  let credential: Credential
  let printing: CertificatePrinting
  let template: CertificateTemplate
  let emblem: [UInt8]?
  let zone: ContestZone

  /// - Parameters:
  ///   - template: the version that `printing` names.
  ///   - emblem: the PNG that the template names.
  ///   - zone: of the contest; decides on which day it was issued.
  package init(
    credential: Credential, printing: CertificatePrinting, template: CertificateTemplate,
    emblem: [UInt8]?, zone: ContestZone
  ) {
    self.credential = credential
    self.printing = printing
    self.template = template
    self.emblem = emblem
    self.zone = zone
  }

  /// The same certificate by another printing with the same template.
  func printed(by printing: CertificatePrinting) -> PrintedCertificate {
    PrintedCertificate(
      credential: credential, printing: printing, template: template, emblem: emblem, zone: zone)
  }

  /// A file's name: the number and the holder's name, as every file system takes it.
  var fileName: String {
    let name = credential.content.recipientName.map { character in
      character.isLetter || character.isNumber || "·-' ".contains(character) ? character : "_"
    }
    return "\(credential.serial) \(String(name.prefix(60))).pdf"
  }

  /// The page in a language.
  ///
  /// - Throws: `DocumentFailure` for an address that is too long for a QR code.
  func sheet(in language: Language) throws(DocumentFailure) -> CertificateSheet {
    guard let address = QRCode(printing.address) else {
      throw .undrawable("the address is too long")
    }
    let texts = template.texts(pack: credential.content.pack, rule: credential.content.rule)
    func line(_ field: CertificateTemplate.Field) -> CertificateSheet.Line {
      CertificateSheet.Line(field.name, field.text(in: language) { value($0, in: language) })
    }
    let black = Colour.black
    return CertificateSheet(
      texts: CertificateSheet.Texts(
        title: line(texts.title), subtitle: texts.subtitle.map(line),
        heading: line(texts.heading), body: line(texts.body), award: line(texts.award),
        closing: texts.closing.map(line), details: details(texts, in: language).map(line),
        signatures: texts.signatures.map {
          CertificateSheet.Signature(title: line($0.title), name: $0.name.map(line))
        },
        issuer: line(texts.issuer), date: line(texts.date)),
      colours: CertificateSheet.Colours(
        accent: Colour(template.colours.accent) ?? black,
        text: Colour(template.colours.text) ?? black,
        paper: Colour(template.colours.paper) ?? black),
      script: language == .zhHans ? .chinese : .latin, address: address,
      created: ContestZone.utc(credential.content.issuedAt))
  }

  /// The small print, with the last day of a certificate that has one: nobody is to take it for one
  /// without an end because the template does not say so.
  private func details(
    _ texts: CertificateTemplate.Texts, in language: Language
  ) -> [CertificateTemplate.Field] {
    guard credential.content.validUntil != nil, !texts.say(.validUntil, in: language) else {
      return texts.details
    }
    let placeholder = "{\(CertificatePlaceholder.validUntil.rawValue)}"
    return texts.details + [
      CertificateTemplate.Field(
        name: CertificatePlaceholder.validUntil.rawValue,
        text: LocalizedText(zhHans: "有效期至：\(placeholder)", en: "Valid until: \(placeholder)"))
    ]
  }

  private func value(_ placeholder: CertificatePlaceholder, in language: Language) -> String {
    let content = credential.content
    return switch placeholder {
    case .name: content.recipientName
    case .identityKind: IdentityKindName.text(of: printing.identityKind, in: language)
    case .identityNumber: printing.identityNumber
    case .contest: content.contestTitle.text(in: language)
    case .event: content.eventTitle.text(in: language)
    case .kind: content.kind.text(in: language)
    case .award: content.name.text(in: language)
    case .issuer: printing.issuer.text(in: language)
    case .date: zone.dayText(of: content.issuedAt, in: language)
    case .validUntil:
      content.validUntil.map { zone.lastDayText(before: $0, in: language) }
        ?? LocalizedText(zhHans: "长期", en: "without an end").text(in: language)
    case .number: credential.serial.description
    }
  }
}

/// Names of identity papers as rosters give them, in both languages.
private enum IdentityKindName {
  private static let english = [
    "居民身份证": "Resident identity card", "护照": "Passport",
    "港澳居民居住证": "Residence permit for Hong Kong and Macao residents",
    "台湾居民居住证": "Residence permit for Taiwan residents",
    "港澳居民来往内地通行证": "Mainland travel permit for Hong Kong and Macao residents",
    "台湾居民来往大陆通行证": "Mainland travel permit for Taiwan residents",
    "外国人永久居留身份证": "Foreign permanent resident identity card",
  ]

  /// What is not known stays as the roster has it.
  static func text(of kind: String, in language: Language) -> String {
    language == .en ? english[kind] ?? kind : kind
  }
}

extension ContestZone {
  /// The last day before a moment, as people write it.
  func lastDayText(before end: Instant, in language: Language) -> String {
    dayText(of: Instant(milliseconds: end.milliseconds - 1), in: language)
  }

  /// The day as people write it: `2025年6月1日`, `1 June 2025`.
  func dayText(of instant: Instant, in language: Language) -> String {
    let parts = text(of: instant).prefix { $0 != "T" }.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return "" }
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    switch language {
    case .zhHans: return "\(parts[0])年\(parts[1])月\(parts[2])日"
    case .en: return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }
  }
}
