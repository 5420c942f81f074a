import Testing

@testable import leitai

@Suite struct StubTests { @Test func stub() { #expect(Bool(true)) } }
