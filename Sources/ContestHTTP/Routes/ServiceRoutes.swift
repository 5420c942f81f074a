import AttemptRecords
import Certification
import ContestAPI
import Contests
import HTTPTypes
import Sessions

extension Routes {
  /// For those who run the server, and for everyone who checks a certificate.
  static func service(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.health, .everyone) { _ in .text("ok\n") },
      Route(.get, Path.metrics, .roles([.organizer, .judge, .auditor, .admin])) { _ in
        .file(
          Array(backend.metrics.text(liveSessions: backend.engine.liveSessions).utf8),
          type: "text/plain; version=0.0.4; charset=utf-8")
      },
      Route(.get, Path.receiptSigners, .everyone) { _ in
        let key = backend.receipts.publicKey
        return try .json(
          ReceiptSigners(signers: [
            ReceiptSigners.Signer(id: key.id, publicKey: key.bytes.hexadecimal)
          ]))
      },
    ]
  }
}
