/// The plain text of an HTML fragment as it grows. White space waits until something follows it.
struct HTMLOutput {
  /// Letters above or below the line.
  enum Script {
    case raised, lowered
  }

  /// Whether white space stays as it is.
  var isPreformatted = false

  private var text: [UInt8] = []
  private var hasSpace = false
  private var hasBlock = false
  private var lineBreaks = 0
  /// The open outermost script and where it begins: only that one is rewritten, so that scripts in
  /// scripts are not gone over again and again.
  private var script: (kind: Script, start: Int)?
  private var scriptDepth = 0

  mutating func append(_ byte: UInt8) {
    flush()
    text.append(byte)
  }

  mutating func append(_ piece: String) {
    guard !piece.isEmpty else { return }
    flush()
    text += piece.utf8
  }

  /// White space of the source.
  mutating func space(_ byte: UInt8) {
    if isPreformatted {
      if byte == 0x0A { lineBreaks += 1 } else { append(byte) }
    } else {
      hasSpace = true
    }
  }

  mutating func lineBreak() { lineBreaks += 1 }

  /// A block begins or ends: what follows stands on a line of its own.
  mutating func block() { hasBlock = true }

  mutating func beginScript(_ kind: Script) {
    scriptDepth += 1
    guard script == nil else { return }
    flush()
    script = (kind, text.count)
  }

  mutating func endScript() {
    scriptDepth = max(0, scriptDepth - 1)
    guard scriptDepth == 0, let script else { return }
    self.script = nil
    let inner = String(decoding: text[script.start...], as: UTF8.self)
    guard !inner.isEmpty, !inner.contains("](picture:") else { return }
    text.removeSubrange(script.start...)
    text += Self.scripted(inner, script.kind).utf8
  }

  mutating func finished() -> String {
    scriptDepth = 0
    endScript()
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func flush() {
    guard hasSpace || hasBlock || lineBreaks > 0 else { return }
    if !text.isEmpty {
      if lineBreaks > 0 || hasBlock {
        text += repeatElement(0x0A, count: max(1, lineBreaks))
      } else {
        text.append(0x20)
      }
    }
    hasSpace = false
    hasBlock = false
    lineBreaks = 0
  }

  private static func scripted(_ text: String, _ kind: Script) -> String {
    let letters = kind == .raised ? raised : lowered
    let mapped = text.unicodeScalars.compactMap { letters[$0] }
    if mapped.count == text.unicodeScalars.count {
      return String(String.UnicodeScalarView(mapped))
    }
    return kind == .raised ? "^(\(text))" : "_(\(text))"
  }

  private static let raised = letters("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
  private static let lowered = letters("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

  private static func letters(_ plain: String, _ small: String) -> [Unicode.Scalar: Unicode.Scalar]
  {
    Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, small.unicodeScalars))
  }
}
