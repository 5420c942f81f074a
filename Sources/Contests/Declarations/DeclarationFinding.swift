/// One thing wrong with a declared file (a plan, a policy pack, a bank in the native form), with
/// its place.
package struct DeclarationFinding: Hashable, Sendable {
  /// What is wrong at the place.
  package enum Problem: Hashable, Sendable {
    /// The text is not YAML, and why.
    case notYAML(LocalizedText)
    case missing
    /// A field that means nothing here, by its own name, and those that would.
    case unknownField(String, known: [String])
    /// A value that cannot be read, and what would be.
    case unexpected(found: String, expected: LocalizedText)
    /// A rule between several values that does not hold.
    case broken(LocalizedText)
  }

  /// 1-based; absent for a field that is missing from the whole file.
  package let line: Int?
  /// 1-based.
  package let column: Int?
  /// The field, such as `events[0].stages[1].time`; empty for the whole file.
  package let field: String
  package let problem: Problem

  /// - Parameter problem: a rule between values that does not hold.
  package init(line: Int?, column: Int?, field: String, broken problem: LocalizedText) {
    self.init(line: line, column: column, field: field, problem: .broken(problem))
  }

  init(line: Int?, column: Int?, field: String, problem: Problem) {
    self.line = line
    self.column = column
    self.field = field
    self.problem = problem
  }

  /// A stable name for programs.
  package var code: String {
    switch problem {
    case .notYAML: "not-yaml"
    case .missing: "field-missing"
    case .unknownField: "field-unknown"
    case .unexpected: "value-unexpected"
    case .broken: "rule-broken"
    }
  }

  /// What is wrong, for people.
  package func sentence(in language: Language) -> String {
    switch (problem, language) {
    case (.notYAML(let why), .zhHans): "不是有效的 YAML：\(why.text(in: language))"
    case (.notYAML(let why), .en): "not valid YAML: \(why.text(in: language))"
    case (.missing, .zhHans): "缺少必填字段"
    case (.missing, .en): "this field is required"
    case (.unknownField(let name, let known), .zhHans):
      "未知字段“\(name)”" + (advice(in: language).map { "（\($0)）" } ?? "")
        + "；可用：\(known.joined(separator: "、"))"
    case (.unknownField(let name, let known), .en):
      "unknown field \"\(name)\"" + (advice(in: language).map { " (\($0))" } ?? "")
        + "; known here: \(known.joined(separator: ", "))"
    case (.unexpected(let found, let expected), .zhHans):
      "不能识别“\(found)”，应为\(expected.text(in: .zhHans))"
        + (advice(in: language).map { "；\($0)" } ?? "")
    case (.unexpected(let found, let expected), .en):
      "cannot read \"\(found)\"; expected \(expected.text(in: .en))"
        + (advice(in: language).map { "; \($0)" } ?? "")
    case (.broken(let rule), _): rule.text(in: language)
    }
  }

  /// What the author probably slipped on.
  private func advice(in language: Language) -> String? {
    let advice: LocalizedText? =
      switch problem {
      case .unknownField(let name, let known): SlipOfThePen.advice(onField: name, among: known)
      case .unexpected(let found, _): SlipOfThePen.advice(onCharactersOf: found)
      case .notYAML, .missing, .broken: nil
      }
    return advice?.text(in: language)
  }
}

/// Why a declared file was refused: everything that is wrong with it, in the file's order.
package struct DeclarationRefused: Error, Equatable {
  package let findings: [DeclarationFinding]
}
