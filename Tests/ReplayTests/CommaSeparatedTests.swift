import Testing

@testable import leitai_replay

@Suite struct CommaSeparatedTests {
  @Test func fieldsAreReadAsTheyWereWritten() {
    let records = [["a", "b,c", "say \"x\""], ["", "two\r\nlines", "𠮷"]]
    let text = records.map(CommaSeparated.line).joined()
    #expect(CommaSeparated.records(in: text) == records)
  }

  @Test func marksAndBlankLinesAreSkipped() {
    #expect(CommaSeparated.records(in: "\u{FEFF}a,b\n\n1,2") == [["a", "b"], ["1", "2"]])
  }

  @Test func thereIsNothingInAnEmptyText() {
    #expect(CommaSeparated.records(in: "").isEmpty)
  }

  @Test func accessCodesAreFoundByHeading() throws {
    let codes = try AccessCode.list(csv: "code,admission,name,event\r\nX-1,2025,张伟,fitter\r\n")
    #expect(codes == [AccessCode(admission: "2025", event: "fitter", code: "X-1")])
  }

  @Test(arguments: ["", "admission,code\n1,2\n", "admission,event,code\n1,2\n"])
  func accessCodesWithoutAFieldAreRefused(_ text: String) {
    #expect(throws: ReplayFailure.self) { try AccessCode.list(csv: text) }
  }
}
