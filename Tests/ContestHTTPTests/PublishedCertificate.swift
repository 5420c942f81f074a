import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Testing

/// A certificate file and everything that the issuer publishes, in a folder of their own, under the names
/// that whoever checks certificates has them by.
enum PublishedCertificate {
  /// - Parameters:
  ///   - validFor: how long the certificate holds from the spring of 2025 on; absent: without an end.
  ///   - test: gets the folder, which is deleted behind it.
  static func inFolder(
    revoked: Bool = false, validFor: String? = nil,
    _ test: @Sendable @escaping (URL) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      try await CertificateContest.issue(on: server, validFor: validFor)
      let judge = try await server.staff(.judge)
      let list: CertificateList = try await judge.get(Path.fill(Path.certificates, ["cup"]))
      let serial = list.certificates[0].serial
      if revoked {
        let _: CertificateActs = try await judge.post(
          Path.fill(Path.certificateActs, [serial]),
          CertificateActWish(act: "revoke", reason: "代考"))
      }
      let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      func save(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
      }
      let file = try await judge.bytes(Path.fill(Path.certificateFile, [serial]))
      try save(file, "certificate.json")
      try save(try await server.client.bytes(Path.issuerKeys), "issuer-keys.json")
      try save(try await server.client.bytes(Path.logHead), "log-head.txt")
      var lists: [String] = []
      for purpose in StatusPurpose.allCases {
        let jwt = try await server.client.bytes(
          Path.fill(Path.statusList, ["1", purpose.rawValue]))
        try save(jwt, "\(purpose.rawValue).jwt")
        lists.append(String(decoding: jwt, as: UTF8.self))
      }
      try save(Array(try JSONEncoder().encode(lists)), "status-lists.json")
      let signed = try #require(CertificateFile(bytes: file))
      try save(
        try await server.client.bytes(Path.fill(Path.issuerKey, [signed.sm2.key])), "sm2.pem")
      try await test(folder)
    }
  }
}
