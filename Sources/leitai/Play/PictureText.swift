import ContestAPI

/// A text with the places of pictures: `![油路图](picture:<64 hexadecimal digits>)`.
struct PictureText: Equatable {
  /// In order; no two texts follow one another.
  let pieces: [Piece]

  enum Piece: Equatable {
    case text(String)
    /// A picture by the name that the server gave it, and what it shows in words, maybe empty.
    case picture(id: String, caption: String)
  }

  /// Reads a text. What looks like a reference and is none stays text.
  init(_ text: String) {
    var pieces: [Piece] = []
    var plain = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "](picture:") {
      let target = rest[mark.upperBound...]
      let id = target.prefix(64)
      guard let start = rest[..<mark.lowerBound].ranges(of: "![").last,
        !rest[start.upperBound..<mark.lowerBound].contains("]"), Self.isName(id),
        target.dropFirst(64).first == ")"
      else {
        plain += rest[..<mark.upperBound]
        rest = target
        continue
      }
      plain += rest[..<start.lowerBound]
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(
        .picture(id: String(id), caption: String(rest[start.upperBound..<mark.lowerBound])))
      rest = target.dropFirst(65)
    }
    plain += rest
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  private static func isName(_ text: Substring) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

/// The pictures of one item, numbered over passage, stem, premises and options. One that is shown
/// twice has one number.
struct ItemPictures: Equatable {
  /// Number 1 first.
  private(set) var ids: [String] = []
  /// What each picture shows in words, where it stands first; maybe empty.
  private var captions: [String] = []

  init(_ item: AttemptView.Item) {
    for text in [item.passage, item.stem] + item.premises + item.options
    where text.contains("](picture:") {
      for case .picture(let id, let caption) in PictureText(text).pieces where !ids.contains(id) {
        ids.append(id)
        captions.append(caption)
      }
    }
  }

  /// A text of the item with `〔图1：油路图〕` where a picture stands.
  func shown(_ text: String, _ say: Language) -> String {
    guard !ids.isEmpty else { return text }
    return PictureText(text).pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .picture(let id, let caption): label((ids.firstIndex(of: id) ?? 0) + 1, caption, say)
      }
    }.joined()
  }

  /// `图1（油路图）：/tmp/leitai-x/5-1.png`
  ///
  /// - Parameter index: zero-based.
  func line(of index: Int, path: String, _ say: Language) -> String {
    let caption = captions.indices.contains(index) ? captions[index] : ""
    return caption.isEmpty
      ? say(zh: "图\(index + 1)：", en: "Picture \(index + 1): ") + path
      : say(zh: "图\(index + 1)（\(caption)）：", en: "Picture \(index + 1) (\(caption)): ") + path
  }

  private func label(_ number: Int, _ caption: String, _ say: Language) -> String {
    caption.isEmpty
      ? say(zh: "〔图\(number)〕", en: "[picture \(number)]")
      : say(zh: "〔图\(number)：\(caption)〕", en: "[picture \(number): \(caption)]")
  }
}
