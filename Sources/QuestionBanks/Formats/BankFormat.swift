/// One kind of file in which organizers keep questions.
///
/// To add one: write a type in a file of its own beside this one and list it in `BankFormats.all`.
/// A format says what stands where; what is right is decided by `QuestionCheck` for all of them.
package protocol BankFormat: Sendable {
  /// The name by which `--format` chooses it.
  var name: String { get }

  /// The suffix of a written file, without the dot.
  var suffix: String { get }

  /// Whether the file looks like this format; `filename` may help, contents decide.
  func recognizes(_ bytes: [UInt8], filename: String) -> Bool

  /// Finds the questions of a file.
  ///
  /// - Throws: `BankFileRefused` when the file cannot be read at all.
  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank

  /// What of a question would be lost in this format; empty when it comes back equal.
  func losses(of question: KeyedQuestion) -> Set<ExportLoss>

  /// Writes the questions so that reading them again gives equal ones but for `losses`. A question
  /// that would be lost as a whole is not among them.
  func write(_ contents: BankContents, bank: String) throws -> [UInt8]
}

extension BankFormat {
  /// Whether a file that looks like this format can be no other kind of file: it has the root or
  /// the manifest of the format.
  var isToldByRoot: Bool { self is QTIFormat || self is MoodleXMLFormat }
}

/// What the organizer says about a file that the file does not say itself.
package struct ReadingOptions: Hashable, Sendable {
  /// Headers of a table by the fields that they stand for.
  package var headers: [FieldMapping]

  package init(headers: [FieldMapping] = []) { self.headers = headers }
}

/// A part of a question that a format cannot say.
package enum ExportLoss: String, Sendable, CaseIterable, Comparable {
  /// All of it: the question is left out.
  case question
  case id, explanation, knowledge, level, difficulty, passage, pictures, unit, tolerance
  /// How answers are compared: any order, case, units that are part of the answer.
  case comparison
  /// Accepted texts but the first.
  case alternatives
  /// The text cannot stand in this format as it is: line breaks, or signs that mean something.
  case text

  package static func < (left: ExportLoss, right: ExportLoss) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
