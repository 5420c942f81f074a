/// A text as the file gives it, with its place.
package struct RawText: Hashable, Sendable {
  /// Without surrounding white space.
  package let text: String
  package let place: FilePlace

  package init(_ text: String, at place: FilePlace) {
    self.text = text
    self.place = place
  }
}

/// One question as a format found it, before any check. What the file leaves out is absent.
///
/// A format fills this in and does not judge: `QuestionCheck` applies the same rules to all.
package struct RawQuestion: Hashable, Sendable {
  /// Where the question begins.
  package var place: FilePlace
  package var id: RawText?
  /// A name of the kind in any of the words of `FieldWords`; the key and the options decide when
  /// it is absent.
  package var kind: RawText?
  package var stem: RawText?
  /// In order; an option that the file leaves empty between others is an empty text.
  package var options: [RawText] = []
  /// The left side of a matching question.
  package var premises: [RawText] = []
  package var key: RawKey?
  /// The unit of a numeric question.
  package var unit: RawText?
  /// The tolerance of a numeric question where it stands apart from the key: `0.1` or `2%`.
  package var tolerance: RawText?
  /// How blanks are compared, for formats that do not say it in the text of the key.
  package var blankRule = BlankRule.standard
  /// The text that several questions share.
  package var passage: RawText?
  package var explanation: RawText?
  package var knowledge: RawText?
  package var level: RawText?
  package var difficulty: RawText?

  package init(place: FilePlace) { self.place = place }

  /// The bytes of all its texts, each as often as the question has it.
  var textBytes: Int {
    let single = [
      id, kind, stem, unit, tolerance, passage, explanation, knowledge, level, difficulty,
    ].compactMap { $0 }
    var texts = (single + options + premises).reduce(0) { $0 + $1.text.utf8.count }
    switch key {
    case .text(let text): texts += text.text.utf8.count
    case .blanks(let blanks, _): texts += blanks.joined().reduce(0) { $0 + $1.text.utf8.count }
    case .options, .matches, nil: break
    }
    return texts
  }
}

/// A key as a format found it.
package enum RawKey: Hashable, Sendable {
  /// As people write it; `KeyText` and the question's kind say what it means.
  case text(RawText)
  /// The right options by position, for formats that mark options: of a choice in any order, of an
  /// ordering question in the right order.
  case options([Int], at: FilePlace)
  /// The accepted texts of each blank.
  case blanks([[RawText]], at: FilePlace)
  /// For each premise the position of its option; -1 where the file names none.
  case matches([Int], at: FilePlace)

  package var place: FilePlace {
    switch self {
    case .text(let text): text.place
    case .options(_, let place), .blanks(_, let place), .matches(_, let place): place
    }
  }

  /// Whether the file leaves the key open.
  package var isEmpty: Bool {
    switch self {
    case .text(let text): text.text.isEmpty
    case .options(let positions, _): positions.isEmpty
    case .blanks(let blanks, _): blanks.isEmpty
    case .matches(let matches, _): matches.isEmpty
    }
  }
}

/// What a format found in a file.
package struct RawBank: Sendable {
  /// The bank that the file says it is; absent for formats that do not say.
  package var bank: RawText?
  /// The knowledge points that the file declares; absent for formats that do not say. A question
  /// with another one is refused.
  package var knowledge: Set<String>?
  package var questions: [RawQuestion]
  /// The pictures that the file holds and its texts show; each is referred to by
  /// `PictureReference.text`.
  package var pictures: [PictureID: Picture]
  /// Bytes of the texts of questions that were added by `add`.
  var textBytes = 0
  /// What the format itself has to say, such as formulas in cells.
  package var findings: [ImportFinding]

  package init(
    bank: RawText? = nil, knowledge: Set<String>? = nil, questions: [RawQuestion] = [],
    pictures: [PictureID: Picture] = [:], findings: [ImportFinding] = []
  ) {
    self.bank = bank
    self.knowledge = knowledge
    self.questions = questions
    self.pictures = pictures
    self.findings = findings
  }

  /// Keeps a picture of the file.
  ///
  /// - Returns: the reference to put where the picture stood; empty when the picture is refused,
  ///   which is noted as a finding at `place`.
  package mutating func keep(
    picture bytes: [UInt8], caption: String, at place: FilePlace, field: String
  ) -> String {
    do throws(Picture.Refusal) {
      let picture = try Picture(bytes)
      pictures[picture.id] = picture
      return PictureReference.text(picture.id, caption: caption)
    } catch {
      findings.append(.picture(error, at: place, field: field))
      return ""
    }
  }
}
