import Contests
import Foundation
import Testing

@Suite struct AdmissionTests {
  private func prefixes(_ texts: String...) throws -> [RegionPrefix] {
    try texts.map { try #require(RegionPrefix($0)) }
  }

  private func coded(_ admission: Admission) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(admission), as: UTF8.self)
  }

  private func decoded(_ text: String) throws -> Admission {
    try JSONDecoder().decode(Admission.self, from: Data(text.utf8))
  }

  @Test func oneWordIsCodedAsThatWord() throws {
    #expect(try coded(.roster) == #""roster""#)
    #expect(try coded(.open) == #""open""#)
    #expect(try decoded(#""roster""#) == .roster)
    #expect(try decoded(#""open""#) == .open)
  }

  @Test func whatOneWordCannotSayIsCodedByItsFields() throws {
    let practice = try StageID("practice")
    let forms: [(Admission, String)] = [
      (Admission(source: .shortlist(of: practice)), #"{"shortlist-of":"practice"}"#),
      (Admission(source: .roster, perUnit: 1), #"{"per-unit":1}"#),
      (
        Admission(source: .open, regions: try prefixes("320000", "3407")),
        #"{"from":"open","regions":["32","3407"]}"#
      ),
      (
        Admission(
          source: .shortlist(of: practice), regions: try prefixes("3203"), perUnit: 100_000),
        #"{"per-unit":100000,"regions":["3203"],"shortlist-of":"practice"}"#
      ),
    ]
    for (admission, text) in forms {
      #expect(try coded(admission) == text)
      #expect(try decoded(text) == admission)
    }
  }

  @Test func fieldsThatSayNoMoreThanAWordAreTheWord() throws {
    #expect(try decoded("{}") == .roster)
    #expect(try decoded(#"{"from":"roster"}"#) == .roster)
    #expect(try coded(decoded(#"{"from":"open"}"#)) == #""open""#)
  }

  @Test(arguments: [
    #""nobody""#, "1", "null", "[]", #"{"from":"nobody"}"#,
    #"{"from":"roster","shortlist-of":"practice"}"#, #"{"shortlist-of":"the practice"}"#,
    #"{"regions":[]}"#, #"{"regions":["320"]}"#, #"{"regions":["3203","320300"]}"#,
    #"{"per-unit":0}"#, #"{"per-unit":100001}"#,
  ])
  func whatNoPlanCouldDeclareIsNotDecoded(text: String) {
    #expect(throws: (any Error).self) { try decoded(text) }
  }

  @Test func thousandRegionsAreTheMost() throws {
    let codes = (0...1000).map { "\"\(330_101 + $0)\"" }
    let most = "{\"regions\":[\(codes.dropLast().joined(separator: ","))]}"
    #expect(try decoded(most).regions.count == 1000)
    #expect(throws: DecodingError.self) {
      try decoded("{\"regions\":[\(codes.joined(separator: ","))]}")
    }
  }

  @Test func anyOfTheRegionsAdmitsAndNoneAdmitsAll() throws {
    let some = Admission(source: .roster, regions: try prefixes("3203", "340702", "41"))
    for text in ["320300", "320302", "340702", "410000", "411402"] {
      #expect(some.admits(try #require(RegionCode(text))), "\(text)")
    }
    for text in ["320000", "320400", "340703", "340700", "420000"] {
      #expect(!some.admits(try #require(RegionCode(text))), "\(text)")
      #expect(Admission.roster.admits(try #require(RegionCode(text))), "\(text)")
    }
  }
}
