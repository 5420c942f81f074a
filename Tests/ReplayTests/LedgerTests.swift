import ContestAPI
import Foundation
import Testing

@testable import leitai_replay

@Suite struct LedgerTests {
  private func view(_ last: Int, submittedAt: Int64? = nil) -> AttemptView {
    AttemptView(
      attempt: "a", stage: "c/e/s", number: 1, state: "open", startedAt: 0, begins: 0, deadline: 9,
      serverTime: 0, lastSequence: last, head: "h\(last)", submittedAt: submittedAt, items: [],
      responses: [], flags: [], maximum: 0)
  }

  private var entries: [LedgerEntry] {
    [
      .startAsked, .started(view(0)), .asked(.clear(1, item: 0), of: "a"),
      .saved(.clear(1, item: 0), of: "a", head: "h1"), .asked(.submit(2), of: "a"),
      .seen(view(2, submittedAt: 5)),
    ]
  }

  private func temporary() -> String {
    FileManager.default.temporaryDirectory.appending(path: "ledger-\(UUID()).csv").path
  }

  @Test func entriesAreReadAsTheyWereWritten() {
    #expect(entries.map { LedgerEntry(csv: $0.csv[...]) } == entries)
    #expect(
      entries.map(\.csv) == [
        "start-asked,,0,started,", "started,a,0,started,h0", "asked,a,1,cleared,",
        "saved,a,1,cleared,h1", "asked,a,2,submitted,", "seen,a,2,submitted,h2",
      ])
  }

  @Test func aLedgerKnowsWhatWasAskedAndWhatWasPromised() {
    var ledger = Ledger()
    let agreements = entries.map { ledger.note($0) }
    #expect(agreements.allSatisfy { $0 })
    #expect(ledger.heads == ["a": [0: "h0", 1: "h1", 2: "h2"]])
    #expect(ledger.kinds == ["a": [0: "started", 1: "cleared", 2: "submitted"]])
    #expect(ledger.asked == ["a": [1: ["cleared"], 2: ["submitted"]]])
    #expect((ledger.count, ledger.commands, ledger.saved) == (3, 2, 1))
    #expect(ledger.unansweredStarts == 0)
  }

  @Test func aCommandThatIsSentAgainCountsOnce() {
    var ledger = Ledger()
    for _ in 0..<2 { for entry in entries where entry.what != .started { _ = ledger.note(entry) } }
    #expect((ledger.count, ledger.commands, ledger.saved) == (2, 2, 1))
    #expect(ledger.unansweredStarts == 2)
  }

  @Test func anotherHeadForTheSameRecordIsRefused() {
    var ledger = Ledger()
    let agreements = ["x", "x", "y"].map {
      ledger.note(.saved(.clear(1, item: 0), of: "a", head: $0))
    }
    #expect(agreements == [true, true, false])
    #expect(ledger.heads["a"] == [1: "x"])
  }

  @Test func theFileHoldsEveryEntryAsSoonAsItIsNoted() throws {
    let path = temporary()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let record = PlayRecord(file: try LedgerFile(path: path))
    for entry in entries {
      record.note([entry])
      #expect(try Ledger(csv: TextFile.read(path)) == record.ledger)
    }
    #expect(record.isFileGood)
  }

  @Test func aLineThatWasCutOffIsLeftOut() throws {
    let whole = "\(LedgerEntry.heading)\nsaved,a,1,cleared,h1\n"
    let cut = try Ledger(csv: whole + "saved,a,2,cleared,h")
    #expect(try cut == Ledger(csv: whole))
    #expect(cut.count == 1)
  }

  @Test func aFileThatCannotBeWrittenIsKnownBeforehand() {
    #expect(throws: ReplayFailure.self) {
      try LedgerFile(path: "/nowhere/\(UUID())/ledger.csv")
    }
  }

  @Test(arguments: [
    "", "saved,a,1,cleared,h\n", "HEAD\na,1\n", "HEAD\nsaved,a,x,cleared,h\n",
    "HEAD\nsaved,a,-1,cleared,h\n", "HEAD\nsaved,a,1,cleared,\n", "HEAD\nasked,a,1,cleared,h\n",
    "HEAD\nsaved,,1,cleared,h\n", "HEAD\nlost,a,1,cleared,h\n",
    "HEAD\nsaved,a,1,cleared,h\nsaved,a,1,cleared,g\n",
  ])
  func aDamagedLedgerIsRefused(_ text: String) {
    #expect(throws: ReplayFailure.self) {
      try Ledger(csv: text.replacing("HEAD", with: LedgerEntry.heading))
    }
  }
}
