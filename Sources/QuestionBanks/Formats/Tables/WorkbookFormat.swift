import Spreadsheets

/// Excel workbooks (.xlsx) with pictures in or above their cells.
struct WorkbookFormat: BankFormat {
  let name = "xlsx"
  let suffix = "xlsx"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    // A zip archive, an empty one, or the container of .xls, which the reader refuses by name.
    let signatures: [[UInt8]] = [
      [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0xD0, 0xCF, 0x11, 0xE0],
    ]
    return signatures.contains(where: bytes.starts(with:))
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    do {
      return QuestionTable.read(
        try WorkbookReader(readsPictures: true).read(bytes).sheets, options)
    } catch {
      throw BankFileRefused(error)
    }
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> {
    // A picture that a key or a knowledge point shows would hang in a cell of the stem.
    let isShown = question.otherTexts.allSatisfy { PictureReference.all(in: $0).isEmpty }
    guard isShown else { return [.question] }
    var losses: Set<ExportLoss> = []
    for text in question.writtenTexts {
      // XML has no way to say these two code points.
      if text.unicodeScalars.contains(where: { $0.value == 0xFFFE || $0.value == 0xFFFF }) {
        losses.insert(.text)
      }
      let (plain, pictures) = PictureMarks.split(text)
      guard !pictures.isEmpty else { continue }
      if !pictures.allSatisfy(Self.keepsCaption) { losses.insert(.pictures) }
      if PictureMarks.join(plain, pictures.map(\.written)) != text { losses.insert(.text) }
    }
    let premises = question.question.premises
    let (texts, pictures) = PictureMarks.split(list: premises)
    var used: Set<Int> = []
    let joined = texts.map { PictureMarks.replace($0, pictures.map(\.written), used: &used) }
    if joined != premises { losses.insert(.text) }
    return losses
  }

  /// Attributes of XML have no line breaks, and the library no long ones.
  private static func keepsCaption(_ picture: PictureReference) -> Bool {
    let written = PictureReference.text(PictureID(of: []), caption: picture.caption)
    return picture.caption.utf8.count <= 1_000
      && written.dropFirst(2).hasPrefix(picture.caption + "]")
      && picture.caption.unicodeScalars.allSatisfy { $0.value >= 0x20 }
  }

  func write(_ contents: BankContents, bank: String) throws -> [UInt8] {
    let questions = contents.questions.filter { !losses(of: $0).contains(.question) }
    let table = TableWriting(questions)
    return try WorkbookWriter.bytes { writer in
      try writer.beginSheet(named: "题库", columns: table.columns)
      for keyed in questions {
        let row = table.row(keyed, pictures: contents.pictures)
        try writer.append(row.cells)
        try writer.insert(row.pictures)
      }
    }
  }
}
