/// The beginning of a text on which several questions follow: `案例一：…`, `【材料】`,
/// `阅读下列材料，回答1~3题`.
struct PassageMark: Equatable {
  /// The numbers of the questions on it; absent where they are all up to the next text or heading.
  let numbers: ClosedRange<Int>?
  /// The beginning of the text; empty where it begins on the next line.
  let rest: String

  /// `nil` for every other line.
  init?(_ line: String) {
    switch line.unicodeScalars.first?.halfWidth {
    case "阅", "根", "请", "案", "背", "材", "资", "【", "[": break
    default: return nil
    }
    if let range = Self.instruction(line) {
      numbers = range.isEmpty ? nil : range[0]
      rest = ""
      return
    }
    numbers = nil
    var scan = LineScan(line)
    if let title = scan.bracketed(["【", "["], atMost: 12) {
      var inner = LineScan(title.scalarTrimmed)
      guard Self.title(&inner) != nil, inner.isAtEnd else { return nil }
      scan.skipSpace()
      _ = scan.take([":", "、"])
      rest = scan.text
      return
    }
    guard let (word, isNumbered) = Self.title(&scan) else { return nil }
    let mark = scan.take([":", "、", "."])
    // `材料：45钢` is part of many a stem.
    guard mark != nil || isNumbered && (scan.isAtEnd || scan.next?.isSpace == true),
      isNumbered || word != "材料" && word != "资料"
    else { return nil }
    rest = scan.text
  }

  private static func title(_ scan: inout LineScan) -> (word: String, isNumbered: Bool)? {
    let words = ["案例分析题", "案例分析", "案例", "背景材料", "材料", "资料"]
    guard let word = words.first(where: { scan.take($0) }) else { return nil }
    scan.skipSpace()
    let number = scan.chineseNumber() + scan.take(atMost: 4, while: \.isASCIIDigit)
    return (word, !number.isEmpty)
  }

  /// The numbers that an instruction names, none or one range; absent where the line is none.
  private static func instruction(_ line: String) -> [ClosedRange<Int>]? {
    guard line.utf8.count <= 200,
      ["阅读", "根据", "请阅读", "请根据"].contains(where: line.hasPrefix),
      ["材料", "案例", "资料"].contains(where: { line.contains($0) }),
      let answer = line.firstRange(of: "回答")
    else { return nil }
    var scan = LineScan(String(line[answer.upperBound...]))
    _ = scan.take(atMost: 20) { !$0.isASCIIDigit }
    guard let first = scan.number() else { return line.contains("题") ? [] : nil }
    _ = scan.take(atMost: 6) { !$0.isASCIIDigit }
    guard let last = scan.number() else { return [first...first] }
    return first <= last ? [first...last] : []
  }
}
