/// One kind of file in which organizers keep questions.
///
/// To add one: write a type in a file of its own beside this one and list it in `BankFormats.all`.
/// A format says what stands where; what is right is decided by `QuestionCheck` for all of them.
package protocol BankFormat: Sendable {
  /// The name by which `--format` chooses it.
  var name: String { get }

  /// Whether the file looks like this format; `filename` may help, contents decide.
  func recognizes(_ bytes: [UInt8], filename: String) -> Bool

  /// Finds the questions of a file.
  ///
  /// - Throws: `BankFileRefused` when the file cannot be read at all.
  func read(_ bytes: [UInt8]) throws(BankFileRefused) -> RawBank

  /// Writes a bank so that reading it again gives an equal one.
  func write(_ questions: [KeyedQuestion], bank: String) throws -> [UInt8]
}

/// What a format found in a file.
package struct RawBank: Sendable {
  /// The bank that the file says it is; absent for formats that do not say.
  package var bank: RawText?
  package var questions: [RawQuestion]
  /// What the format itself has to say, such as formulas in cells.
  package var findings: [ImportFinding]

  package init(bank: RawText? = nil, questions: [RawQuestion], findings: [ImportFinding]) {
    self.bank = bank
    self.questions = questions
    self.findings = findings
  }
}
