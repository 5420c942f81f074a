import Contests

/// What of a GIFT file stands between blank lines.
struct GIFTBlock {
  /// The number of the first line of `lines`, from 1.
  let firstLine: Int
  /// Without surrounding white space; empty where a comment stood.
  let lines: [String]
  /// What comments say by `[id:…]`.
  let id: RawText?
  /// What comments say by `[tag:…]`.
  let tags: [String]
  /// The knowledge point of the last category before it.
  let knowledge: RawText?
}

/// Cuts a GIFT file into blocks.
struct GIFTBlocks {
  /// More than the longest texts of any question take; the characters of one block are held at
  /// once.
  private static let maxBlockBytes = 1 << 20

  private(set) var blocks: [GIFTBlock] = []
  private(set) var findings: [ImportFinding] = []
  private var lines: [(number: Int, text: String)] = []
  private var bytes = 0
  private var id: RawText?
  private var tags: [String] = []
  private var knowledge: RawText?

  init(_ file: TextFile) {
    for position in 0..<file.lineCount {
      guard blocks.count <= Limits.importRows, findings.count < Limits.importFindings else { break }
      add(file[position], number: position + 1)
    }
    endBlock()
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>, number: Int) {
    let start = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    if start.starts(with: "//".utf8) {
      addComment(start.dropFirst(2).prefix(2_000).trimmedText, number: number)
      return
    }
    self.bytes += bytes.count
    let isTooLong = self.bytes > Self.maxBlockBytes
    let text = isTooLong ? "" : bytes.trimmedText
    if !isTooLong, text.isEmpty {
      endBlock()
    } else if lines.isEmpty, text.hasPrefix("$CATEGORY:") {
      let path = String(text.dropFirst("$CATEGORY:".count))
      knowledge = RawText(MoodleCategory.knowledge(path), at: FilePlace(row: number))
      endBlock()
    } else {
      lines.append((number, text))
    }
  }

  private mutating func addComment(_ comment: String, number: Int) {
    if id == nil, let text = Self.values(of: "[id:", in: comment).first {
      id = RawText(text, at: FilePlace(row: number))
    }
    tags += Self.values(of: "[tag:", in: comment)
  }

  private mutating func endBlock() {
    if let first = lines.first, let last = lines.last {
      if bytes > Self.maxBlockBytes {
        findings.append(
          ImportFinding(
            at: FilePlace(row: first.number), code: "question-too-long",
            zhHans: "一道题超过 \(Self.maxBlockBytes >> 20) MB，题目之间应有空行",
            en: "a question of over \(Self.maxBlockBytes >> 20) MB; blank lines part questions"))
      } else {
        var padded = Array(repeating: "", count: last.number - first.number + 1)
        for line in lines { padded[line.number - first.number] = line.text }
        blocks.append(
          GIFTBlock(
            firstLine: first.number, lines: padded, id: id, tags: tags, knowledge: knowledge))
      }
    }
    lines = []
    bytes = 0
    id = nil
    tags = []
  }

  /// What stands in brackets after a mark; `\]` is a bracket that does not end it.
  private static func values(of mark: String, in comment: String) -> [String] {
    var values: [String] = []
    var rest = comment[...]
    while let start = rest.firstRange(of: mark) {
      var value = ""
      var isEscaped = false
      var end = start.upperBound
      var isClosed = false
      while end < rest.endIndex, !isClosed {
        let character = rest[end]
        end = rest.index(after: end)
        if character == "]", !isEscaped { isClosed = true }
        if isEscaped, character != "]" { value.append("\\") }
        isEscaped = !isEscaped && character == "\\"
        if !isClosed, !isEscaped { value.append(character) }
      }
      rest = rest[end...]
      let text = value.scalarTrimmed
      if isClosed, !text.isEmpty { values.append(text) }
    }
    return values
  }
}
