import Contests

/// What the manifest says about an item in terms of LOM (IEEE 1484.12.3).
///
/// The knowledge point is the `discipline` of its classification, the level the `skill level`, and
/// the difficulty that of `educational`. What other systems say in words of their own is absent.
struct QTIMetadata {
  var knowledge: RawText?
  var level: RawText?
  var difficulty: RawText?

  /// The difficulty that a word of LOM means.
  static func difficulty(_ word: String) -> String? { difficulties[word.lowercased()] }

  private static let difficulties = [
    "very easy": "easy", "easy": "easy", "medium": "medium", "difficult": "hard",
    "very difficult": "hard",
  ]

  /// The word of LOM for a difficulty.
  static func word(_ difficulty: Difficulty) -> String {
    difficulty == .hard ? "difficult" : difficulty.rawValue
  }
}
