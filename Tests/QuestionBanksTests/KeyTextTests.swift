import Contests
import QuestionBanks
import Testing

@Suite struct KeyTextTests {
  @Test(arguments: [
    ("欧姆|Ω；安培", [["欧姆", "Ω"], ["安培"]]), ("50", [["50"]]), ("a ; b", [["a"], ["b"]]),
    ("a\nb", [["a"], ["b"]]), ("a\\|b", [["a|b"]]), ("a\\；b；c", [["a；b"], ["c"]]),
    ("C:\\\\x", [["C:\\x"]]),
  ])
  func blanksAreRead(text: String, blanks: [[String]]) {
    #expect(KeyText.blanks(text) == blanks)
  }

  @Test(arguments: ["", "a；", "；", "a||b", "|"])
  func blankWithoutTextIsNoKey(text: String) { #expect(KeyText.blanks(text) == nil) }

  @Test(arguments: [
    ("12.5", "12.5", ""), ("12.5±0.1", "12.5±0.1", ""), ("12.5 ± 0.1 kW", "12.5±0.1", "kW"),
    ("12.5+/-0.1", "12.5±0.1", ""), ("12.5±2%", "12.5±2%", ""), ("12.4~12.6mm", "12.5±0.1", "mm"),
    ("12.4..12.6", "12.5±0.1", ""), ("12.4 至 12.6", "12.5±0.1", ""), ("１２．５ｍｍ", "12.5", "mm"),
    ("5e3 Pa", "5000", "Pa"), ("5eV", "5", "eV"), ("-3±1 ℃", "-3±1", "℃"), ("1~2", "1.5±0.5", ""),
  ])
  func numbersAreReadWithToleranceAndUnit(text: String, key: String, unit: String) throws {
    let read = try #require(KeyText.number(text))
    #expect(KeyText.text(.number(read.key)) == key)
    #expect(read.unit == unit)
  }

  @Test(arguments: ["", "kW", "±1", "1±", "1±x", "2~1", "abc 5"])
  func otherTextsAreNoNumericKeys(text: String) { #expect(KeyText.number(text) == nil) }

  @Test(arguments: [
    "1,000", "3/4", "2×10³", "10^3", "5-6", "1:100", "12 13", "12.5.3", "90°30'", "3①", "1e400",
    "1234567890123", "0.30000000000000004", "0.1234567890123±1", "12±5±3", "12±0.1234567890123",
    "1~1234567890123",
  ])
  func numberThatGoesOnIsNotCutOff(text: String) { #expect(KeyText.number(text) == nil) }

  @Test(arguments: ["3千瓦", "25℃", "50‰", "1440/min", "5eV", "3 m³", "8 L/100km", "7 万元"])
  func unitMayBeginWithAnyLetterOrSign(text: String) throws {
    let number = try #require(KeyText.number(text))
    #expect(text.hasSuffix(number.unit))
    #expect(!number.unit.isEmpty)
  }

  @Test(arguments: [
    ("[any-order]a；b", true, false), ("[case] a;b", false, true), ("a；b", false, false),
    ("［区分大小写］［不分顺序］a；b", true, true), ("[Any-Order] [CASE]a；b", true, true),
    ("\\[case]a；b", false, false), ("[other]a；b", false, false), ("[case a；b", false, false),
  ])
  func rulesStandBeforeTheBlanks(text: String, anyOrder: Bool, caseSensitive: Bool) throws {
    let read = try #require(KeyText.blankKey(text))
    #expect(read.rule == BlankRule(isAnyOrder: anyOrder, isCaseSensitive: caseSensitive))
    #expect(read.accepted.count == 2)
  }

  @Test(arguments: ["[case]", "[any-order]；a", "[case][any-order] "])
  func aRuleAloneIsNoKey(text: String) { #expect(KeyText.blankKey(text) == nil) }

  @Test(arguments: [
    ("12.5±0.1 [mm]", "12.5±0.1 [mm]"), ("12.5[ mm | 毫米 | cm = 10 ]", "12.5 [mm|毫米|cm=10]"),
    ("12.4~12.6 [mm]?", "12.5±0.1 [mm]?"), ("5±2%［ｍｍ］", "5±2% [mm]"),
    ("20 [℃|°C=1.0]", nil), ("3 [m/s|km/h=0.277777777778]", "3 [m/s|km/h=0.277777777778]"),
    ("1 [m²]", "1 [m²]"), ("25.4 [mm|in=25.4]?", "25.4 [mm|in=25.4]?"),
    ("5 []", nil), ("5 [cm=10]", nil), ("5 [mm|cm=0]", nil), ("5 [mm|cm=-1]", nil),
    ("5 [mm|mm]", nil),
    ("5 [mm] x", nil), ("5 [mm", nil), ("5 [e3]", nil), ("5 [3m]", nil), ("5 [mm|]", nil),
    ("5 [mm|cm=1=2]", nil), ("5 [mm|cm=x]", nil), ("5 [m[m]", nil),
  ])
  func unitsInBracketsArePartOfTheAnswer(text: String, key: String?) throws {
    let read = KeyText.number(text)
    #expect(read.map { KeyText.text(.number($0.key)) } == key)
    guard let read, let key else { return }
    #expect(read.unit.isEmpty)
    #expect(KeyText.solution(key, of: .numeric) == .number(read.key))
  }

  @Test(arguments: [
    ("CABD", [2, 0, 1, 3]), ("c-a-b-d", [2, 0, 1, 3]), ("3,1,2,4", [2, 0, 1, 3]),
    ("Ｃ、Ａ、Ｂ", [2, 0, 1]), ("C→A→B", [2, 0, 1]), ("C > A > B", [2, 0, 1]),
  ])
  func ordersAreRead(text: String, order: [Int]) { #expect(KeyText.order(text) == order) }

  @Test(arguments: [
    ("BAC", [1, 0, 2]), ("1-B,2-A,3-C", [1, 0, 2]), ("1B2A3C", [1, 0, 2]),
    ("2-A；1-B", [1, 0]), ("BB", [1, 1]), ("1：B 2：A", [1, 0]),
  ])
  func matchesAreRead(text: String, matches: [Int]) { #expect(KeyText.matches(text) == matches) }

  @Test(arguments: ["", "1-B,1-A", "1-B,3-A", "1-", "1", "B2", "1-X", "甲"])
  func halfAMatchIsNoKey(text: String) { #expect(KeyText.matches(text) == nil) }

  @Test func everySolutionComesBackEqual() throws {
    let values = ["0.1", "-12.5", "1000000"].compactMap { ExactNumber($0) }
    var solutions: [(Solution, QuestionKind)] = [
      (.choices([.a, .c, .h]), .multiple), (.blanks([["a|b；c\\", "x\ny"], [";"]]), .fillIn),
      (.blanks([["[case]a"], ["b"]], BlankRule(isAnyOrder: true)), .fillIn),
      (.blanks([["MPa"]], BlankRule(isCaseSensitive: true)), .fillIn),
      (.blanks([["[any-order] b"], ["[不分顺序]"]]), .fillIn),
      (
        .blanks([["[x]"], ["\\[case]"]], BlankRule(isAnyOrder: true, isCaseSensitive: true)),
        .fillIn
      ),
      (.order([3, 1, 0, 2]), .ordering), (.matches([1, 1, 7, 0]), .matching),
    ]
    for value in values {
      for share in ["0", "0.02", "0.000001"].compactMap({ ExactNumber($0) }) {
        solutions.append((.number(NumericKey(value, tolerance: .absolute(share))), .numeric))
      }
      let share = try #require(ExactNumber("0.0255"))
      solutions.append((.number(NumericKey(value, tolerance: .relative(share))), .numeric))
    }
    for (solution, kind) in solutions {
      #expect(KeyText.solution(KeyText.text(solution), of: kind) == solution)
    }
  }
}
