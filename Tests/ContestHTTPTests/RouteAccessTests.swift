import ContestAPI
import ContestClient
import ContestHTTP
import Contests
import Fixtures
import HTTPTypes
import Testing

/// Every route, called as every role.
@Suite struct RouteAccessTests {
  /// Who may call what, written down a second time: a route that opens by mistake fails here.
  private static let table: [String: Set<String>] = {
    let staff: Set = ["organizer", "judge", "auditor", "admin"]
    let everyone = staff.union(["contestant", "nobody"])
    let signedIn = staff.union(["contestant"])
    let readers: Set = ["contestant", "organizer", "judge", "auditor"]
    let printers: Set = ["contestant", "organizer", "judge"]
    return [
      "GET \(Path.health)": everyone, "GET \(Path.metrics)": staff,
      "GET \(Path.issuerKeys)": everyone, "POST \(Path.contestantSignIn)": everyone,
      "POST \(Path.staffSignIn)": everyone, "GET \(Path.me)": signedIn,
      "POST \(Path.signOut)": signedIn, "POST \(Path.staff)": ["admin"],
      "GET \(Path.audit)": ["auditor"],
      "POST \(Path.identity)": ["organizer", "judge", "auditor"],
      "POST \(Path.bankImports)": ["organizer"], "GET \(Path.bankVersions)": ["organizer"],
      "GET \(Path.bankExport)": ["organizer"], "GET \(Path.bankDiff)": ["organizer"],
      "GET \(Path.bankPicture)": ["organizer"], "GET \(Path.bankDrafts)": ["organizer"],
      "GET \(Path.bankDraft)": ["organizer"], "POST \(Path.draftReview)": ["organizer"],
      "POST \(Path.draftPublication)": ["organizer"],
      "POST \(Path.draftWithdrawal)": ["organizer"],
      "POST \(Path.blueprintCheck)": ["organizer"], "POST \(Path.paperForms)": ["organizer"],
      "GET \(Path.contests)": signedIn,
      "POST \(Path.contests)": ["organizer"], "GET \(Path.contest)": signedIn,
      "POST \(Path.contestOpening)": ["organizer"],
      "POST \(Path.contestClosing)": ["organizer"], "POST \(Path.roster)": ["organizer"],
      "GET \(Path.roster)": ["organizer", "judge", "auditor"],
      "POST \(Path.attempts)": ["contestant"], "GET \(Path.attempt)": ["contestant"],
      "GET \(Path.attemptPicture)": ["contestant"],
      "GET \(Path.attempts)": ["organizer", "judge", "auditor"],
      "GET \(Path.attemptHistory)": readers,
      "GET \(Path.attemptExplanation)": ["contestant", "judge", "auditor"],
      "POST \(Path.interventions)": ["organizer", "judge"],
      "GET \(Path.receiptSigners)": everyone,
      "POST \(Path.commands)": ["contestant"], "GET \(Path.records)": ["auditor"],
      "POST \(Path.freeze)": ["organizer", "judge"],
      "POST \(Path.unfreeze)": ["organizer", "judge"],
      "POST \(Path.appeals)": ["contestant"], "GET \(Path.appeals)": readers,
      "POST \(Path.appealSteps)": ["judge"],
      "POST \(Path.corrections)": ["judge"],
      "GET \(Path.corrections)": ["organizer", "judge", "auditor"],
      "POST \(Path.partJudges)": ["organizer"], "POST \(Path.partScores)": ["judge"],
      "POST \(Path.partScoreFiles)": ["judge"],
      "GET \(Path.partScores)": ["organizer", "judge", "auditor"],
      "POST \(Path.partSettlements)": ["organizer", "judge"],
      "GET \(Path.judgingHistory)": ["organizer", "judge", "auditor"],
      "POST \(Path.disqualifications)": ["judge"], "POST \(Path.reinstatements)": ["judge"],
      "POST \(Path.headcounts)": ["organizer"], "GET \(Path.headcounts)": staff,
      "GET \(Path.rollups)": signedIn, "GET \(Path.stream)": signedIn,
      "GET \(Path.rankings)": signedIn, "POST \(Path.certification)": ["judge"],
      "GET \(Path.certification)": ["judge", "auditor"], "GET \(Path.eligibility)": readers,
      "POST \(Path.certificationPreview)": ["judge"], "POST \(Path.coSignatures)": ["judge"],
      "GET \(Path.coSignatures)": ["organizer", "judge", "auditor"],
      "GET \(Path.policy)": signedIn,
      "POST \(Path.achievementFiles)": ["organizer"], "GET \(Path.achievements)": readers,
      "POST \(Path.achievementStrikes)": ["organizer"],
      "POST \(Path.issuers)": ["organizer"], "GET \(Path.issuers)": staff,
      "POST \(Path.objections)": ["organizer", "judge"],
      "GET \(Path.objections)": ["organizer", "judge", "auditor"],
      "GET \(Path.shortlist)": ["organizer", "judge", "auditor"],
      "POST \(Path.playOffs)": ["judge"],
      "POST \(Path.withdrawals)": ["organizer", "judge"],
      "GET \(Path.outcomes)": readers, "POST \(Path.outcomes)": ["organizer", "judge"],
      "GET \(Path.outcome)": readers, "GET \(Path.outcomeNotice)": everyone,
      "GET \(Path.outcomeProposals)": ["organizer", "judge", "auditor"],
      "POST \(Path.handOvers)": ["organizer", "judge"],
      "GET \(Path.handOvers)": ["organizer", "judge", "auditor"],
      "GET \(Path.handOverFile)": ["organizer", "judge"],
      "POST \(Path.handOverAnswers)": ["organizer", "judge"],
      "GET \(Path.certificates)": readers, "POST \(Path.certificates)": ["judge"],
      "GET \(Path.certificate)": readers, "GET \(Path.certificateFile)": readers,
      "GET \(Path.certificateActs)": readers, "POST \(Path.certificateActs)": ["judge"],
      "GET \(Path.statusLists)": everyone, "GET \(Path.statusList)": everyone,
      "GET \(Path.logHead)": everyone, "GET \(Path.logConsistency)": everyone,
      "GET \(Path.issuer)": everyone, "GET \(Path.issuerKey)": everyone,
      "GET \(Path.issuerKeyDocument)": everyone,
      "GET \(Path.issuerKeyHistory)": staff, "POST \(Path.issuerKeyHistory)": ["admin"],
      "GET \(Path.certificatePDF)": printers, "POST \(Path.certificatePrints)": printers,
      "GET \(Path.certificatePrint)": printers, "GET \(Path.certificatePrintFile)": printers,
      "POST \(Path.certificateTemplates)": ["organizer"],
      "GET \(Path.certificateTemplates)": ["organizer", "judge", "auditor"],
      "POST \(Path.certificateTemplatePreview)": ["organizer"],
      "POST \(Path.certificateShowing)": ["contestant"],
      "GET \(Path.certificateShowing)": readers, "GET \(Path.verify)": everyone,
      "GET \(Path.occupation)": everyone,
    ]
  }()

  @Test func everyRouteAdmitsExactlyItsRoles() async throws {
    try await TestServer.run { server in
      var clients = ["nobody": server.client]
      for role in [Role.organizer, .judge, .auditor, .admin] {
        clients[role.rawValue] = try await server.staff(role)
      }
      clients["contestant"] = try await server.openCup(contestants: 1)[0]
      let routes = Routes.all(server.backend)
      #expect(Set(routes.map { "\($0.method.rawValue) \($0.path)" }) == Set(Self.table.keys))
      for route in routes {
        let name = "\(route.method.rawValue) \(route.path)"
        let admitted = try #require(Self.table[name])
        // Last of all, since it takes the token away.
        for (role, client) in clients where route.path != Path.signOut {
          let status = await Self.status(route, client)
          let isRefused = status == 401 || status == 403
          #expect((200..<500).contains(status), "\(name) as \(role): \(status)")
          // A sign-in with nothing in it is refused for another reason.
          if route.path == Path.contestantSignIn || route.path == Path.staffSignIn { continue }
          #expect(isRefused == !admitted.contains(role), "\(name) as \(role): \(status)")
          if isRefused { #expect(status == (role == "nobody" ? 401 : 403), "\(name) as \(role)") }
        }
      }
    }
  }

  @Test func aTokenThatWasSignedOutIsNobodys() async throws {
    try await TestServer.run { server in
      let judge = try await server.staff(.judge)
      let _: Account = try await judge.get(Path.me)
      let _: Account = try await judge.post(Path.signOut, Nothing())
      #expect(await Self.status(of: { let _: Account = try await judge.get(Path.me) }) == 401)
    }
  }

  /// The status of a route that is called with nothing sensible.
  private static func status(_ route: Route, _ client: ContestClient) async -> Int {
    let segments = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { _ in "x" }
    let path = Path.fill(route.path, segments)
    return await status {
      if route.method == .get {
        _ = try await client.bytes(path)
      } else {
        let _: Nothing = try await client.post(path, Nothing())
      }
    }
  }

  private static func status(of call: () async throws -> Void) async -> Int {
    do {
      try await call()
      return 200
    } catch ContestClient.Failure.refused(let status, _) {
      return status
    } catch ContestClient.Failure.unintelligible(let status, _) {
      // A page.
      return status
    } catch {
      return -1
    }
  }
}
