import AttemptRecords
import Contests
import Foundation
import Scoring
import Sessions
import Testing

@testable import QuestionBanks

/// Where the cases are; absent in a bare checkout.
private enum ConformanceItems {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/formats/qti22/conformance")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }
}

/// The response cases of the QTI 2.2 conformance items that ask what Leitai can ask: responses,
/// imported key and marker give the outcomes that the cases expect.
@Suite(.enabled(if: ConformanceItems.isPresent)) struct QTIResponseCaseTests {
  /// The points of each imported item whose cases are about points.
  private static let worth = [
    "choice_match_correct": 1, "mapResponse_bounds_default_duplicates": 15,
    "mapResponse_integer_mapKey": 3, "mapResponse_mapEntry_caseSensitive_override": 2,
    "mapResponse_mapping_caseSensitive_defaultValue": 2, "mapping_mapResponse": 2,
    "modalFeedback_basic": 1, "outcomeProcessing_outcomeCondition_equal": 1,
    "qti22_advanced_q13_match": 1, "qti22_basic_i9b_map_response": 6,
    "qti22_basic_i9b_match_correct": 1, "qti22_basic_q4_order_interaction": 1,
    "responseProcessing_setResponseValue_setDefaultValue": 1,
    "responseProcessing_template_map_response": 2, "responseProcessing_template_match_correct": 1,
  ]

  /// Why a case of an imported item asks for what a paper does not do, by item and the position of
  /// the case.
  private static let foreign: [String: [ClosedRange<Int>: String]] = [
    "mapResponse_bounds_default_duplicates": [
      0...3: "points for no answer and for unknown options, and unequal points of options"
    ],
    "mapResponse_integer_mapKey": [0...0: second, 2...3: second],
    "mapResponse_mapEntry_caseSensitive_override": [2...3: second],
    "mapResponse_mapping_caseSensitive_defaultValue": [1...1: "points for a wrong answer"],
    "mapping_mapResponse": [2...2: second],
    "qti22_basic_i9b_map_response": [
      2...4: "unequal points of options", 7...9: "unequal points of options",
    ],
    "qti22_basic_q4_order_interaction": [0...2: "the outcome repeats the response; no points"],
    "responseProcessing_setResponseValue_setDefaultValue": [
      0...0: "an answer that was not given counts as a default",
      2...2: "an answer is rewritten before it is marked",
    ],
    "responseProcessing_template_map_response": [1...1: second],
  ]

  private static let second = "a second answer that earns fewer points"

  /// One of the file's cases.
  private struct Case {
    let name: String
    let values: [String]
    /// The points, where the case is about points.
    let points: Double?

    init(_ object: [String: Any]) {
      name = object["name"] as? String ?? ""
      let responses = object["responses"] as? [String: Any] ?? [:]
      let given = responses.values.first
      values =
        switch given {
        case let list as [Any]: list.map { "\($0)" }
        case is NSNull, nil: []
        case let value?: ["\(value)"]
        }
      let expected = object["expect"] as? [String: Any] ?? [:]
      let outcomes = expected["outcomes"] as? [String: Any] ?? [:]
      let feedback = (outcomes["FEEDBACK"] as? String).map { $0 == "correct" ? 1.0 : 0.0 }
      points =
        (expected["score"] as? NSNumber)?.doubleValue
        ?? (outcomes["SCORE"] as? NSNumber)?.doubleValue ?? feedback
    }
  }

  @Test func everyCaseOfAnImportedItemIsMarkedAsItExpectsOrNamed() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: ConformanceItems.folder.path)
      .sorted()
    #expect(names.count == 90)
    var (asserted, named, notImported) = (0, 0, 0)
    for name in names {
      let folder = ConformanceItems.folder.appending(path: name)
      let xml = try Data(contentsOf: folder.appending(path: "item.xml"))
      let file = try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.appending(path: "cases.json")))
      let cases = ((file as? [String: Any])?["cases"] as? [[String: Any]] ?? []).map(Case.init)
      let reading = BankReading(Array(xml), filename: "item.xml")
      guard let worth = Self.worth[name] else {
        // Named with the reason on import: another kind of interaction, or no key.
        #expect(reading.questions.isEmpty && !reading.findings.isEmpty, "\(name)")
        notImported += cases.count
        continue
      }
      let keyed = try #require(reading.questions.first, "\(name)")
      let item = Item(keyed, String(decoding: xml, as: UTF8.self), worth: Points(worth))
      for (position, one) in cases.enumerated() {
        let reasons = Self.foreign[name]?.filter { $0.key.contains(position) } ?? [:]
        guard reasons.isEmpty else {
          named += 1
          continue
        }
        let expected = try #require(one.points, "\(name): \(one.name)")
        #expect(
          try item.mark(one.values) == Points(thousandths: Int(expected * 1000)),
          "\(name): \(one.name)")
        asserted += 1
      }
    }
    #expect(asserted + named + notImported == 267)
    #expect((asserted, named) == (32, 23))
  }

  /// An imported question on a paper of its own.
  private struct Item {
    private let keyed: KeyedQuestion
    private let paper: Paper
    /// The identifiers of the options, and those of the premises before them.
    private let names: [String]

    init(_ keyed: KeyedQuestion, _ xml: String, worth: Points) {
      self.keyed = keyed
      let question = keyed.question
      let shape = QuestionShape.all(of: [question])[0].response
      paper = Paper(items: [
        Paper.Item(
          question: 0, kind: question.kind, shape: shape,
          optionOrder: question.options.indices.map { UInt8($0) }, points: worth,
          marking: .allOrNothing)
      ])
      names = xml.matches(of: /<simple(?:Associable)?Choice[^>]*?\sidentifier="([^"]+)"/)
        .map { String($0.1) }
    }

    func mark(_ values: [String]) throws -> Points {
      let response = try response(values)
      return Marker(keys: [keyed.key.solution]).marks(of: [response], on: paper)[0]
    }

    private func response(_ values: [String]) throws -> Response? {
      guard !values.isEmpty else { return nil }
      func option(_ name: String) throws -> Int {
        try #require(names.firstIndex(of: name), "\(name)") - keyed.question.premises.count
      }
      switch keyed.question.kind {
      case .single, .multiple, .trueFalse:
        return .choices(try #require(Choices(positions: try values.map(option))))
      case .fillIn, .numeric: return .texts(values)
      case .ordering: return .places(try values.map { UInt8(try option($0)) })
      case .matching:
        var places = [UInt8?](repeating: nil, count: keyed.question.premises.count)
        for pair in values {
          let sides = pair.split(separator: " ").map(String.init)
          let premise = try #require(names.firstIndex(of: sides[0]))
          places[premise] = UInt8(try option(sides[1]))
        }
        return .places(places)
      }
    }
  }
}
