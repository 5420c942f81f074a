import ContestAPI
import ContestClient
import Contests
import Fixtures

/// The sample contest up to its certificates.
enum CertificateContest {
  static let pack = """
    pack: medal
    version: 1
    title: 奖牌
    rules:
      - id: prize
        when: { rank: 1..9 }
        outcome: { grant: { zh-Hans: 获奖证书, en: Prize certificate }, name: { zh-Hans: 一等奖, en: First prize } }
    """

  /// Plays with three contestants, certifies and issues a certificate to each.
  ///
  /// - Parameter validFor: how long the certificates hold; absent: without an end.
  static func issue(on server: TestServer, validFor: String? = nil) async throws {
    let pack = validFor.map {
      Self.pack.replacing("outcome: {", with: "outcome: { valid-for: \($0),")
    }
    let contestants = try await server.openCup(
      contestants: 3,
      plan: Sample.plan.replacing(
        "cut: { per-city: 2, per-unit: 1 }", with: "policies: [medal]"),
      policies: ["medal.yaml": pack ?? Self.pack])
    for (right, contestant) in contestants.enumerated() {
      _ = try await contestant.play("preliminary", right: 3 + right * 2)
    }
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: nil))
    let judge = try await server.staff(.judge)
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, ["cup", "fitter", "preliminary"]), Nothing())
    let issued: CertificatesIssued = try await judge.post(
      Path.fill(Path.certificates, ["cup"]), Nothing())
    guard issued.issued == 3 else { throw Unfit(issued: issued.issued) }
  }

  private struct Unfit: Error { let issued: Int }
}
