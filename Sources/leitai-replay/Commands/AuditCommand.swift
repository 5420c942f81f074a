import ArgumentParser
import ContestAPI
import ContestClient

/// Compares a server's durable records with a ledger.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Check that the server kept all that it acknowledged.",
    discussion: """
      The exit status is 1 when anything is missing, different or out of order, or when there is \
      something for which nobody asked.
      """)

  @OptionGroup var place: ContestPlace

  @Option(help: "What play wrote with --ledger.")
  var ledger: String

  @Option(help: "An auditor's user name.")
  var user: String

  @Flag(help: "Read the password from the first line of the standard input.")
  var passwordStdin = false

  @Flag(help: "Attempts that the ledger does not name are other people's.")
  var othersTookPart = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    guard passwordStdin else {
      throw ValidationError("the password is read with --password-stdin only")
    }
  }

  func run() async throws {
    let kept = try Ledger(csv: try TextFile.read(ledger))
    guard let password = readLine() else { throw ReplayFailure("there is no password to read") }
    let report: AuditReport
    do throws(ContestClient.Failure) {
      report = try await audit(kept, password: password)
    } catch {
      throw ReplayFailure("\(place.server): \(error.sentence)")
    }
    print(json ? try JSONText.of(report) : report.text)
    if !report.isClean { throw ExitCode(1) }
  }

  private func audit(
    _ ledger: Ledger, password: String
  ) async throws(ContestClient.Failure) -> AuditReport {
    let visitor = place.visitor(record: PlayRecord())
    let signedIn: SignedIn = try await visitor.post(
      Path.staffSignIn, StaffSignIn(user: user, password: password))
    let client = visitor.signedIn(signedIn.token)
    var audit = LedgerAudit(ledger, othersTookPart: othersTookPart)
    try await audit.takeAll(of: place.contest, as: client)
    return audit.report()
  }
}
