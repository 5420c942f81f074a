/// As many pairs as possible of texts and blanks, each used once: whoever gives answers in any order
/// loses nothing because one text would do for several blanks.
///
/// Augmenting paths (H. W. Kuhn 1955); of texts that exclude each other the first is paired.
struct Pairing {
  private var textOfBlank: [Int: Int] = [:]

  /// - Parameter fitting: for each text the blanks for which it is accepted.
  init(_ fitting: [[Int]]) {
    for text in fitting.indices {
      var tried: Set<Int> = []
      _ = place(text, fitting, &tried)
    }
  }

  /// Whether a text has a blank of its own.
  func isPaired(_ text: Int) -> Bool { textOfBlank.values.contains(text) }

  private mutating func place(_ text: Int, _ fitting: [[Int]], _ tried: inout Set<Int>) -> Bool {
    for blank in fitting[text] where tried.insert(blank).inserted {
      if let other = textOfBlank[blank], !place(other, fitting, &tried) { continue }
      textOfBlank[blank] = text
      return true
    }
    return false
  }
}
