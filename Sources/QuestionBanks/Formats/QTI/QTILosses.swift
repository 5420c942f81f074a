import Contests

/// What of a question QTI cannot say.
enum QTILosses {
  static func of(_ keyed: KeyedQuestion) -> Set<ExportLoss> {
    let question = keyed.question
    let shown = question.texts + [keyed.key.explanation]
    let plain = [question.unit, question.knowledge] + accepted(keyed.key.solution)
    // A missing picture would stop the import of the whole package.
    let lacksPicture = shown.contains { text in
      PictureReference.all(in: text).contains { $0.picture == nil }
    }
    guard (shown + plain).allSatisfy(isWritable), !lacksPicture else { return [.question] }
    var losses: Set<ExportLoss> = []
    switch keyed.key.solution {
    case .blanks(_, let rule) where rule.isAnyOrder: losses.insert(.comparison)
    case .number(let key) where key.units != nil: losses.insert(.comparison)
    default: break
    }
    let isExact =
      shown.allSatisfy { isTrimmed($0) && isCanonical($0) } && plain.allSatisfy(isTrimmed)
    if !isExact { losses.insert(.text) }
    return losses
  }

  private static func accepted(_ solution: Solution) -> [String] {
    if case .blanks(let blanks, _) = solution { Array(blanks.joined()) } else { [] }
  }

  /// XML 1.0, 2.2: the characters that a document may have.
  private static func isWritable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0..<0x20, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
  }

  /// Readers take white space from both ends, in this format as in all.
  private static func isTrimmed(_ text: String) -> Bool {
    text.unicodeScalars.elementsEqual(text.trimmed.unicodeScalars)
  }

  /// Whether the captions of its pictures have no signs that a caption cannot have.
  private static func isCanonical(_ text: String) -> Bool {
    let pieces = PictureReference.pieces(of: text)
    let rebuilt = pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .picture(let reference):
        reference.picture.map { PictureReference.text($0, caption: reference.caption) } ?? ""
      }
    }
    return rebuilt.joined() == text
  }
}
