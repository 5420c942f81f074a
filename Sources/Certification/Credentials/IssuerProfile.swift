package import Contests
import Foundation

/// Who issues certificates.
package struct IssuerProfile: Hashable, Sendable {
  /// The address of the server, such as `https://leitai.example.org`; also the issuer's identity.
  package let url: String
  /// The name that certificates show.
  package let name: LocalizedText

  /// `nil` unless `url` is an http or https address with a host, without a query, a fragment or a
  /// slash at its end.
  package init?(url: String, name: LocalizedText) {
    guard let parts = URLComponents(string: url), parts.scheme == "https" || parts.scheme == "http",
      let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil,
      !url.hasSuffix("/")
    else { return nil }
    self.url = url
    self.name = name
  }

  /// Where everybody verifies a certificate: what the QR code on paper says.
  package func verificationAddress(of credential: CredentialID) -> String {
    address("verify", credential.text)
  }

  /// The name of the issuer's certificate log: the address without its scheme, and `/log`.
  package var logOrigin: String {
    String(url.drop { $0 != "/" }.drop { $0 == "/" }) + "/log"
  }

  /// The issuer as Open Badges 3.0 describes one, with where its keys, status lists and log are.
  ///
  /// - Throws: when JSON cannot be written.
  package func document() throws -> String {
    String(
      decoding: try CanonicalJSON.encode(
        Document(
          id: url, name: name.bilingual, url: url, jwksUri: "\(url)/.well-known/jwks.json",
          statusLists: "\(url)/v1/status-lists", logHead: "\(url)/v1/log/head",
          logOrigin: logOrigin)),
      as: UTF8.self)
  }

  private struct Document: Encodable {
    var context = OpenBadge.contexts
    var id: String
    var type = ["Profile"]
    var name: String
    var url: String
    var jwksUri: String
    var statusLists: String
    var logHead: String
    var logOrigin: String

    private enum CodingKeys: String, CodingKey {
      case context = "@context"
      case id, type, name, url
      case jwksUri = "jwks_uri"
      case statusLists, logHead, logOrigin
    }
  }

  /// An address below the issuer's own; each part is percent-encoded.
  func address(_ parts: String...) -> String {
    parts.reduce(url) { address, part in
      "\(address)/\(part.addingPercentEncoding(withAllowedCharacters: .unreserved) ?? "")"
    }
  }
}

extension CharacterSet {
  /// What RFC 3986 calls unreserved.
  fileprivate static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
