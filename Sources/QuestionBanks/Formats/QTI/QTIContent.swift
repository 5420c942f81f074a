import Archives

/// Turns the marked-up content of one document into plain text with pictures.
struct QTIContent {
  let source: QTISource
  /// The part of the package that the content is in; absent for an item by itself.
  let part: String?

  func place(_ element: XMLElement) -> FilePlace { FilePlace(sheet: part, row: element.line) }

  /// The text of everything inside the element.
  func text(of element: XMLElement) -> String {
    var flow = QTIFlow()
    add(element.children, to: &flow, isVerbatim: element.hasClass(QTIClass.text))
    return flow.text
  }

  func rawText(of element: XMLElement) -> RawText {
    RawText(text(of: element), at: place(element))
  }

  /// - Parameter special: takes an element that stands for something else than its content.
  func add(
    _ nodes: [XMLNode], to flow: inout QTIFlow, isVerbatim: Bool,
    special: (XMLElement, inout QTIFlow) -> Bool = { _, _ in false }
  ) {
    for node in nodes {
      switch node {
      case .text(let text):
        if isVerbatim { flow.addVerbatim(text) } else { flow.add(text) }
      case .element(let element):
        guard !special(element, &flow) else { continue }
        add(element, to: &flow, isVerbatim: isVerbatim, special: special)
      }
    }
  }

  private func add(
    _ element: XMLElement, to flow: inout QTIFlow, isVerbatim: Bool,
    special: (XMLElement, inout QTIFlow) -> Bool
  ) {
    let name = element.qtiName
    guard !Self.hidden.contains(name), !isForScorers(element) else { return }
    switch name {
    case "br":
      if isVerbatim { flow.addVerbatim("\n") } else { flow.breakLine() }
    case "img":
      flow.addVerbatim(picture(element, "src", caption: element.qti("alt") ?? ""))
    case "object" where element.qti("type")?.hasPrefix("image/") == true:
      flow.addVerbatim(picture(element, "data", caption: element.text.trimmed))
    case "audio", "video", "object":
      source.note(
        .warning, at: place(element), field: "stem", code: "media-left-out",
        zhHans: "音频、视频等媒体未导入", en: "audio, video and other media are left out")
    case "sup": flow.add(QTIScript.superscript(text(of: element)))
    case "sub": flow.add(QTIScript.subscripted(text(of: element)))
    case "math":
      source.note(
        .warning, at: place(element), field: "stem", code: "formula-flattened",
        zhHans: "公式已转为文字，请核对", en: "a formula became plain text; check it")
      flow.add(Self.formula(element))
    default:
      let isBlock = Self.blocks.contains(name)
      let isCell = name == "td" || name == "th"
      if isBlock { flow.endBlock() }
      if isCell { flow.addSpace() }
      add(
        element.children, to: &flow,
        isVerbatim: isVerbatim || name == "pre" || element.hasClass(QTIClass.text),
        special: special)
      if isCell { flow.addSpace() }
      if isBlock { flow.endBlock() }
    }
  }

  private func picture(_ element: XMLElement, _ attribute: String, caption: String) -> String {
    source.picture(
      element.qti(attribute) ?? "", caption: caption, from: part, at: place(element))
  }

  private func isForScorers(_ element: XMLElement) -> Bool {
    guard element.qtiName == "rubricBlock", let view = element.qti("view") else { return false }
    return !view.split(separator: " ").contains("candidate")
  }

  /// What stands beside the content or is shown only to some.
  private static let hidden: Set<String> = [
    "script", "style", "stylesheet", "feedbackBlock", "feedbackInline", "modalFeedback",
    "templateBlock", "templateInline", "catalogInfo", "apipAccessibility", "annotation",
    "annotation-xml", "infoControl",
  ]

  private static let blocks: Set<String> = [
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "blockquote", "pre", "table", "caption", "tr", "thead", "tbody", "tfoot", "section",
    "article", "aside", "header", "footer", "nav", "main", "figure", "figcaption", "address",
    "prompt", "rubricBlock", "contentBody", "itemBody", "stimulusBody", "stimulus",
  ]

  /// A formula in one line, with the signs that keep `1/2` from becoming `12`.
  private static func formula(_ element: XMLElement) -> String {
    let parts = element.elements.filter { !hidden.contains($0.name) }.map(formula)
    switch (element.name, parts.count) {
    case ("mfrac", 2): return "\(grouped(parts[0]))/\(grouped(parts[1]))"
    case ("msup", 2): return parts[0] + QTIScript.superscript(parts[1])
    case ("msub", 2): return parts[0] + QTIScript.subscripted(parts[1])
    case ("msqrt", _): return "√" + grouped(parts.joined())
    case (_, 0): return element.text.trimmed
    default: return parts.joined()
    }
  }

  private static func grouped(_ text: String) -> String {
    text.count > 1 && !text.allSatisfy({ $0.isNumber }) ? "(\(text))" : text
  }
}
