import Archives
import Contests

/// Moodle XML, the format in which Moodle exports its question bank with pictures.
///
/// The id number is the id, the category the knowledge point, general feedback the explanation;
/// tags say level and difficulty. A case stands before the stem in a `div` of its own class.
/// Several blanks are a cloze question of short answers. Question types that Leitai does not have
/// are left out by name.
struct MoodleXMLFormat: BankFormat {
  let name = "moodle-xml"
  let suffix = "xml"

  func recognizes(_ bytes: [UInt8], filename: String) -> Bool {
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = bytes.dropFirst(isMarked ? 3 : 0).prefix(1 << 16).drop { $0 <= 0x20 }
    return start.first == UInt8(ascii: "<") && start.firstRange(of: "<quiz".utf8) != nil
  }

  func read(_ bytes: [UInt8], _ options: ReadingOptions) throws(BankFileRefused) -> RawBank {
    var reading = MoodleXMLReading()
    let root: XMLElement
    do {
      root = try XMLElement.forEachChild(of: bytes) { reading.add($0) }
    } catch {
      throw BankFileRefused(error, part: nil)
    }
    guard root.name == "quiz" else {
      throw BankFileRefused(findings: [
        ImportFinding(
          at: FilePlace(row: root.line), code: "not-moodle-xml",
          zhHans: "不是 Moodle XML：根元素是 \(root.name.prefix(40))",
          en: "not Moodle XML: the root element is \(root.name.prefix(40))")
      ])
    }
    return reading.finished()
  }

  func losses(of question: KeyedQuestion) -> Set<ExportLoss> {
    MoodleXMLQuestion(question)?.losses ?? [.question]
  }

  func write(_ contents: BankContents, bank: String) -> [UInt8] {
    var writer = XMLText()
    writer.declare()
    writer.open("quiz")
    var category = MoodleCategory.top
    for keyed in contents.questions {
      guard let question = MoodleXMLQuestion(keyed) else { continue }
      let path = MoodleCategory.path(keyed.question.knowledge) ?? MoodleCategory.top
      if path != category {
        writer.open("question", [("type", "category")])
        writer.text(path, in: "category")
        writer.close("question")
        category = path
      }
      question.write(to: &writer, contents.pictures)
    }
    writer.close("quiz")
    return Array(writer.xml.utf8)
  }
}
