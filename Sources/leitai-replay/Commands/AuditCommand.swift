import ArgumentParser
import ContestAPI
import ContestClient
import Contests

/// Compares a server's durable records with a ledger.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Check that the server kept all that it acknowledged.",
    discussion: "The exit status is 1 when anything is missing, different or out of order.")

  @OptionGroup var place: ContestPlace

  @Option(help: "What play wrote with --ledger.")
  var ledger: String

  @Option(help: "An auditor's user name.")
  var user: String

  @Flag(help: "Read the password from the first line of the standard input.")
  var passwordStdin = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    guard passwordStdin else {
      throw ValidationError("the password is read with --password-stdin only")
    }
  }

  func run() async throws {
    let acknowledged = try Acknowledgements(csv: try TextFile.read(ledger))
    guard let password = readLine() else { throw ReplayFailure("there is no password to read") }
    let report: AuditReport
    do throws(ContestClient.Failure) {
      report = try await audit(acknowledged, password: password)
    } catch {
      throw ReplayFailure("\(place.server): \(error.sentence)")
    }
    print(json ? try JSONText.of(report) : report.text)
    if !report.isClean { throw ExitCode(1) }
  }

  private func audit(
    _ acknowledged: Acknowledgements, password: String
  ) async throws(ContestClient.Failure) -> AuditReport {
    let visitor = place.visitor(record: PlayRecord())
    let signedIn: SignedIn = try await visitor.post(
      Path.staffSignIn, StaffSignIn(user: user, password: password))
    let client = visitor.signedIn(signedIn.token)
    let path = Path.fill(Path.records, [place.contest])
    var audit = LedgerAudit(acknowledged: acknowledged)
    var position: Int64 = 0
    while true {
      let page: RecordPage = try await client.get(
        path, query: [("after", "\(position)"), ("limit", "\(Limits.pageRows)")])
      for record in page.records { audit.take(record) }
      guard page.next != position else { return audit.report() }
      position = page.next
    }
  }
}
