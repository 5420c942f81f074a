import Contests
import Spreadsheets

/// Questions as rows of a table, one row a question, and the pictures of its cells.
struct TableWriting {
  /// With their widths in characters.
  let columns: [OutputColumn]
  private let meanings: [QuestionColumn]

  /// Leaves out columns that only some kinds need and none of the questions has.
  init(_ questions: [KeyedQuestion]) {
    var meanings: [(QuestionColumn, String, Double)] = [(.id, "编号", 10), (.kind, "题型", 8)]
    if questions.contains(where: { !$0.question.passage.isEmpty }) {
      meanings.append((.passage, "材料", 60))
    }
    meanings.append((.stem, "题干", 60))
    if questions.contains(where: { !$0.question.premises.isEmpty }) {
      meanings.append((.premises, "左列", 24))
    }
    for position in 0..<Limits.options {
      meanings.append((.option(position), "选项\(Choices.letter(position))", 24))
    }
    meanings.append((.key, "答案", 8))
    if questions.contains(where: { !$0.question.unit.isEmpty }) {
      meanings.append((.unit, "单位", 8))
    }
    meanings += [
      (.explanation, "解析", 60), (.knowledge, "知识点", 24), (.level, "技能等级", 10),
      (.difficulty, "难度", 8),
    ]
    self.meanings = meanings.map(\.0)
    columns = meanings.map { OutputColumn(header: $1, width: $2) }
  }

  /// The cells of a question under `columns`, and the pictures of each by its position.
  ///
  /// - Parameter pictures: those that can be written; references to others stay in the texts.
  func row(
    _ keyed: KeyedQuestion, pictures: [PictureID: Picture]
  ) -> (cells: [OutputCell], pictures: [Int: [OutputPicture]]) {
    let question = keyed.question
    let options =
      question.kind == .trueFalse ? [] : OptionList.protected(question.options)
    var shown: [Int: [OutputPicture]] = [:]
    let cells = meanings.enumerated().map { position, meaning in
      var text = Self.text(meaning, of: keyed, options: options)
      let split = Self.split(text, meaning, of: question)
      let found = split.pictures.compactMap { reference in
        reference.picture.flatMap { pictures[$0] }.map { picture in
          OutputPicture(
            bytes: picture.bytes, caption: reference.caption, width: picture.width,
            height: picture.height)
        }
      }
      if !found.isEmpty, found.count == split.pictures.count {
        text = split.text
        shown[position] = found
      }
      // A text's own apostrophe before a sign gets another one, for reading takes one off.
      return text.isEmpty
        ? OutputCell.empty : .text(QuestionTable.isGuarded(text) ? "'" + text : text)
    }
    return (cells, shown)
  }

  private static func text(
    _ meaning: QuestionColumn, of keyed: KeyedQuestion, options: [String]
  ) -> String {
    let question = keyed.question
    switch meaning {
    case .id: return question.id.text
    case .kind: return kinds[question.kind] ?? question.kind.rawValue
    case .passage: return question.passage
    case .stem: return question.stem
    case .premises: return PremiseList.text(question.premises)
    case .option(let position): return options.indices.contains(position) ? options[position] : ""
    case .key:
      guard question.kind == .trueFalse, case .choices(let choices) = keyed.key.solution else {
        return KeyText.text(keyed.key.solution)
      }
      return choices.positions.map { Question.truthOptions[$0] }.joined()
    case .unit: return question.unit
    case .explanation: return keyed.key.explanation
    case .knowledge: return question.knowledge
    case .level: return question.level.name
    case .difficulty: return bands[question.difficulty] ?? question.difficulty.rawValue
    case .tolerance, .options, .optionText, .label, .correct: return ""
    }
  }

  private static func split(
    _ text: String, _ meaning: QuestionColumn, of question: Question
  ) -> (text: String, pictures: [PictureReference]) {
    guard meaning == .premises else { return PictureMarks.split(text) }
    let (texts, pictures) = PictureMarks.split(list: question.premises)
    return (PremiseList.text(texts), pictures)
  }

  private static let kinds: [QuestionKind: String] = [
    .single: "单选题", .multiple: "多选题", .trueFalse: "判断题", .fillIn: "填空题", .numeric: "计算题",
    .ordering: "排序题", .matching: "匹配题",
  ]
  private static let bands: [Difficulty: String] = [.easy: "易", .medium: "中", .hard: "难"]
}

extension KeyedQuestion {
  /// Every text that a file holds of it.
  var writtenTexts: [String] { question.texts + [key.explanation] + otherTexts }

  /// The texts that are no place for pictures: knowledge point, unit and accepted texts.
  var otherTexts: [String] {
    var texts = [question.knowledge, question.unit]
    if case .blanks(let blanks, _) = key.solution { texts += blanks.joined() }
    return texts
  }

  /// Whether it is shown with pictures.
  var hasPictures: Bool { writtenTexts.contains { !PictureReference.all(in: $0).isEmpty } }

  /// The question with its pictures taken out of all texts.
  var withoutPictures: KeyedQuestion {
    func plain(_ text: String) -> String {
      PictureReference.pieces(of: text).map { piece in
        if case .text(let text) = piece { text } else { "" }
      }.joined().trimmed
    }
    let question = Question(
      id: question.id, kind: question.kind, stem: plain(question.stem),
      options: question.options.map(plain), premises: question.premises.map(plain),
      blanks: question.blanks, unit: question.unit, passage: plain(question.passage),
      knowledge: question.knowledge, level: question.level, difficulty: question.difficulty)
    return KeyedQuestion(
      question: question,
      key: AnswerKey(
        question: question.id, solution: key.solution, explanation: plain(key.explanation)))
  }

  /// What a format without pictures loses: with a picture that stands alone, the whole question.
  var lossesWithoutPictures: Set<ExportLoss> {
    guard hasPictures else { return [] }
    guard otherTexts.allSatisfy({ PictureReference.all(in: $0).isEmpty }) else {
      return [.question]
    }
    let plain = withoutPictures.question
    let isWhole =
      !plain.stem.isEmpty
      && [plain.options, plain.premises].allSatisfy { texts in
        !texts.contains("") && Set(texts).count == texts.count
      }
    return [isWhole ? .pictures : .question]
  }
}
