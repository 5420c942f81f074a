import ContestAPI
import Foundation
import Testing

@testable import leitai

@Suite struct AttemptJournalTests {
  private let home = FileManager.default.temporaryDirectory
    .appending(path: "leitai-\(UUID().uuidString)").path()
  private let attempt = "00000000000000ab"
  private var folder: JournalFolder { JournalFolder(home: home) }

  private func journal(_ waiting: [Command] = []) -> AttemptJournal {
    var journal = AttemptJournal(server: "http://s", attempt: attempt, stage: "c/e/s")
    journal.waiting = waiting
    return journal
  }

  // What is kept

  @Test func whatIsAnsweredIsKeptBeforeItIsSentAndUntilItIsAcknowledged() {
    var state = PlayFixture.state()
    #expect(state.journalToKeep() == nil)
    state.type("b")
    #expect(state.journalToKeep()?.waiting == [.answer(1, item: 0, choices: [1])])
    #expect(state.journalToKeep() == nil)
    // Also what cannot be sent yet.
    state.type("nc")
    #expect(state.journalToKeep()?.waiting.count == 2)
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(1)]))
    let kept = state.journalToKeep()
    #expect(kept?.waiting == [.answer(2, item: 1, choices: [2])])
    #expect(
      kept?.acknowledged == [
        Acknowledgement(
          record: 1, head: "head1", savedAt: PlayFixture.start + 1,
          command: .answer(1, item: 0, choices: [1]))
      ])
  }

  @Test func anotherRunSendsWhatWaitedUnderTheSameNumbers() {
    let kept = journal([.answer(3, item: 0, choices: [1]), .flag(4, item: 1, true)])
    // The server has the first of them, whose acknowledgement got lost.
    var state = PlayFixture.state(
      PlayFixture.view(lastSequence: 3, responses: [[1], [], []]), journal: kept)
    #expect(state.responses[0].choices == [1])
    #expect(state.flags == [false, true, false])
    #expect(
      state.handle(.ticked(1)) == [
        .send([.answer(3, item: 0, choices: [1]), .flag(4, item: 1, true)], after: .zero)
      ])
    _ = state.handle(PlayFixture.replied([PlayFixture.saved(3), PlayFixture.saved(4)]))
    #expect(state.type("p") == [])
    #expect(state.type("c") == [.send([.answer(5, item: 0, choices: [2])], after: .zero)])
  }

  @Test func numbersThatWereUsedOnAnotherMachineAreGivenAnew() {
    var state = PlayFixture.state(
      PlayFixture.view(lastSequence: 9), journal: journal([.answer(3, item: 0, choices: [1])]))
    _ = state.handle(.ticked(1))
    _ = state.handle(PlayFixture.replied([PlayFixture.refused(3, "stale-sequence", expected: 10)]))
    #expect(
      state.handle(PlayFixture.fetched(PlayFixture.view(lastSequence: 9)))
        == [.send([.answer(10, item: 0, choices: [1])], after: .zero)])
  }

  @Test func aSubmissionThatTheContestantWantedIsSeenThroughByTheNextRun() {
    var state = PlayFixture.state(journal: journal([.submit(1)]))
    #expect(state.phase == .submitting(.handedIn))
    #expect(state.handle(.ticked(1)) == [.send([.submit(1)], after: .zero)])
  }

  @Test func aSubmissionByTheClockIsNotKept() {
    var state = PlayFixture.state()
    _ = state.handle(.ticked(300_000))
    _ = state.handle(
      PlayFixture.fetched(
        PlayFixture.view(serverTime: PlayFixture.deadline + 10), at: 300_010))
    #expect(state.queue.waiting == [.submit(1)])
    #expect(state.journalToKeep() == nil)
  }

  @Test func anUnwritableJournalIsToldAndStopsNothing() {
    var state = PlayFixture.state()
    _ = state.handle(.journalFailed(.localFile(path: "/x", .denied)))
    #expect(PlayScreen(say: .en, zone: .gmt).saving(state).contains("/x: permission denied"))
    #expect(state.type("b") == [.send([.answer(1, item: 0, choices: [1])], after: .zero)])
  }

  @Test func theSameAcknowledgementIsKeptOnceAndAContradictionTwice() {
    var journal = journal()
    let told = Acknowledgement(
      record: 1, head: "h", savedAt: 5, command: .answer(1, item: 0, choices: [1]))
    let other = Acknowledgement(
      record: 1, head: "i", savedAt: 5, command: .answer(1, item: 0, choices: [1]))
    journal.note([told, told])
    journal.note([told, other])
    #expect(journal.acknowledged == [told, other])
  }

  // On the disk

  @Test func aJournalComesBackAndOnlyItsOwnerMayReadIt() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    var kept = journal([.answer(1, item: 0, Answer(texts: ["齿轮"])), .flag(2, item: 1, false)])
    kept.note([
      Acknowledgement(record: 4, head: "h", savedAt: 5, command: .signal(3, "pasted"))
    ])
    try folder.save(kept)
    try folder.save(kept)
    #expect(try folder.load(attempt) == kept)
    let file = try FileManager.default.attributesOfItem(atPath: "\(home)/attempts/\(attempt).json")
    #expect(file[.posixPermissions] as? Int == 0o600)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(home)/attempts")
    #expect(names == ["\(attempt).json"])
    folder.remove(attempt)
    #expect(try folder.load(attempt) == nil)
  }

  @Test(arguments: ["", "..", "../default", "ab", "00000000000000ag", "0000000000000000"])
  func aNameFromAServerThatIsNoAttemptsNamesNoFile(name: String) throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    #expect(try folder.load(name) == nil)
    #expect(throws: CommandFailure.self) {
      try folder.save(AttemptJournal(server: "s", attempt: name, stage: "c/e/s"))
    }
    #expect(throws: CommandFailure.self) { try folder.lock(name) }
    #expect(!FileManager.default.fileExists(atPath: home + "/default.json"))
  }

  @Test func aDamagedJournalOrOneOfAnotherFormIsNone() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try folder.save(journal())
    let file = "\(home)/attempts/\(attempt).json"
    let text = try LocalFile.readText(file)
    try LocalFile.write(Array(text.dropLast().utf8), to: file)
    #expect(try folder.load(attempt) == nil)
    try LocalFile.write(
      Array(text.replacing("leitai-journal/1", with: "leitai-journal/2").utf8), to: file)
    #expect(try folder.load(attempt) == nil)
  }

  @Test func unfinishedAreThoseOfTheServerAndStageThatAreNotOver() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    #expect(folder.unfinished(server: "http://s", stage: "c/e/s").isEmpty)
    try folder.save(journal())
    try folder.save(
      AttemptJournal(server: "http://t", attempt: "00000000000000ac", stage: "c/e/s"))
    var over = AttemptJournal(server: "http://s", attempt: "00000000000000ad", stage: "c/e/s")
    over.isOver = true
    try folder.save(over)
    #expect(folder.unfinished(server: "http://s", stage: "c/e/s").map(\.attempt) == [attempt])
    #expect(folder.unfinished(server: "http://s", stage: "c/e/t").isEmpty)
  }

  @Test func anAttemptIsPlayedInOneWindowAtATime() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    var first = try folder.lock(attempt)
    #expect(first != nil)
    #expect(try folder.lock(attempt) == nil)
    #expect(try folder.lock("00000000000000ac") != nil)
    first = nil
    #expect(try folder.lock(attempt) != nil)
  }
}
