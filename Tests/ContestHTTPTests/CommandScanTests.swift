import ContestAPI
import Fixtures
import Foundation
import Testing

@testable import ContestHTTP

/// Whatever the scan accepts, the decoder reads as the same; whatever is unusual it leaves alone.
@Suite struct CommandScanTests {
  private static let usual: [Commands] = [
    Commands(commands: []), Commands(commands: [.submit(1)]),
    Commands(commands: [.heartbeat(-7), .flag(999_999_999, item: 0, false)]),
    Commands(commands: [
      .answer(1, item: 0, choices: [0, 2]), .answer(2, item: 1, Answer(places: [1, -1, 0])),
      .answer(3, item: 2, Answer(texts: ["欧姆", "", "é\u{1F600}", "60.5 /"])),
      .answer(4, item: 3, Answer()), .clear(5, item: 4), .flag(6, item: 5, true),
      .signal(7, "focus-lost"),
    ]),
  ]

  private func encoded(_ commands: Commands, pretty: Bool = false) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.withoutEscapingSlashes, .prettyPrinted]
      : [.withoutEscapingSlashes]
    return Array(try encoder.encode(commands))
  }

  private func scanned(_ body: [UInt8]) -> Commands? {
    body.withUnsafeBytes(CommandScan.commands)
  }

  private func decoded(_ body: [UInt8]) -> Commands? {
    try? JSONDecoder().decode(Commands.self, from: Data(body))
  }

  @Test(arguments: usual.indices) func whatClientsWriteIsTaken(index: Int) throws {
    let commands = Self.usual[index]
    #expect(scanned(try encoded(commands)) == commands)
    #expect(scanned(try encoded(commands, pretty: true)) == commands)
  }

  @Test(arguments: [
    "", " ", "{", "{}", "[]", "null", #"{"commands":null}"#, #"{"commands":{}}"#,
    #"{"commands":[],"commands":[]}"#, #"{"commands":[],"more":1}"#, #"{"commands":[]}x"#,
    #"{"commands":[]}{}"#, #"{"commands":[{}]}"#, #"{"commands":[{"sequence":1}]}"#,
    #"{"commands":[{"kind":"submit"}]}"#, #"{"commands":[{"sequence":1.0,"kind":"submit"}]}"#,
    #"{"commands":[{"sequence":1e0,"kind":"submit"}]}"#,
    #"{"commands":[{"sequence":01,"kind":"submit"}]}"#,
    #"{"commands":[{"sequence":+1,"kind":"submit"}]}"#,
    #"{"commands":[{"sequence":-,"kind":"submit"}]}"#,
    #"{"commands":[{"sequence":"1","kind":"submit"}]}"#,
    #"{"commands":[{"sequence":12345678901,"kind":"submit"}]}"#,
    #"{"commands":[{"sequence":1,"kind":"sub\u006dit"}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submit","kind":"submit"}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submit","note":"x"}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submit","item":null}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submit",}]}"#,
    #"{"commands":[{"sequence":1,"kind":"heartbeats"}]}"#,
    #"{"commands":[{"sequence":1,"kind":"bheartbeat"}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submi"}]}"#, #"{"commands":[{"sequence":1,"kind":""}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submit "}]}"#,
    #"{"commands":[{"sequence":1,"kind":"submit"},]}"#,
    #"{"commands":[{"sequence":1,"kind":"flag","item":0,"flagged":1}]}"#,
    #"{"commands":[{"sequence":1,"kind":"flag","item":0,"flagged":truer}]}"#,
    #"{"commands":[{"sequence":1,"kind":"answer","item":0,"answer":{"choices":[0],"x":[]}}]}"#,
    #"{"commands":[{"sequence":1,"kind":"answer","item":0,"answer":{"choices":[0],"choices":[1]}}]}"#,
    #"{"commands":[{"sequence":1,"kind":"answer","item":0,"answer":null}]}"#,
    "{\"commands\":[{\"sequence\":1,\"kind\":\"a\u{1}\"}]}", "\u{FEFF}{\"commands\":[]}",
  ])
  func whatIsUnusualIsLeftAlone(body: String) {
    #expect(scanned(Array(body.utf8)) == nil)
  }

  @Test func textThatIsNotUTF8IsLeftAlone() {
    let start = Array(#"{"commands":[{"sequence":1,"kind":""#.utf8)
    let end = Array(#""}]}"#.utf8)
    for bytes: [UInt8] in [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80]] {
      #expect(scanned(start + bytes + end) == nil)
    }
  }

  @Test func moreCommandsThanARequestMayHaveAreLeftAlone() throws {
    let most = Commands(commands: (1...200).map { .heartbeat($0) })
    #expect(scanned(try encoded(most)) == most)
    let more = Commands(commands: (1...201).map { .heartbeat($0) })
    #expect(scanned(try encoded(more)) == nil)
  }

  /// Bytes that matter to JSON, and a few that do not.
  private static let alphabet =
    Array("{}[]:,\"\\-+.0123456789eEtrufalsn \t\n\r/ux".utf8)
    + [0x00, 0x1F, 0x7F, 0xC3, 0xA9, 0xF0, 0xFF]

  @Test(arguments: 0..<8 as Range<UInt64>) func whatTheScanAcceptsTheDecoderReadsAlike(
    seed: UInt64
  ) throws {
    var lots = Lots(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let bodies = try Self.usual.flatMap {
      [try encoded($0), try encoded($0, pretty: true)]
    }
    var (accepted, refused) = (0, 0)
    for _ in 0..<4000 {
      var body = bodies[lots.draw(bodies.count)]
      for _ in 0...lots.draw(3) where !body.isEmpty {
        let place = lots.draw(body.count)
        switch lots.draw(5) {
        case 0: body.remove(at: place)
        case 1: body.insert(Self.alphabet[lots.draw(Self.alphabet.count)], at: place)
        case 2: body[place] = Self.alphabet[lots.draw(Self.alphabet.count)]
        case 3: body.insert(contentsOf: body[place..<min(body.count, place + 12)], at: place)
        default: body.insert(0x20, at: place)
        }
      }
      guard let scanned = self.scanned(body) else {
        refused += 1
        continue
      }
      accepted += 1
      #expect(scanned == decoded(body), "\(String(decoding: body, as: UTF8.self))")
    }
    // The mutations reach both sides.
    #expect(accepted > 100)
    #expect(refused > 100)
  }

  /// Numbers that are the same for the same seed.
  private struct Lots {
    var state: UInt64

    mutating func draw(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 11) % bound
    }
  }
}
