import AttemptRecords
import ContestAPI
import Foundation
import Testing

@testable import leitai

@Suite struct ReceiptFolderTests {
  private let home = FileManager.default.temporaryDirectory
    .appending(path: "leitai-\(UUID().uuidString)").path()

  @Test func aReceiptComesBackAndOnlyItsOwnerMayReadIt() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    let folder = ReceiptFolder(home: home)
    #expect(folder.all().isEmpty)
    let file = try ReceiptFixture().file()
    let path = try folder.save(file)
    #expect(path == "\(home)/receipts/00000000000000ab.json")
    #expect(folder.load("00000000000000ab") == file)
    #expect(folder.all() == [file])
    let mode = try FileManager.default.attributesOfItem(atPath: path)
    #expect(mode[.posixPermissions] as? Int == 0o600)
  }

  @Test func theFirstKeyOfAServerIsKept() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    let pins = SignerPins(home: home)
    let (first, second) = (
      ReceiptSigners.Signer(id: "1", publicKey: "aa"),
      ReceiptSigners.Signer(id: "2", publicKey: "bb")
    )
    #expect(try pins.key(of: "http://s", .en) == nil)
    try pins.pin(first, of: "http://s", .en)
    try pins.pin(second, of: "http://s", .en)
    try pins.pin(second, of: "http://t", .en)
    #expect(try pins.key(of: "http://s", .en) == first)
    #expect(try pins.key(of: "http://t", .en) == second)
  }

  @Test func damagedPinsAreNotReplacedByTheNextKeyThatComes() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try LocalFile.makeFolder(home)
    try LocalFile.write([0x7B], to: home + "/receipt-signers.json")
    let pins = SignerPins(home: home)
    #expect(throws: CommandFailure.self) { try pins.key(of: "http://s", .en) }
    #expect(throws: CommandFailure.self) {
      try pins.pin(ReceiptSigners.Signer(id: "1", publicKey: "aa"), of: "http://s", .en)
    }
  }

  @Test func theReasonOfStaffIsFoundInTheHistory() throws {
    let fixture = try ReceiptFixture()
    #expect(try fixture.file().history.lastRuling == nil)
    func history(_ rulings: [(Ruling, String)]) -> AttemptHistory {
      ReceiptFixture.history(
        ReceiptFixture.records(
          [fixture.events[0]]
            + rulings.map { .ruled($0.0, Note(actor: "li", reason: $0.1)) }))
    }
    let voided = history([(.suspended, "火警"), (.voided(mayRetry: true), "死机")]).lastRuling
    #expect(voided == StaffRuling(reason: "死机", at: 1_000_002_000, mayRetry: true))
    let paused = history([(.suspended, "火警")]).lastRuling
    #expect(paused == StaffRuling(reason: "火警", at: 1_000_001_000, mayRetry: false))
  }
}
