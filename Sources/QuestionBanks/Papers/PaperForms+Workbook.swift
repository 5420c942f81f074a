package import Contests
import Spreadsheets

extension PaperForms {
  /// An .xlsx file with a sheet that compares the forms and one for each form, with keys: for a
  /// preliminary on paper.
  ///
  /// - Parameter questions: those of the version, in the bank's order.
  /// - Throws: when the file cannot be written.
  package func workbook(
    of questions: [KeyedQuestion], blueprint: Blueprint, in language: Language
  ) throws -> [UInt8] {
    try WorkbookWriter.bytes { writer in
      let isChinese = language == .zhHans
      try writer.beginSheet(
        named: isChinese ? "各卷比较" : "forms", columns: Self.overviewColumns(isChinese))
      for (index, form) in forms.enumerated() {
        try writer.append([
          .integer(index + 1), .integer(form.questions.count),
          .number(Double(form.difficultySum) / Double(1_000 * max(1, form.questions.count))),
        ])
      }
      for (index, form) in forms.enumerated() {
        try writer.beginSheet(
          named: isChinese ? "卷\(index + 1)" : "form \(index + 1)",
          columns: Self.formColumns(isChinese))
        var place = 0
        for (section, chosen) in sections(of: form, blueprint).enumerated() {
          for question in chosen {
            place += 1
            let keyed = questions[question]
            try writer.append(
              Self.cells(keyed, place, section + 1, blueprint.sections[section].points, language))
          }
        }
      }
    }
  }

  /// The questions of a form, section by section.
  package func sections(of form: Form, _ blueprint: Blueprint) -> [[Int]] {
    var rest = form.questions[...]
    return blueprint.sections.map { section in
      defer { rest = rest.dropFirst(section.questionCount) }
      return Array(rest.prefix(section.questionCount))
    }
  }

  private static func overviewColumns(_ isChinese: Bool) -> [OutputColumn] {
    let headers = isChinese ? ["卷号", "题数", "平均难度"] : ["form", "questions", "mean difficulty"]
    return zip(headers, [nil, nil, 3]).map { OutputColumn(header: $0, width: 16, decimals: $1) }
  }

  private static func formColumns(_ isChinese: Bool) -> [OutputColumn] {
    let headers =
      isChinese
      ? ["题号", "部分", "编号", "题型", "材料", "题干", "左列", "选项", "单位", "分值", "答案"]
      : [
        "place", "section", "id", "kind", "passage", "stem", "premises", "options", "unit",
        "points", "key",
      ]
    let widths: [Double] = [6, 6, 12, 10, 30, 60, 24, 40, 8, 6, 16]
    return zip(headers, widths).map { OutputColumn(header: $0, width: $1) }
  }

  private static func cells(
    _ keyed: KeyedQuestion, _ place: Int, _ section: Int, _ points: Points, _ language: Language
  ) -> [OutputCell] {
    let question = keyed.question
    let options = question.options.enumerated().map { "\(Choices.letter($0)). \($1)" }
    let premises = question.premises.enumerated().map { "(\($0 + 1)) \($1)" }
    return [
      .integer(place), .integer(section), .text(question.id.text),
      .text(language == .zhHans ? question.kind.name(in: language) : question.kind.rawValue),
      .text(question.passage), .text(question.stem),
      .text(premises.joined(separator: "\n")), .text(options.joined(separator: "\n")),
      .text(question.unit), .number(Double(points.thousandths) / 1_000),
      .text(KeyText.text(keyed.key.solution)),
    ]
  }
}
