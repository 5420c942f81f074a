import Testing

@testable import Spreadsheets

@Suite struct CellTests {
  private func number(
    _ value: Double, _ style: Cell.NumberStyle = .general
  ) -> Cell {
    .number(value, text: value.description, style: style)
  }

  @Test(arguments: [
    (85.0, "85"), (85.5, "85.5"), (-0.0, "0"), (-3.25, "-3.25"), (0.1 + 0.2, "0.3"),
    (1.1000000000000001, "1.1"), (1e-7, "0.0000001"), (1.5e-12, "1.5E-12"), (1e21, "1E+21"),
    (123_456_789_012_345, "123456789012345"), (3.2030219900101123e17, "320302199001011000"),
    (999_999_999_999_999.9, "1000000000000000"), (-1.25e300, "-1.25E+300"),
  ])
  func numberIsShownAsExcelShowsItsDigits(value: Double, text: String) {
    #expect(number(value).displayText == text)
  }

  @Test(arguments: [
    (0.7, "70%"), (0.28999999999999998, "29%"), (0.07, "7%"), (0.705, "70.5%"), (1.0, "100%"),
    (-0.5, "-50%"),
  ])
  func percentIsShownAsPercent(value: Double, text: String) {
    #expect(number(value, .percent).displayText == text)
    #expect(number(value, .percent).isPercent)
  }

  @Test func zeroPaddedNumberShowsItsZeros() {
    #expect(number(123, .zeroPadded(width: 5)).displayText == "00123")
    #expect(number(123_456, .zeroPadded(width: 5)).displayText == "123456")
    #expect(number(-7, .zeroPadded(width: 3)).displayText == "-007")
    #expect(number(1.5, .zeroPadded(width: 3)).displayText == "1.5")
  }

  @Test(arguments: [
    (11.0, 1, false, "11.0"), (1234.5, 2, true, "1,234.50"), (6.3, 1, false, "6.3"),
    (0.285, 2, false, "0.29"), (99.95, 1, false, "100.0"), (999.999, 2, true, "1,000.00"),
    (-2.5, 0, true, "-3"), (0, 2, false, "0.00"), (1_234_567, 0, true, "1,234,567"),
    (123, 0, true, "123"), (1e30, 2, true, "1E+30"), (0.94, 1, false, "0.9"),
  ])
  func decimalsOfTheStyleAreInTheFormattedText(
    value: Double, decimals: UInt8, hasThousands: Bool, text: String
  ) {
    let cell = number(value, .fixed(decimals: decimals, hasThousands: hasThousands))
    #expect(cell.formattedText == text)
    #expect(cell.displayText == number(value).displayText)
  }

  @Test func otherKindsShowWhatTheSheetShows() {
    #expect(Cell.empty.displayText == "")
    #expect(Cell.boolean(true).displayText == "TRUE")
    #expect(Cell.boolean(false).displayText == "FALSE")
    #expect(Cell.formula(expression: "A1+1", cached: "2").displayText == "2")
    #expect(Cell.error("#N/A").displayText == "#N/A")
    #expect(!Cell.text("70%").isPercent)
  }

  @Test func onlyNothingAndWhiteSpaceAreBlank() {
    #expect(Cell.empty.isBlank)
    #expect(Cell.text(" \u{3000}\t\n").isBlank)
    #expect(!Cell.text("。").isBlank)
    #expect(!number(0).isBlank)
    #expect(!Cell.formula(expression: "A1", cached: "").isBlank)
  }

  @Test func identityNumberTypedAsNumberIsRecognised() {
    #expect(number(3.2030219900101e17).exceedsExactDigits)
    #expect(!number(999_999_999_999_999).exceedsExactDigits)
    #expect(!Cell.text("320302199001011234").exceedsExactDigits)
  }

  @Test func cellTakesThirtyTwoBytes() {
    #expect(MemoryLayout<Cell>.stride == 32)
  }
}

@Suite struct CellPlaceTests {
  @Test(arguments: [
    (0, 1, "A1"), (6, 15, "G15"), (25, 9, "Z9"), (26, 9, "AA9"), (701, 1, "ZZ1"),
    (702, 1, "AAA1"), (16_383, 1_048_576, "XFD1048576"),
  ])
  func nameAndPlaceAreInverse(column: Int, row: Int, name: String) {
    #expect(CellPlace(column: column, row: row).name == name)
    #expect(CellPlace(name: name) == CellPlace(column: column, row: row))
  }

  @Test(arguments: [
    "", "A", "1", "A0", "A01", "1A", "A1B", "a1", "$A$1", "XFE1", "A1048577", "Ａ1",
    "AAAAAAAAAAAAAAAAAAAAAAAA1", "A99999999999999999999999",
  ])
  func wrongNameIsNoPlace(name: String) {
    #expect(CellPlace(name: name) == nil)
  }
}

@Suite struct SheetTests {
  private let sheet = Sheet(
    name: "题库",
    rows: [
      Row(number: 2, cells: [.text("a"), .text("b")]), Row(number: 5, cells: [.text("c")]),
    ],
    mergedRanges: [
      MergedRange(first: CellPlace(column: 0, row: 2), last: CellPlace(column: 0, row: 4)),
      MergedRange(first: CellPlace(column: 1, row: 2), last: CellPlace(column: 3, row: 2)),
    ])

  @Test func mergedCellShowsItsFirstValue() {
    for row in 2...4 {
      #expect(sheet.shownCell(at: CellPlace(column: 0, row: row)) == .text("a"))
    }
    #expect(sheet.shownCell(at: CellPlace(column: 3, row: 2)) == .text("b"))
  }

  @Test func neighboursOfMergedCellKeepTheirOwn() {
    #expect(sheet.shownCell(at: CellPlace(column: 0, row: 1)) == .empty)
    #expect(sheet.shownCell(at: CellPlace(column: 0, row: 5)) == .text("c"))
    #expect(sheet.shownCell(at: CellPlace(column: 4, row: 2)) == .empty)
    #expect(sheet.shownCell(at: CellPlace(column: 1, row: 3)) == .empty)
  }

  @Test func cellBeyondTheRowIsEmpty() {
    #expect(sheet.rows[1][0] == .text("c"))
    #expect(sheet.rows[1][1] == .empty)
    #expect(sheet.rows[1][-1] == .empty)
    #expect(sheet.row(numbered: 3) == nil)
    #expect(sheet.row(numbered: 6) == nil)
    #expect(sheet.row(numbered: 5)?.number == 5)
  }
}
