import ContestAPI
import ContestClient
import Testing

/// Expects a call to be refused with a status and a code.
func refusal(
  _ status: Int, _ code: String, _ call: () async throws -> Void
) async {
  do {
    try await call()
    Issue.record("\(code) was expected")
  } catch ContestClient.Failure.refused(let found, let error) {
    #expect(found == status)
    #expect(error.code == code, "\(error)")
  } catch {
    Issue.record("\(error)")
  }
}
