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
    let bytes = Array(text.utf8)
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Data(base64URLBytes: parts[0]),
      let payload = Data(base64URLBytes: parts[1]),
      let signature = Data(base64URLBytes: parts[2]),
      let fields = try? JSONDecoder().decode(Header.self, from: header)
    else { return nil }
    self.header = fields
    self.payload = payload
    self.signature = signature
    signingInput = Data(bytes[..<parts[1].endIndex])
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
    var text = Array(base64EncodedString().utf8)
    while text.last == UInt8(ascii: "=") { text.removeLast() }
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "+"): text[index] = UInt8(ascii: "-")
      case UInt8(ascii: "/"): text[index] = UInt8(ascii: "_")
      default: break
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `nil` unless `text` is exactly how its bytes are written: no padding, no other alphabet, no
  /// stray bits in the last character.
  init?(base64URL text: some StringProtocol) {
    self.init(base64URLBytes: Array(text.utf8)[...])
  }

  /// The same for the text's bytes.
  init?(base64URLBytes text: ArraySlice<UInt8>) {
    guard text.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3 + 3)
    let digits = Self.base64URLDigits
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in text {
      let digit = digits[Int(byte)]
      guard digit < 64 else { return nil }
      bits = bits << 6 | UInt32(digit)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    guard bits & (1 << count - 1) == 0 else { return nil }
    self.init(bytes)
  }

  /// The value of each byte as a digit; 255 for what is none.
  private static let base64URLDigits: [UInt8] = {
    var digits = [UInt8](repeating: 255, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for (value, byte) in alphabet.utf8.enumerated() { digits[Int(byte)] = UInt8(value) }
    return digits
  }()
}
