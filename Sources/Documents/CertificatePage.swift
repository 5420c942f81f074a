/// Lays a certificate on its page. Everything is measured before anything is drawn.
struct CertificatePage {
  /// A text where it will stand.
  private struct Placed {
    let line: CertificateSheet.Line
    let style: TextStyle
    let x: Double
    let y: Double
    let width: Double
  }

  private let sheet: CertificateSheet
  private let emblem: PrintPicture?
  private let canvas: Canvas
  private var placed: [Placed] = []
  private var rules: [(x: Double, y: Double, width: Double)] = []

  private static let page = PageFormat.landscape
  /// Where texts begin, from each edge.
  private static let side = 84.0
  private static let top = 56.0
  private static let bottom = 548.0
  private static let qrSide = 92.0
  private static let emblemHeight = 52.0
  private var inner: Double { Self.page.width - 2 * Self.side }

  init(
    of sheet: CertificateSheet, emblem: PrintPicture?, on canvas: Canvas
  ) throws(DocumentFailure) {
    self.sheet = sheet
    self.emblem = emblem
    self.canvas = canvas
    let footTop = try placeFoot()
    try placeMain(from: Self.top + (emblem == nil ? 0 : Self.emblemHeight + 6), to: footTop - 10)
  }

  func draw() throws(DocumentFailure) {
    drawFrame()
    if let emblem {
      canvas.draw(
        emblem, x: Self.side, y: Self.top, width: inner, height: Self.emblemHeight)
    }
    canvas.draw(
      sheet.address, x: Self.side - 8, y: Self.bottom - Self.qrSide, side: Self.qrSide)
    for rule in rules {
      canvas.line(
        sheet.colours.text, width: 0.6, fromX: rule.x, y: rule.y, toX: rule.x + rule.width,
        toY: rule.y)
    }
    for text in placed {
      try canvas.draw(text.line.text, text.style, x: text.x, y: text.y, width: text.width)
    }
  }

  private func drawFrame() {
    let (page, accent) = (Self.page, sheet.colours.accent)
    canvas.fill(sheet.colours.paper, x: 0, y: 0, width: page.width, height: page.height)
    for (inset, line) in [(20.0, 3.0), (27.0, 0.8)] {
      canvas.frame(
        accent, line: line, x: inset, y: inset, width: page.width - 2 * inset,
        height: page.height - 2 * inset)
    }
    // A small square in each corner of the inner frame.
    let (inset, size) = (27.0, 13.0)
    for x in [inset, page.width - inset - size] {
      for y in [inset, page.height - inset - size] {
        canvas.frame(accent, line: 0.8, x: x, y: y, width: size, height: size)
        canvas.fill(accent, x: x + 4, y: y + 4, width: size - 8, height: size - 8)
      }
    }
  }

  // MARK: The main texts

  /// One text of the main part at its full size.
  private struct Block {
    let line: CertificateSheet.Line
    let size: Double
    let colour: Colour
    let gap: Double
    var letterSpacing = 0.0
    var leading = 0.0
    var isParagraph = false
  }

  private var blocks: [Block] {
    let (texts, colours) = (sheet.texts, sheet.colours)
    let isChinese = sheet.script == .chinese
    var blocks = [
      Block(
        line: texts.title, size: 44, colour: colours.accent, gap: 0,
        letterSpacing: isChinese ? 9 : 1)
    ]
    if let subtitle = texts.subtitle {
      blocks.append(Block(line: subtitle, size: 17, colour: colours.text, gap: 8))
    }
    blocks.append(
      Block(
        line: texts.heading, size: 30, colour: colours.text, gap: 18,
        letterSpacing: isChinese ? 2 : 0))
    blocks.append(
      Block(
        line: texts.body, size: 16.5, colour: colours.text, gap: 14, leading: 1.5,
        isParagraph: true))
    blocks.append(
      Block(
        line: texts.award, size: 32, colour: colours.accent, gap: 14,
        letterSpacing: isChinese ? 4 : 0))
    if let closing = texts.closing {
      blocks.append(
        Block(
          line: closing, size: 16.5, colour: colours.text, gap: 12, leading: 1.5,
          isParagraph: true))
    }
    return blocks
  }

  /// From their full sizes down to what is still read with ease on paper.
  private static let scales = [1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58]

  /// The main texts as large as there is room, spread over it.
  private mutating func placeMain(from top: Double, to bottom: Double) throws(DocumentFailure) {
    let blocks = blocks
    for scale in Self.scales {
      var set: [(style: TextStyle, width: Double, height: Double)] = []
      for block in blocks {
        set.append(
          try named(block.line) { () throws(DocumentFailure) in try self.set(block, scale) })
      }
      let gaps = blocks.dropFirst().map { $0.gap * scale }
      let needed = set.reduce(0) { $0 + $1.height } + gaps.reduce(0, +)
      guard needed <= bottom - top else { continue }
      // What is left over goes between the texts, and what would tear them apart around them.
      let spare = bottom - top - needed
      let spread = min(spare * 0.7, 10 * Double(gaps.count)) / Double(max(gaps.count, 1))
      var y = top + (spare - spread * Double(gaps.count)) / 2
      for (index, block) in blocks.enumerated() {
        if index > 0 { y += gaps[index - 1] + spread }
        let (style, width, height) = set[index]
        placed.append(
          Placed(
            line: block.line, style: style, x: Self.side + (inner - width) / 2, y: y,
            width: width))
        y += height
      }
      return
    }
    throw .noRoom(field: longest(of: blocks.map(\.line)))
  }

  /// A paragraph fills its lines. Any other text stands on one line where it can be made small enough
  /// for that, else on lines of nearly the same length, so that no character is left alone.
  private func set(
    _ block: Block, _ scale: Double
  ) throws(DocumentFailure) -> (style: TextStyle, width: Double, height: Double) {
    let full = style(block, scale)
    func height(_ style: TextStyle, _ width: Double) throws(DocumentFailure) -> Double {
      try canvas.height(of: block.line.text, style, width: width)
    }
    if block.isParagraph { return (full, inner, try height(full, inner)) }
    let natural = try canvas.width(of: block.line.text, full)
    guard natural > inner else { return (full, inner, try height(full, inner)) }
    let share = inner / natural
    if share >= 0.62 {
      // Letters do not shrink quite as much as their size.
      var (fitted, part) = (style(block, scale * share), 0.99)
      while try canvas.width(of: block.line.text, fitted) > inner, part > 0.9 {
        fitted = style(block, scale * share * part)
        part -= 0.01
      }
      return (fitted, inner, try height(fitted, inner))
    }
    let fitted = style(block, scale * min(1, max(0.62, share * 1.9)))
    let most = try height(fitted, inner)
    var (narrow, wide) = (inner * 0.5, inner)
    while wide - narrow > 2 {
      let middle = (narrow + wide) / 2
      if try height(fitted, middle) > most { narrow = middle } else { wide = middle }
    }
    return (fitted, wide, most)
  }

  private func style(_ block: Block, _ scale: Double) -> TextStyle {
    let size = block.size * scale
    let isIndented = block.isParagraph && sheet.script == .chinese
    return TextStyle(
      size: size, alignment: isIndented ? .leading : .center, colour: block.colour,
      family: family, letterSpacing: block.letterSpacing * scale, leading: block.leading,
      indent: isIndented ? 2 * size : 0)
  }

  // MARK: The foot

  /// Details beside the QR code; signatures, issuer and date on the right.
  ///
  /// - Returns: where the foot begins.
  private mutating func placeFoot() throws(DocumentFailure) -> Double {
    let left = Self.side + Self.qrSide
    let middle = Self.page.width * 0.54
    let right = Self.page.width - Self.side
    let details = sheet.texts.details
    let detailsTop = try placeStack(
      details, size: 10, leading: 1.25, alignment: .leading, x: left, width: middle - left - 16)
    let issuerTop = try placeStack(
      [sheet.texts.issuer, sheet.texts.date], size: 14, leading: 1.35, alignment: .center,
      x: middle, width: right - middle)
    let signaturesTop = try placeSignatures(above: issuerTop - 8, x: middle, width: right - middle)
    let footTop = min(Self.bottom - Self.qrSide, detailsTop, issuerTop, signaturesTop)
    guard footTop > Self.page.height * 0.5 else {
      let signatures = sheet.texts.signatures.map(\.title)
      throw .noRoom(field: longest(of: details + signatures + [sheet.texts.issuer]))
    }
    return footTop
  }

  /// Texts one under the other, the last of which stands on the bottom.
  ///
  /// - Returns: where the first begins.
  private mutating func placeStack(
    _ lines: [CertificateSheet.Line], size: Double, leading: Double,
    alignment: TextStyle.Alignment, x: Double, width: Double
  ) throws(DocumentFailure) -> Double {
    let style = TextStyle(
      size: size, alignment: alignment, colour: sheet.colours.text, family: family,
      leading: leading)
    var y = Self.bottom
    for line in lines.reversed() {
      y -= try named(line) { () throws(DocumentFailure) in
        try canvas.height(of: line.text, style, width: width)
      }
      placed.append(Placed(line: line, style: style, x: x, y: y, width: width))
      y -= 2
    }
    return y
  }

  private mutating func placeSignatures(
    above bottom: Double, x: Double, width: Double
  ) throws(DocumentFailure) -> Double {
    let signatures = sheet.texts.signatures
    guard !signatures.isEmpty else { return bottom }
    let room = width / Double(signatures.count)
    let title = TextStyle(
      size: 10, alignment: .center, colour: sheet.colours.text, family: family)
    let name = TextStyle(
      size: 13, alignment: .center, colour: sheet.colours.text, family: family)
    var heights = (title: 0.0, name: 0.0)
    for signature in signatures {
      heights.title = max(
        heights.title,
        try named(signature.title) { () throws(DocumentFailure) in
          try canvas.height(of: signature.title.text, title, width: room - 12)
        })
      guard let line = signature.name else { continue }
      heights.name = max(
        heights.name,
        try named(line) { () throws(DocumentFailure) in
          try canvas.height(of: line.text, name, width: room - 12)
        })
    }
    let rule = bottom - heights.title - 3
    let top = rule - max(heights.name, 22) - 2
    for (index, signature) in signatures.enumerated() {
      let left = x + Double(index) * room + 6
      rules.append((left, rule, room - 12))
      placed.append(
        Placed(line: signature.title, style: title, x: left, y: rule + 3, width: room - 12))
      if let line = signature.name {
        placed.append(
          Placed(line: line, style: name, x: left, y: rule - heights.name - 1, width: room - 12))
      }
    }
    return top
  }

  // MARK: Texts

  private var family: String {
    switch sheet.script {
    case .chinese: "BabelStone Han, WenQuanYi Zen Hei, Noto Serif CJK SC, serif"
    case .latin: "DejaVu Serif, BabelStone Han, WenQuanYi Zen Hei, Noto Serif CJK SC, serif"
    }
  }

  private func longest(of lines: [CertificateSheet.Line]) -> String {
    lines.max { $0.text.count < $1.text.count }?.field ?? ""
  }

  private func named<Value>(
    _ line: CertificateSheet.Line, _ work: () throws(DocumentFailure) -> Value
  ) throws(DocumentFailure) -> Value {
    do {
      return try work()
    } catch {
      guard case .missingGlyph(let character, let text, _) = error else { throw error }
      throw .missingGlyphInField(character, field: line.field, text: text)
    }
  }
}
