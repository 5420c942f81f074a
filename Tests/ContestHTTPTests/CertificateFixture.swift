import ContestAPI
import ContestClient
import Contests
import Fixtures
import Testing

/// The sample contest with certificates that were issued.
enum CertificateFixture {
  private static let pack = """
    pack: cup-pass
    version: 1
    title: 杯赛合格
    rules:
      - id: pass
        when: { rounds: at least 1 }
        outcome:
          grant: { zh-Hans: 合格证书, en: Certificate of passing }
          name: { zh-Hans: 杯赛合格, en: Cup passed }
      - id: first
        when: { rank: 1 }
        outcome: { recommendation: 市技术能手 }
    """

  /// Everybody has one certificate, in the order of the clients.
  static func issue(
    _ server: TestServer, contestants count: Int, title: String = "The cup",
    validFor: String? = nil,
    name: (Int) -> String = { "选手\($0)" }
  ) async throws -> (clients: [ContestClient], certificates: [Certificate]) {
    let plan = Sample.plan
      .replacing("cut: { per-city: 2, per-unit: 1 }", with: "policies: [cup-pass]")
      .replacing("en: The cup", with: "en: \"\(title)\"")
    let clients = try await server.openCup(
      contestants: count, plan: plan,
      policies: [
        "cup-pass.yaml": validFor.map {
          pack.replacing(
            "name: { zh-Hans: 杯赛合格", with: "valid-for: \($0)\n      name: { zh-Hans: 杯赛合格")
        } ?? pack
      ], name: name)
    for client in clients { _ = try await client.play("preliminary", right: 5) }
    let _: StageMove = try await server.staff(.organizer).post(
      Path.fill(Path.contestClosing, ["cup"]), StageChoice(stage: "preliminary"))
    let judge = try await server.staff(.judge)
    let _: Certified = try await judge.post(
      Path.fill(Path.certification, ["cup", "fitter", "preliminary"]), Nothing())
    let _: CertificatesIssued = try await judge.post(
      Path.fill(Path.certificates, ["cup"]), Nothing())
    let list: CertificateList = try await judge.get(Path.fill(Path.certificates, ["cup"]))
    let certificates = list.certificates.sorted { $0.contestant < $1.contestant }
    #expect(certificates.count == count)
    return (clients, certificates)
  }
}
