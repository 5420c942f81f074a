import Foundation

/// A compact JWS: header, payload and signature in base64url, joined by dots.
///
/// Source: RFC 7515, section 7.1.
struct CompactJWS {
  /// The only algorithm with which credentials are signed.
  static let algorithm = "RS256"
  /// The type of the token. Source: 1EdTech, Open Badges 3.0, section 8.2.4.1: JWT, if present.
  static let credentialType = "JWT"
  /// The most bytes of a certificate.
  static let maximumBytes = 64 << 10

  struct Header: Codable, Equatable {
    var alg: String
    var kid: String?
    var typ: String?
    /// Extensions that a reader has to understand; this one understands none.
    var crit: [String]?
  }

  let header: Header
  let payload: Data
  let signature: Data
  /// The bytes that are signed.
  let signingInput: Data

  /// `nil` unless `text` is three parts of canonical base64url, the first of them a header.
  ///
  /// - Parameter limit: longer texts are refused before they are read.
  init?(_ text: String, limit: Int = Self.maximumBytes) {
    guard text.utf8.count <= limit else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Data(base64URL: parts[0]),
      let payload = Data(base64URL: parts[1]), let signature = Data(base64URL: parts[2]),
      let fields = try? JSONDecoder().decode(Header.self, from: header)
    else { return nil }
    self.header = fields
    self.payload = payload
    self.signature = signature
    signingInput = Data("\(parts[0]).\(parts[1])".utf8)
  }

  /// Signs a payload.
  static func text(
    header: Header, payload: Data, sign: (Data) throws -> Data
  ) throws -> String {
    let input = try "\(CanonicalJSON.encode(header).base64URL).\(payload.base64URL)"
    return try "\(input).\(sign(Data(input.utf8)).base64URL)"
  }
}

/// JSON whose bytes are the same on every run: keys sorted, no spaces, slashes as they are.
enum CanonicalJSON {
  static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }
}

extension Data {
  /// Base64url without padding. Source: RFC 7515, appendix C.
  var base64URL: String {
    String(
      base64EncodedString().compactMap { character in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      })
  }

  /// `nil` unless `text` is exactly how its bytes are written: no padding, no other alphabet, no
  /// stray bits in the last character.
  init?(base64URL text: some StringProtocol) {
    var plain = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    while plain.count % 4 != 0 { plain.append("=") }
    guard let data = Data(base64Encoded: String(plain)),
      data.base64URL.utf8.elementsEqual(text.utf8)
    else { return nil }
    self = data
  }
}
