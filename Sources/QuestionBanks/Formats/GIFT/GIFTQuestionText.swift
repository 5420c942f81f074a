import Contests

/// A question as GIFT says it.
struct GIFTQuestionText {
  private(set) var losses: Set<ExportLoss> = []
  private(set) var text = ""
  private let keyed: KeyedQuestion
  private var question: Question { keyed.question }
  private let isStemHTML: Bool

  /// `nil` when GIFT cannot say the question.
  init?(_ keyed: KeyedQuestion) {
    self.keyed = keyed
    let stem = PictureReference.words(of: keyed.question.stem)
    isStemHTML = Self.needsHTML(stem, of: keyed.question.kind)
    let explanation = PictureReference.words(of: keyed.key.explanation)
    guard let answer = answer() else { return nil }
    let tags = MoodleTags.tags(of: keyed.question, listed: keyed.listedOptions)
      .map { " [tag:\($0)]" }.joined()
    let feedback = explanation.isEmpty ? "" : "####" + formatted(explanation)
    let isLong = answer.contains("\n")
    text = """
      // [id:\(question.id)]\(tags)
      ::\(question.id)::\(isStemHTML ? "[html]" : "[plain]")\(written(stem, isHTML: isStemHTML)){\
      \(answer)\(isLong && !feedback.isEmpty ? "\t\(feedback)\n" : feedback)}

      """
    addLosses()
  }

  private mutating func addLosses() {
    let texts = [question.passage, question.stem, keyed.key.explanation]
    if texts.contains(where: { !PictureReference.all(in: $0).isEmpty }) {
      losses.insert(.pictures)
    }
    if !question.passage.isEmpty { losses.insert(.passage) }
    if !question.unit.isEmpty { losses.insert(.unit) }
    if !keyed.key.solution.hasPlainComparison { losses.insert(.comparison) }
    if MoodleCategory.path(question.knowledge) == nil { losses.insert(.knowledge) }
    if case .number(let key) = keyed.key.solution, case .relative = key.tolerance {
      losses.insert(.tolerance)
    }
    let written = [question.stem, keyed.key.explanation] + question.options + question.premises
    if !written.allSatisfy(\.isTrimmed) { losses.insert(.text) }
  }

  /// What stands between the braces; `nil` when GIFT cannot say it.
  private func answer() -> String? {
    let shown = question.options + question.premises
    guard shown.allSatisfy({ PictureReference.all(in: $0).isEmpty }) else { return nil }
    switch keyed.key.solution {
    case .choices(let key) where question.kind == .trueFalse:
      return key == Choices(position: 0) ? "TRUE" : "FALSE"
    case .choices(let key):
      let share = MoodleWeights.share(of: key.count)
      let options = question.options.enumerated().map { position, option in
        let isRight = key.contains(Choices(position: position))
        let sign = !isRight ? "~" : question.kind == .single ? "=" : "~%\(share)%"
        return "\t\(sign)\(formatted(option))\n"
      }
      return "\n" + options.joined()
    case .blanks(let blanks, _):
      guard blanks.count == 1, let accepted = blanks.first,
        accepted.allSatisfy({ Self.isLetterText($0) && !$0.hasBytes(of: "->") })
      else { return nil }
      return "\n" + accepted.map { "\t=\(answer($0))\n" }.joined()
    case .number(let key): return "#\(key.value):\(key.absoluteTolerance)"
    case .order(let order):
      let items = order.map { Self.item(question.options[$0]) + "\n" }
      return ">\(order.count) ALL VERTICAL ABSOLUTE_POSITION SHOW\n" + items.joined()
    case .matches(let matches):
      guard question.options.allSatisfy(Self.isLetterText) else { return nil }
      let pairs = zip(question.premises, matches).map { premise, option in
        "\t=\(formatted(premise, isPremise: true)) -> \(escaped(question.options[option]))\n"
      }
      let left = keyed.listedOptions.dropFirst(Set(matches).count).map { option in
        "\t= -> \(escaped(question.options[option]))\n"
      }
      return "\n" + (pairs + left).joined()
    }
  }

  /// An accepted text, which has no format of its own.
  private func answer(_ text: String) -> String {
    let written = escaped(MoodleShortAnswer.answer(text))
    if text.hasPrefix("[") { return "%100%[plain]\(written)" }
    return text.hasPrefix("%") ? "%100%\(written)" : written
  }

  /// A text in the format of the stem, or with its own in front.
  private func formatted(_ text: String, isPremise: Bool = false) -> String {
    let isHTML = Self.needsHTML(text, of: question.kind) || isPremise && text.hasBytes(of: "->")
    let body = written(text, isHTML: isHTML)
    let isPlainStart = !body.hasPrefix("[") && !body.hasPrefix("%")
    if isHTML == isStemHTML, isPlainStart { return body }
    return (isHTML ? "[html]" : "[plain]") + body
  }

  private func written(_ text: String, isHTML: Bool) -> String {
    guard isHTML else { return escaped(text) }
    return escaped(HTMLText.escaped(text).replacingScalars(["{": "&#123;", "}": "&#125;"]))
  }

  private func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": escaped += "\\n".unicodeScalars
      case "\\", ":", "#", "=", "{", "}", "~":
        escaped.append("\\")
        escaped.append(scalar)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// An item of an ordering question: the plug-in reads lines as they stand and shows them as HTML.
  private static func item(_ text: String) -> String {
    var item = String.UnicodeScalarView()
    for scalar in HTMLText.escaped(text).unicodeScalars {
      switch scalar {
      case "{", "}", "\\": item += HTMLText.numbered(scalar)
      // What is no part of a number could become the mark of general feedback.
      case "#" where item.last != "&": item += HTMLText.numbered(scalar)
      // Two of them begin a comment.
      case "/" where item.isEmpty: item += HTMLText.numbered(scalar)
      default: item.append(scalar)
      }
    }
    return String(item)
  }

  /// Plain text has no carriage returns, and the ordering plug-in knows no escaped braces.
  private static func needsHTML(_ text: String, of kind: QuestionKind) -> Bool {
    text.unicodeScalars.contains { scalar in
      scalar == "\r" || kind == .ordering && (scalar == "{" || scalar == "}")
    }
  }

  /// Whether a text that has no format comes back equal.
  private static func isLetterText(_ text: String) -> Bool {
    text.isTrimmed && !text.unicodeScalars.contains("\r") && PictureReference.all(in: text).isEmpty
  }
}
