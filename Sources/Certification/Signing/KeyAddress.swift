/// The name by which a signature says which key made it: where the issuer serves that key as a JWK.
///
/// Source: Open Badges 3.0, section 8.2.4.1: `kid` is an address at which there is the key. Earlier
/// certificates name the key by its id alone.
enum KeyAddress {
  /// - Parameters:
  ///   - id: see `JSONWebKey.id`.
  ///   - issuer: the issuer's address.
  static func of(_ id: String, issuer: String) -> String { "\(issuer)/v1/issuer-keys/\(id)\(end)" }

  /// The id in a name of either form. It says nothing of whose key it is: nobody follows the address.
  static func id(in name: String) -> String {
    guard name.hasSuffix(end) else { return name }
    let rest = name.dropLast(end.count)
    return String(rest[(rest.lastIndex(of: "/").map(rest.index(after:)) ?? rest.startIndex)...])
  }

  private static let end = "/jwk"
}
