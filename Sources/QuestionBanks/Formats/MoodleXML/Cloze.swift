/// The text of a cloze question: `{1:SHORTANSWER:=Paris~%50%Marseille#close}` stands for a blank.
struct Cloze {
  /// An embedded question.
  struct Part {
    /// Whether a text is to be typed; otherwise an option is to be chosen or a number given.
    let isShortAnswer: Bool
    let alternatives: [(weight: ExactNumber, text: String)]
  }

  /// What stands in the stem for a blank that the text does not show itself.
  static let blank = "____"
  /// The address of the picture that marks a blank until the text is plain; no file can name it.
  static let blankSource = "\u{0}"
  static let blankMark = "<img src=\"\(blankSource)\">"
  /// Stands before a part whose blank the text shows itself.
  static let ownMark = "<span class=\"leitai-blank\">"

  private(set) var parts: [Part] = []
  /// The text with a mark for each blank.
  private(set) var stem = ""
  /// Whether what looks like a part cannot be read, or there is none.
  private(set) var isBroken = false

  init(_ html: String) {
    let bytes = Array(html.utf8)
    let own = Array(Self.ownMark.utf8)
    var stem: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "{"), let head = Self.head(bytes, at: position) else {
        stem.append(bytes[position])
        position += 1
        continue
      }
      guard let start = head.start, let end = Self.end(bytes, from: start) else {
        // Were there an end further on, the next part would look for it again.
        isBroken = true
        break
      }
      let isOwn = stem.suffix(own.count).elementsEqual(own)
      if !isOwn { stem += Self.blankMark.utf8 }
      parts.append(
        Part(
          isShortAnswer: head.isShortAnswer,
          alternatives: Self.alternatives(bytes[start..<end])))
      position = end + 1
    }
    isBroken = isBroken || parts.isEmpty
    self.stem = String(decoding: stem, as: UTF8.self)
  }

  /// A part with the accepted texts.
  static func part(_ accepted: [String]) -> String {
    let alternatives = accepted.map { text in
      var answer = ""
      for scalar in MoodleShortAnswer.answer(text).unicodeScalars {
        let isPlain =
          scalar.value >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9" ~= scalar)
        let isKept = isPlain && scalar.value != 0xA0 && String(scalar).isXMLText
        if isKept { answer.unicodeScalars.append(scalar) } else { answer += "&#\(scalar.value);" }
      }
      return "=" + answer
    }
    return "{1:SHORTANSWER:\(alternatives.joined(separator: "~"))}"
  }

  private static let types = ["SHORTANSWER", "SA", "MW", "MULTI", "MC", "MR", "NUMERICAL", "NM"]

  /// What begins like a part.
  ///
  /// - Returns: where its alternatives start, absent when the colon before them is missing; `nil`
  ///   when it does not begin like a part at all.
  private static func head(
    _ bytes: [UInt8], at position: Int
  ) -> (isShortAnswer: Bool, start: Int?)? {
    var rest = bytes[(position + 1)...].prefix(40)
    rest = rest.drop { (0x30...0x39).contains($0) }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    let name = rest.dropFirst().prefix { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") }
    let type = String(decoding: name, as: UTF8.self)
    guard let family = types.first(where: type.hasPrefix) else { return nil }
    let isShortAnswer = ["SHORTANSWER", "SA", "MW"].contains(family)
    let end = name.endIndex
    let isComplete = end < bytes.count && bytes[end] == UInt8(ascii: ":")
    return (isShortAnswer, isComplete ? end + 1 : nil)
  }

  /// Where the bracket stands that ends a part.
  private static func end(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes[start...].indices.first {
      bytes[$0] == UInt8(ascii: "}") && bytes[$0 - 1] != UInt8(ascii: "\\")
    }
  }

  private static func alternatives(
    _ bytes: ArraySlice<UInt8>
  ) -> [(weight: ExactNumber, text: String)] {
    var alternatives: [(weight: ExactNumber, text: String)] = []
    var start = bytes.startIndex
    for position in bytes.startIndex...bytes.endIndex {
      let isEnd =
        position == bytes.endIndex
        || bytes[position] == UInt8(ascii: "~") && !isEscaped(bytes, position)
      guard isEnd else { continue }
      alternatives.append(alternative(bytes[start..<position]))
      start = position + 1
    }
    return alternatives
  }

  private static func alternative(
    _ bytes: ArraySlice<UInt8>
  ) -> (weight: ExactNumber, text: String) {
    var rest = bytes.drop { $0 <= 0x20 }
    var weight = ExactNumber.zero
    if rest.first == UInt8(ascii: "=") {
      weight = MoodleWeights.all
      rest = rest.dropFirst()
    } else if rest.first == UInt8(ascii: "%"),
      let end = rest.dropFirst().prefix(16).firstIndex(of: UInt8(ascii: "%")),
      let given = ExactNumber(
        String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self))
    {
      weight = given
      rest = rest[(end + 1)...]
    }
    // `#` begins feedback, but not in `&#39;`.
    let feedback = rest.indices.first {
      rest[$0] == UInt8(ascii: "#") && !isEscaped(rest, $0)
        && !($0 > rest.startIndex && rest[$0 - 1] == UInt8(ascii: "&"))
    }
    var answer: [UInt8] = []
    for byte in rest[..<(feedback ?? rest.endIndex)] {
      if "~#}".utf8.contains(byte), answer.last == UInt8(ascii: "\\") { answer.removeLast() }
      answer.append(byte)
    }
    return (
      weight, HTMLText.plain(String(decoding: answer, as: UTF8.self)) { _, caption in caption }
    )
  }

  private static func isEscaped(_ bytes: ArraySlice<UInt8>, _ position: Int) -> Bool {
    position > bytes.startIndex && bytes[position - 1] == UInt8(ascii: "\\")
  }
}
