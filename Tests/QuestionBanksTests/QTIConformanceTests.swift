import Contests
import QuestionBanks
import Testing

/// The conformance items of QTI 2.2, each about one rule.
@Suite(.enabled(if: SharedData.isPresent)) struct QTIConformanceTests {
  private static let folder = "formats/qti22/conformance"

  private static let imported = [
    "choice_match_correct": "A", "mapResponse_bounds_default_duplicates": "AB",
    "mapResponse_integer_mapKey": "-1",
    "mapResponse_mapEntry_caseSensitive_override": "[case]Hello",
    "mapResponse_mapping_caseSensitive_defaultValue": "photosynthesis",
    "mapping_mapResponse": "A", "modalFeedback_basic": "A",
    "outcomeProcessing_outcomeCondition_equal": "A", "qti22_advanced_q13_match": "1-A,2-B,3-C",
    "qti22_basic_i9b_map_response": "ABC", "qti22_basic_i9b_match_correct": "A",
    "qti22_basic_q4_order_interaction": "ABC",
    "responseProcessing_setResponseValue_setDefaultValue": "A",
    "responseProcessing_template_map_response": "A",
    "responseProcessing_template_match_correct": "A",
  ]

  /// They ask something that Leitai could ask, and do not say what is right.
  private static let withoutKey: Set = [
    "contains_multiple", "isNull_isNotNull", "member_multiple",
    "outcomeProcessing_outcomeCondition_toBoolean", "qti22_basic_q20", "qti22_basic_q2_multiple",
    "qti22_basic_q2_single", "responseCondition_elseIf_chain",
    "responseProcessing_boolean_compare_ops", "responseProcessing_default_expression",
    "responseProcessing_equalRounded_tolerance", "responseProcessing_exitResponse",
    "responseProcessing_mapOutcome_basic", "responseProcessing_math_max_min_round_truncate",
    "responseProcessing_notEqual_basic", "responseProcessing_patternMatch_caseSensitive",
    "responseProcessing_template_match_nothing", "stringMatch_caseSensitive_substring",
  ]

  private static let foreign = [
    "outcome_numeric_default_zero_accumulating": "inlineChoiceInteraction (several)",
    "positionObject_coordinateSystem_aspectRatio": "positionObjectInteraction",
    "positionObject_mapResponsePoint_scoring": "positionObjectInteraction",
    "positionObject_mapResponse_wrong": "positionObjectInteraction",
    "qti22_advanced_i17_i9a_composite": "inlineChoiceInteraction + textEntryInteraction",
    "qti22_advanced_q10_hotspot": "hotspotInteraction",
    "qti22_advanced_q11_hottext": "hottextInteraction",
    "qti22_advanced_q12_inline_choice": "inlineChoiceInteraction (several)",
    "qti22_advanced_q6_gap_match": "gapMatchInteraction",
    "qti22_advanced_q8_graphic_gap_match": "graphicGapMatchInteraction",
    "qti22_basic_q5": "extendedTextInteraction",
    "templateProcessing_exitTemplate": "templateProcessing",
    "templateProcessing_setCorrectResponse": "templateProcessing",
    "templateProcessing_templateCondition_branching": "templateProcessing",
    "templateProcessing_templateCondition_toBoolean": "templateProcessing",
    "templateProcessing_templateConstraint": "templateProcessing",
    "template_randomFloat_roundTo_mathConstant": "templateProcessing",
    "template_randomInteger_printedVariable": "templateProcessing",
  ]

  @Test func eachItemIsImportedOrNamed() throws {
    let names = try SharedData.names(in: Self.folder)
    #expect(names.count == 90)
    for name in names {
      let reading = BankReading(
        try SharedData.bytes("\(Self.folder)/\(name)/item.xml"), filename: "item.xml")
      #expect(reading.format == "qti", "\(name)")
      if let key = Self.imported[name] {
        #expect(
          reading.questions.map { KeyText.text($0.key.solution) } == [key], "\(name)")
        #expect(reading.isSound, "\(name)")
      } else if Self.withoutKey.contains(name) {
        #expect(reading.codes.contains("key-missing"), "\(name)")
      } else if name == "mapping_bounds_upperLower" {
        #expect(reading.codes == ["options-missing"])
      } else {
        #expect(reading.foreignKinds == [Self.foreign[name] ?? "no interaction"], "\(name)")
      }
    }
  }
}
