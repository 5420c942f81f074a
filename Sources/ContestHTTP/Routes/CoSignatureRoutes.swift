import Accounts
import ContestAPI
import Contests
import HTTPTypes
import Scoring

extension Routes {
  /// Judges who sign certified results beside the one who certified them.
  static func coSignatures(_ backend: Backend) -> [Route] {
    [
      Route(.get, Path.coSignatures, .roles([.organizer, .judge, .auditor])) { call in
        try .json(try await backend.certifiedVersions(call))
      },
      Route(.post, Path.coSignatures, .roles([.judge])) { call in
        try .json(try await backend.coSign(call))
      },
    ]
  }
}

extension Backend {
  fileprivate func certifiedVersions(_ call: Call) async throws -> ResultsVersions {
    let place = try await stage(call)
    let seals = try await results.seals(of: place.path)
    var (acts, corrections) = (0, 0)
    if let newest = place.certified {
      acts = try await judging.judging(of: place.path).records.count { $0.number > newest.judging }
      corrections = try await results.corrections(of: place.path).count {
        $0.keyVersion > newest.keyVersion
      }
    }
    return ResultsVersions(
      stage: place.path.description, versions: seals.map(ResultsVersion.init),
      actsSince: acts, correctionsSince: corrections,
      carriedSince: try await carriedSince(of: place))
  }

  private func carriedSince(of place: StagePlace) async throws -> [ResultsVersions.Carried] {
    // No document need be looked into for it where nothing can be carried.
    let carries = (place.stage.parts ?? []).contains {
      if case .stage = $0.source { true } else { false }
    }
    guard carries else { return [] }
    return try await results.carriedAnew(in: place.path).map { carried, newest in
      ResultsVersions.Carried(
        part: carried.part.text, stage: carried.stage.text, version: carried.version,
        newest: newest)
    }
  }

  fileprivate func coSign(_ call: Call) async throws -> ResultsVersion {
    let place = try await stage(call)
    let wish: CoSignatureWish = try call.decode()
    let judge = try call.caller().name
    guard let newest = try await results.seals(of: place.path).last else {
      throw CoSignatureRefusal.notCertified
    }
    try newest.require(wish.hash, for: judge)
    let signature = try CoSignature.sign(
      newest, of: place.path, as: judge, at: now(), with: receipts)
    let seal = try await results.add(signature, under: wish.hash, of: place.path)
    try await audit(call, "results-sign", place.path.description, wish.hash)
    return ResultsVersion(seal)
  }

  /// The document of a certified version with whatever judges signed beside it.
  ///
  /// - Parameter version: absent: the newest.
  func certifiedFile(of place: StagePlace, version: Int?) async throws -> [UInt8]? {
    let seals = try await results.seals(of: place.path)
    guard let seal = seals.last(where: { version == nil || $0.version == version }),
      let document = try await results.certified(place.path, version: seal.version)
    else { return nil }
    return try CertifiedDocument.bytes(document, signedBy: seal.coSignatures)
  }
}

extension ResultsVersion {
  fileprivate init(_ seal: ResultsSeal) {
    self.init(
      version: seal.version, hash: seal.hash, judges: seal.judges,
      certifiedAt: seal.at.milliseconds,
      coSignatures: seal.coSignatures.map { CoSigner(judge: $0.judge, at: $0.at.milliseconds) })
  }
}
