import Foundation

/// The files that a Moodle text brings along, and where its pictures come from.
struct MoodleFiles {
  private static let address = "@@PLUGINFILE@@/"

  /// The contents of files by their paths, still in base64.
  private var encoded: [String: String] = [:]
  /// Pictures that were asked for; absent ones were refused. Each is looked at once, however many
  /// times the text shows it.
  private var seen: [String: PictureID?] = [:]

  /// Files that no picture has shown yet, in order.
  var unseen: [String] { encoded.keys.filter { seen.index(forKey: $0) == nil }.sorted() }

  mutating func add(_ path: String, base64: String) { encoded[path] = base64 }

  /// What to put in the text for a picture.
  mutating func reference(
    to source: String, caption: String, at place: FilePlace, field: String, in bank: inout RawBank
  ) -> String {
    if source.hasPrefix("data:"), let comma = source.firstIndex(of: ",") {
      let bytes = Self.decoded(String(source[source.index(after: comma)...]))
      return bank.keep(picture: bytes, caption: caption, at: place, field: field)
    }
    guard source.hasPrefix(Self.address) else {
      return PictureReference.missing(String(source.prefix(80)))
    }
    let written = source.dropFirst(Self.address.count).prefix { $0 != "?" }
    let path = written.removingPercentEncoding ?? String(written)
    if let known = seen[path] {
      return known.map { PictureReference.text($0, caption: caption) } ?? ""
    }
    guard let content = encoded[path] else { return PictureReference.missing(path) }
    let kept = bank.keep(
      picture: Self.decoded(content), caption: caption, at: place, field: field)
    seen.updateValue(PictureReference.all(in: kept).first?.picture, forKey: path)
    return kept
  }

  /// Bytes of a text in base64; none when it is no such text, which makes no picture.
  static func decoded(_ base64: String) -> [UInt8] {
    Data(base64Encoded: base64, options: .ignoreUnknownCharacters).map(Array.init) ?? []
  }
}
