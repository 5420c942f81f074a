import Contests
import Scoring
import Spreadsheets
import Testing

/// Files that judges hand in.
@Suite struct JudgingSheetTests {
  /// As `sheet!column,row field code`, `-` for what is absent.
  private func problems(_ bytes: [UInt8]) throws -> [String] {
    let error = try #require(throws: JudgingRefused.self) {
      _ = try JudgingSheet(bytes, fields: [.admission, .score])
    }
    return error.problems.map { problem in
      let place = [problem.column, problem.row].map { $0.map(String.init) ?? "-" }
      return
        "\(problem.sheet ?? "")!\(place.joined(separator: ",")) \(problem.field) \(problem.code)"
    }
  }

  private func workbook(_ rows: [[OutputCell]], _ columns: [String]) throws -> [UInt8] {
    try WorkbookWriter.bytes { writer in
      try writer.beginSheet(named: "评分", columns: columns.map { OutputColumn(header: $0) })
      for row in rows { try writer.append(row) }
    }
  }

  @Test func titlesOrderAndWidthDoNotMatter() throws {
    let text = """
      2025年实操评分表,,
      备注,得分（满分100）,准考证号 *
       规范 ,８７．５,１０００
      ,90, 1001
      ,,

      """
    let rows = try JudgingSheet(Array(text.utf8), fields: [.admission, .score]).rows
    #expect(rows.map { $0[.admission] } == ["1000", "1001"])
    #expect(rows.map { $0[.score] } == ["87.5", "90"])
    #expect(rows.map { $0[.note] } == ["规范", ""])
    #expect(rows.map(\.number) == [3, 4])
  }

  @Test func numbersOfAWorkbookAreReadAsTheyAreShown() throws {
    let bytes = try workbook(
      [[.text("1000"), .number(87.5)], [.integer(1001), .number(0.1)]], ["准考证号", "得分"])
    let rows = try JudgingSheet(bytes, fields: [.admission, .score]).rows
    #expect(rows.map { $0[.admission] } == ["1000", "1001"])
    #expect(rows.map { $0[.score] } == ["87.5", "0.1"])
    #expect(rows.map(\.sheet) == ["评分", "评分"])
  }

  @Test func whatIsMissingIsNamedWithItsPlace() throws {
    #expect(try problems(Array("".utf8)) == ["!-,-  file-empty"])
    #expect(try problems(Array("姓名,得分\n甲,90\n".utf8)) == ["!-,1 admission header-missing"])
    #expect(try problems(Array("准考证号,分\n1000,90\n".utf8)) == ["!-,1 score header-missing"])
    #expect(try problems(Array("准考证号,得分\n".utf8)) == ["!-,-  file-empty"])
    let bytes = try workbook([[.text("1000"), .number(1)]], ["准考证号", "名次"])
    #expect(try problems(bytes) == ["评分!-,1 score header-missing"])
  }

  /// Which of the two is meant cannot be told.
  @Test func aColumnThatIsThereTwiceIsNamedWithItsPlace() throws {
    #expect(
      try problems(Array("准考证号,得分,成绩\n1000,90,80\n".utf8)) == [
        "!2,1 score header-repeated"
      ])
    // A column that nobody asks for may be there as often as it likes.
    let rows = try JudgingSheet(
      Array("准考证号,得分,裁判,评委\n1000,90,a,b\n".utf8), fields: [.admission, .score]
    ).rows
    #expect(rows.map { $0[.score] } == ["90"])
  }

  @Test func anAdmissionNumberThatLostItsDigitsIsRefused() throws {
    let bytes = try workbook(
      [[.number(3_203_000_010_000_429), .number(80)]], ["准考证号", "得分"])
    #expect(try problems(bytes) == ["评分!0,2 admission digits-lost"])
  }
}
