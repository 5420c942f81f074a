import Archives
import Spreadsheets
import Testing

@Suite struct SpreadsheetErrorTests {
  @Test func sentencesNameTheCell() {
    let error = SpreadsheetError.malformedContent(
      SpreadsheetPlace(part: "xl/worksheets/sheet1.xml", sheet: "题库", row: 15, column: 6))
    #expect(error.code == "malformed-content")
    #expect(error.sentenceZh == "工作表“题库”单元格 G15：内容不符合 .xlsx 格式。")
    #expect(error.sentenceEn == "Sheet “题库”, cell G15: The content breaks the .xlsx format.")
  }

  @Test func placesOfTextFilesAreLinesAndFields() {
    let error = SpreadsheetError.unterminatedQuote(SpreadsheetPlace(row: 3, column: 1))
    #expect(error.sentenceZh == "第 3 行第 2 列：双引号没有结束。")
    #expect(error.sentenceEn == "Row 3, column 2: A double quote is never closed.")
  }

  @Test func errorsOfTheArchiveSpeakOfTheWorkbook() {
    let missing = SpreadsheetError.archive(.missingPart("xl/workbook.xml"))
    #expect(missing.code == "missing-part")
    #expect(missing.sentenceZh == "工作簿缺少 xl/workbook.xml。")
    #expect(missing.sentenceEn == "The workbook lacks xl/workbook.xml.")
    let damaged = SpreadsheetError.archive(.damagedArchive(part: nil))
    #expect(damaged.code == "damaged-archive")
    #expect(damaged.sentenceZh == "文件不完整或已损坏，请重新上传。")
    #expect(damaged.place == SpreadsheetPlace())
  }

  @Test func unknownPlaceSaysNothing() {
    let error = SpreadsheetError.undecodableText(SpreadsheetPlace())
    #expect(error.sentenceZh.hasPrefix("文字编码"))
    #expect(error.sentenceEn.hasPrefix("The text encoding"))
    let part = SpreadsheetError.malformedXML(SpreadsheetPlace(part: "xl/styles.xml"))
    #expect(part.sentenceZh == "xl/styles.xml：XML 格式有误。")
  }
}
