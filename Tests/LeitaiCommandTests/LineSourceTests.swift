import Testing

@testable import leitai

@Suite struct LineSourceTests {
  private func source(_ inputs: [LineInput]) -> LineSource {
    let (stream, mailbox) = AsyncStream.makeStream(of: LineInput.self)
    for input in inputs { mailbox.yield(input) }
    mailbox.finish()
    return LineSource(stream)
  }

  /// `nil` and ticks as signs, lines as they are.
  private func next(_ source: inout LineSource, wantsLine: Bool) async -> String {
    switch await source.next(wantsLine: wantsLine) {
    case .line(let line): line
    case .ticked: "tick"
    case .ended: "ended"
    case nil: "nothing"
    }
  }

  @Test func linesThatComeBeforeTheyAreWantedWait() async {
    var source = source([.line("a"), .line("b"), .ticked, .ended, .ticked, .ticked])
    #expect(await next(&source, wantsLine: false) == "tick")
    #expect(await next(&source, wantsLine: false) == "tick")
    #expect(!source.hasEnded)
    #expect(await next(&source, wantsLine: true) == "a")
    #expect(await next(&source, wantsLine: true) == "b")
    #expect(source.hasEnded)
    #expect(await next(&source, wantsLine: true) == "nothing")
  }

  @Test func theClockIsToldWhileALineIsAwaited() async {
    var source = source([.ticked, .line("a"), .ended])
    #expect(await next(&source, wantsLine: true) == "tick")
    #expect(await next(&source, wantsLine: true) == "a")
    #expect(await next(&source, wantsLine: true) == "nothing")
  }

  @Test func withoutLinesOrAClockNobodyWaits() async {
    var ended = source([.ended, .ticked])
    #expect(await next(&ended, wantsLine: false) == "nothing")
    var silent = source([.line("a")])
    #expect(await next(&silent, wantsLine: false) == "nothing")
  }
}
