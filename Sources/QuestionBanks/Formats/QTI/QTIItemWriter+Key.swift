import Contests

extension QTIItemWriter {
  /// The responses with what is right, and the outcomes.
  func declarations(_ keyed: KeyedQuestion) -> [String] {
    var parts = responses(keyed)
    parts.append(
      markup.qti(
        "outcomeDeclaration",
        ["identifier": "SCORE", "cardinality": "single", "baseType": "float"],
        lines: [markup.qti("defaultValue", lines: [markup.qti("value", [:], "0")])]))
    if !keyed.key.explanation.isEmpty {
      // A default shows the explanation after every attempt, right or wrong.
      parts.append(
        markup.qti(
          "outcomeDeclaration",
          ["identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"],
          lines: [markup.qti("defaultValue", lines: [markup.qti("value", [:], "EXPLANATION")])]))
    }
    return parts
  }

  private func responses(_ keyed: KeyedQuestion) -> [String] {
    switch keyed.key.solution {
    case .choices(let choices):
      let cardinality = keyed.question.kind == .multiple ? "multiple" : "single"
      return [
        response(cardinality, "identifier", values: choices.positions.map(Self.choice))
      ]
    case .order(let order):
      return [response("ordered", "identifier", values: order.map(Self.choice))]
    case .matches(let matches):
      let pairs = matches.enumerated().map { "P\($0 + 1) O\($1 + 1)" }
      return [response("multiple", "directedPair", values: pairs)]
    case .number(let key): return [response("single", "float", values: ["\(key.value)"])]
    case .blanks(let blanks, let rule):
      return blanks.enumerated().map { position, texts in
        response(
          "single", "string", named: Self.response(position, of: blanks.count),
          values: Array(texts.prefix(1)), mapping: texts, isCaseSensitive: rule.isCaseSensitive)
      }
    }
  }

  private func response(
    _ cardinality: String, _ type: String, named name: String = "RESPONSE", values: [String],
    mapping: [String] = [], isCaseSensitive: Bool = false
  ) -> String {
    let correct = values.map { markup.qti("value", [:], QTIMarkup.escaped($0)) }
    let entries = mapping.map { markup.qti("mapEntry", ["mapKey": $0, "mappedValue": "1"]) }
    let comparison: QTIMarkup.Attributes =
      isCaseSensitive
      ? ["defaultValue": "0", "caseSensitive": "true"] : ["defaultValue": "0"]
    let table = entries.isEmpty ? "" : markup.qti("mapping", comparison, lines: entries)
    return markup.qti(
      "responseDeclaration",
      ["identifier": name, "cardinality": cardinality, "baseType": type],
      lines: [markup.qti("correctResponse", lines: correct), table])
  }

  // MARK: Scoring

  func scoring(_ keyed: KeyedQuestion) -> String {
    switch keyed.key.solution {
    case .choices, .order, .matches: return template("match_correct")
    case .number(let key): return markup.qti("responseProcessing", lines: [condition(key)])
    case .blanks(let blanks, _) where blanks.count == 1: return template("map_response")
    case .blanks(let blanks, _):
      let points = blanks.indices.map { position in
        markup.qti(
          "mapResponse", ["identifier": Self.response(position, of: blanks.count)])
      }
      let sum = markup.qti("sum", lines: points)
      return markup.qti(
        "responseProcessing",
        lines: [markup.qti("setOutcomeValue", ["identifier": "SCORE"], lines: [sum])])
    }
  }

  private func template(_ name: String) -> String {
    markup.qti("responseProcessing", ["template": markup.version.template(name)])
  }

  /// Points for a number within the tolerance around the right one, which comes first.
  private func condition(_ key: NumericKey) -> String {
    let operands = [
      markup.qti("correct", ["identifier": "RESPONSE"]),
      markup.qti("variable", ["identifier": "RESPONSE"]),
    ]
    let test: String
    switch key.tolerance {
    case .absolute(.zero):
      test = markup.qti("equal", ["toleranceMode": "exact"], lines: operands)
    case .absolute(let most):
      test = markup.qti(
        "equal", ["toleranceMode": "absolute", "tolerance": "\(most)"], lines: operands)
    case .relative(let share):
      // QTI counts a relative tolerance in per cent.
      let percent = ExactNumber(trillionths: share.trillionths * 100)
      test = markup.qti(
        "equal", ["toleranceMode": "relative", "tolerance": "\(percent)"], lines: operands)
    }
    return markup.qti(
      "responseCondition",
      lines: [
        markup.qti("responseIf", lines: [test, score("1")]),
        markup.qti("responseElse", lines: [score("0")]),
      ])
  }

  private func score(_ points: String) -> String {
    markup.qti(
      "setOutcomeValue", ["identifier": "SCORE"],
      lines: [markup.qti("baseValue", ["baseType": "float"], points)])
  }
}
