import Certification
import ContestAPI
import HTTPTypes
import Sessions

extension Routes {
  /// For those who run the server, and for everyone who checks a certificate.
  static func service(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.health, .everyone) { _ in .text("ok\n") },
      Route(.get, Path.metrics, .everyone) { _ in
        .file(
          Array(backend.metrics.text(liveSessions: backend.engine.liveSessions).utf8),
          type: "text/plain; version=0.0.4; charset=utf-8")
      },
      Route(.get, Path.issuerKeys, .everyone) { _ in
        .file(Array(try backend.issuing.keySet.json().utf8), type: "application/jwk-set+json")
      },
    ]
  }
}
