/// Pictures of a cell, which float above its text: where they stand in the text is said by marks
/// such as `〔图1〕`; those without a mark follow the text, each on a line of its own.
enum PictureMarks {
  /// The text of a cell and the pictures that go with it.
  ///
  /// - Returns: a text from which `join` makes the given one, if there is any.
  static func split(_ text: String) -> (text: String, pictures: [PictureReference]) {
    let pieces = PictureReference.pieces(of: text)
    let pictures = pictures(pieces)
    guard !pictures.isEmpty else { return (text, []) }
    // Whoever reads a cell takes no notice of white space around its text.
    let plain = marked(pieces, withoutEnd: true).trimmed
    return join(plain, pictures.map(\.written)) == text
      ? (plain, pictures) : (marked(pieces, withoutEnd: false), pictures)
  }

  /// The same for texts that share a cell: every picture has a mark.
  static func split(list texts: [String]) -> (texts: [String], pictures: [PictureReference]) {
    var pictures: [PictureReference] = []
    let plain = texts.map { text in
      let pieces = PictureReference.pieces(of: text)
      let marked = marked(pieces, withoutEnd: false, after: pictures.count)
      pictures += Self.pictures(pieces)
      return marked
    }
    return (plain, pictures)
  }

  /// Puts pictures into the text of their cell.
  static func join(_ text: String, _ references: [String]) -> String {
    var used: Set<Int> = []
    let joined = replace(text, references, used: &used)
    return append(joined, references.indices.filter { !used.contains($0) }.map { references[$0] })
  }

  /// Puts pictures behind a text, each on a line of its own.
  static func append(_ text: String, _ references: [String]) -> String {
    references.reduce(into: text) { text, reference in
      if !text.isEmpty { text.append("\n") }
      text.append(reference)
    }
  }

  /// Puts pictures in the places of their marks, each once.
  ///
  /// - Parameters:
  ///   - references: all of the cell; the first has the mark `〔图1〕`.
  ///   - used: the positions of those that have found their places.
  static func replace(_ text: String, _ references: [String], used: inout Set<Int>) -> String {
    guard !references.isEmpty, text.contains(opening) else { return text }
    var joined = ""
    var remaining = text[...]
    while let mark = remaining.firstRange(of: opening) {
      joined += remaining[..<mark.lowerBound]
      let inner = remaining[mark.upperBound...]
      let digits = inner.prefix { $0.isASCII && $0.isNumber }
      if let number = Int(digits), (1...references.count).contains(number),
        inner[digits.endIndex...].first == "〕", used.insert(number - 1).inserted
      {
        joined += references[number - 1]
        remaining = inner[digits.endIndex...].dropFirst()
      } else {
        joined += opening
        remaining = inner
      }
    }
    return joined + remaining
  }

  private static let opening = "〔图"

  private static func pictures(_ pieces: [PictureReference.Piece]) -> [PictureReference] {
    pieces.compactMap { piece in
      if case .picture(let reference) = piece, reference.picture != nil { reference } else { nil }
    }
  }

  /// - Parameters:
  ///   - withoutEnd: whether pictures on lines of their own at the end have no mark.
  ///   - count: how many pictures of the cell come before.
  private static func marked(
    _ pieces: [PictureReference.Piece], withoutEnd: Bool, after count: Int = 0
  ) -> String {
    var kept = pieces[...]
    while withoutEnd, case .picture(let last) = kept.last, last.picture != nil {
      let before = kept.dropLast()
      if case .text(let text) = before.last {
        guard text.last == "\n" else { break }
        kept = before.dropLast()
        if text.count > 1 { kept.append(.text(String(text.dropLast()))) }
      } else {
        guard before.isEmpty else { break }
        kept = before
      }
    }
    var number = count
    return kept.reduce(into: "") { text, piece in
      switch piece {
      case .text(let plain): text += plain
      case .picture(let reference):
        guard reference.picture != nil else {
          text += reference.written
          return
        }
        number += 1
        text += "\(opening)\(number)〕"
      }
    }
  }
}

extension PictureReference {
  /// The reference as it stands in a text.
  var written: String {
    picture.map { Self.text($0, caption: caption) } ?? Self.missing(caption)
  }
}
