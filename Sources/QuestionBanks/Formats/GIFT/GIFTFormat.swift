import Contests

/// GIFT, the text format of Moodle: questions parted by blank lines, answers in braces.
///
///     // [id:F001] [tag:等级:中级工] [tag:难度:易]
///     ::F001::[plain]带传动打滑的原因是（　）。{
///     	=张紧不足
///     	~转速过低
///     	####张紧力不足时摩擦力不够。
///     }
///
/// Ids, levels and bands of difficulty stand in comments, from which Moodle takes id numbers and
/// tags as well; the knowledge point is the category. A choice without `=` is a multiple one.
/// Essays and descriptions are left out.
struct GIFTFormat: BankFormat {
  let name = "gift"
  let suffix = "gift.txt"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    let filename = filename.lowercased()
    if [".csv", ".tsv", ".yaml", ".yml", ".json"].contains(where: filename.hasSuffix) {
      return false
    }
    if filename.hasSuffix(".gift") || filename.hasSuffix(".gift.txt") { return true }
    guard let file = TextFile(startOf: bytes) else { return false }
    for block in GIFTBlocks(file).blocks.prefix(200) {
      if block.knowledge != nil || Self.isTypical(block) { return true }
    }
    return false
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    GIFTReading(GIFTBlocks(try TextFile(bytes))).bank
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> {
    GIFTQuestionText(question)?.losses ?? [.question]
  }

  func write(_ contents: BankContents, bank: String) -> [UInt8] {
    var text = ""
    var category = MoodleCategory.top
    for keyed in contents.questions {
      guard let question = GIFTQuestionText(keyed) else { continue }
      let path = MoodleCategory.path(keyed.question.knowledge) ?? MoodleCategory.top
      if path != category {
        text += "$CATEGORY: \(path)\n\n"
        category = path
      }
      text += question.text + "\n"
    }
    return Array(text.utf8)
  }

  /// Whether a block has a name in front, or braces with a sign in them that other texts lack.
  private static func isTypical(_ block: GIFTBlock) -> Bool {
    let signs = GIFTSigns(block.lines).trimmedSigns
    if signs.hasPrefix(mark: "::"), signs.dropFirst(2).firstIndex(ofMark: "::") != nil {
      return true
    }
    guard let open = signs.firstIndex(ofMeaning: "{"),
      let close = signs[open...].firstIndex(ofMeaning: "}")
    else { return false }
    let inside = signs[(open + 1)..<close].trimmedSigns
    guard let first = inside.first else { return false }
    if "=" ~= first || "~" ~= first || "#" ~= first || ">" ~= first {
      return open > signs.startIndex
    }
    return ["T", "F", "TRUE", "FALSE"].contains(inside.withoutFeedback.text.scalarTrimmed)
  }
}
