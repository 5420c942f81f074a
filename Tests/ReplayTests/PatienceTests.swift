import ContestAPI
import ContestClient
import Testing

@testable import leitai_replay

@Suite struct PatienceTests {
  private let start = ContinuousClock.now

  private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  @Test func patienceEndsWhenNobodyWasServedForTooLong() {
    let patience = Patience(limit: .seconds(60))
    let atTheLimit = patience.unserved(sentAt: at(0), next: at(60))
    #expect(atTheLimit)
    #expect(!patience.isExhausted)
    let beyond = patience.unserved(sentAt: at(59), next: at(61))
    #expect(!beyond)
    #expect(patience.isExhausted)
  }

  @Test func whoeverIsServedGivesEverybodyTimeAgain() {
    let patience = Patience(limit: .seconds(60))
    _ = patience.unserved(sentAt: at(0), next: at(59))
    patience.served()
    let again = patience.unserved(sentAt: at(61), next: at(100))
    #expect(again)
  }

  @Test func patienceDoesNotComeBack() {
    let patience = Patience(limit: .seconds(60))
    _ = patience.unserved(sentAt: at(0), next: at(61))
    patience.served()
    #expect(patience.isExhausted)
  }

  @Test func onceEverybodyHasGivenUpNothingIsSent() async {
    let record = PlayRecord()
    // Nothing listens on the port of tcpmux.
    let client = PatientClient(
      address: { "http://127.0.0.1:1" }, record: record, patience: Patience(limit: .zero))
    for _ in 0..<3 {
      await #expect(throws: ContestClient.Failure.self) {
        let _: ContestList = try await client.get(Path.contests)
      }
    }
    #expect(record.figures.requests == 1)
    #expect(client.hasGivenUp)
  }
}
