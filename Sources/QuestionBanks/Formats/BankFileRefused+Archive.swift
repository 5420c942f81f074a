import Archives

extension BankFileRefused {
  /// What is wrong with a package or an XML document.
  ///
  /// - Parameter part: the part of the package that is at fault; absent for the file as a whole.
  init(_ error: ArchiveError, part: String?) {
    self.init(findings: [
      ImportFinding(
        at: FilePlace(sheet: part, row: error.line), code: error.code, zhHans: error.sentenceZh,
        en: error.sentenceEn)
    ])
  }
}
