import Contests
import Foundation
import Testing

@Suite struct StageStateTests {
  @Test func statesStandInTheOrderInWhichAStageMoves() {
    #expect(StageState.allCases.reversed().sorted() == [.draft, .open, .closed, .certified])
    #expect(StageState.draft < .open)
    #expect(StageState.open < .closed)
    #expect(StageState.closed < .certified)
    #expect(!(StageState.open < .open))
  }

  @Test func namesAreThoseOfTheContract() {
    #expect(StageState.allCases.map(\.rawValue) == ["draft", "open", "closed", "certified"])
  }
}

@Suite struct WindowTests {
  private let window = Window(
    opens: Instant(milliseconds: 1000), closes: Instant(milliseconds: 2000))

  @Test func openingIsInsideAndClosingIsNot() {
    #expect(!window.contains(Instant(milliseconds: 999)))
    #expect(window.contains(Instant(milliseconds: 1000)))
    #expect(window.contains(Instant(milliseconds: 1999)))
    #expect(!window.contains(Instant(milliseconds: 2000)))
  }

  @Test func windowWithoutLengthHoldsNothing() {
    let empty = Window(opens: window.opens, closes: window.opens)
    #expect(!empty.contains(window.opens))
  }
}

@Suite struct BlueprintTests {
  @Test func countAndMaximumAddUpTheSections() {
    let blueprint = Blueprint(sections: [
      Blueprint.Section(kind: .single, draw: 20, points: Points(2)),
      Blueprint.Section(kind: .multiple, draw: 3, points: Points(thousandths: 500)),
    ])
    #expect(blueprint.questionCount == 23)
    #expect(blueprint.maximum == Points(thousandths: 41_500))
  }

  @Test func blueprintWithoutSectionsIsWorthNothing() {
    #expect(Blueprint(sections: []).questionCount == 0)
    #expect(Blueprint(sections: []).maximum == .zero)
  }

  @Test func bandsAreOrderedFromEasyToHard() {
    #expect(Difficulty.allCases.reversed().sorted() == [.easy, .medium, .hard])
  }

  @Test func bandsAreCodedByTheirNames() throws {
    let section = Blueprint.Section(
      kind: nil, draw: 3, points: Points(1), difficulty: [.easy: 1, .hard: 2])
    let bytes = try JSONEncoder().encode(section)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""easy":1"#) && text.contains(#""hard":2"#))
    #expect(try JSONDecoder().decode(Blueprint.Section.self, from: bytes) == section)
  }
}
