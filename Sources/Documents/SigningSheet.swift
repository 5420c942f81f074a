/// A table under a heading, with places for signatures at its end: what judges print and sign.
package struct SigningSheet: Sendable {
  /// The largest text on the first page.
  package let title: String
  /// Lines under the title.
  package let facts: [String]
  /// Stands at the foot of every page, before its number; a page by itself can be told by it.
  package let mark: String
  /// The rows.
  package let table: DocumentTable
  /// Who signs, such as 裁判长; nobody: no such lines.
  package let signatories: [String]
  /// The moment that the file says it was made: `2025-06-01T08:00:00Z`.
  package let created: String

  /// Rows of one sheet: some two hundred pages.
  package static let mostRows = 5_000

  package init(
    title: String, facts: [String], mark: String, table: DocumentTable, signatories: [String],
    created: String
  ) {
    self.title = title
    self.facts = facts
    self.mark = mark
    self.table = table
    self.signatories = signatories
    self.created = created
  }

  private static let titleStyle = TextStyle(size: 17, alignment: .center)
  private static let factStyle = TextStyle(size: 9.5)
  private static let smallSize = 7.5
  private static let footHeight = 20.0
  private static let signatureHeight = 36.0

  /// The sheet as PDF, on A4 upright or, when the table is wide, across.
  ///
  /// - Throws: `DocumentFailure`; of a missing glyph with the row of the table.
  package func pdf() throws(DocumentFailure) -> [UInt8] {
    guard table.rows.count <= Self.mostRows else {
      throw .tooManyRows(table.rows.count, limit: Self.mostRows)
    }
    let isWide = table.naturalWidths().reduce(0, +) > PageFormat.portrait.inner
    let format = isWide ? PageFormat.landscape : .portrait
    let canvas = try Canvas(format, title: title, created: created)
    var pages = try Pages(of: self, on: canvas, format)
    return try pages.draw()
  }

  /// The work of laying the sheet on pages: everything is measured before anything is drawn, as every
  /// page says how many there are.
  private struct Pages {
    let sheet: SigningSheet
    let canvas: Canvas
    let format: PageFormat
    let widths: [Double]
    let headerHeight: Double
    let rowHeights: [Double]
    /// The rows of each page; of the last one none when it has signatures only.
    private(set) var pages: [Range<Int>] = []
    private let headingHeight: Double

    init(
      of sheet: SigningSheet, on canvas: Canvas, _ format: PageFormat
    ) throws(DocumentFailure) {
      self.sheet = sheet
      self.canvas = canvas
      self.format = format
      widths = sheet.table.widths(within: format.inner)
      headerHeight = try Self.height(
        of: sheet.table.columns.map(\.header), row: nil, widths, on: canvas)
      var heights: [Double] = []
      for (index, row) in sheet.table.rows.enumerated() {
        heights.append(try Self.height(of: row, row: index + 1, widths, on: canvas))
      }
      rowHeights = heights
      var heading = 10 + (try canvas.height(of: sheet.title, titleStyle, width: format.inner))
      for fact in sheet.facts {
        heading += 2 + (try canvas.height(of: fact, factStyle, width: format.inner))
      }
      headingHeight = heading + 8
      fill()
    }

    private static func height(
      of cells: [String], row: Int?, _ widths: [Double], on canvas: Canvas
    ) throws(DocumentFailure) -> Double {
      var height = 0.0
      for (cell, width) in zip(cells, widths) {
        height = max(height, try measured(cell, width, row, on: canvas))
      }
      return height + 2 * DocumentTable.padding
    }

    private static func measured(
      _ cell: String, _ width: Double, _ row: Int?, on canvas: Canvas
    ) throws(DocumentFailure) -> Double {
      do {
        return try canvas.height(
          of: cell, TextStyle(size: DocumentTable.size), width: width - 2 * DocumentTable.padding)
      } catch {
        guard case .missingGlyph(let character, let text, _) = error else { throw error }
        throw .missingGlyph(character, text: text, row: row)
      }
    }

    /// The room for rows on a page.
    private func room(onFirst: Bool) -> Double {
      format.height - 2 * format.margin - footHeight - headerHeight
        - (onFirst ? headingHeight : 0)
    }

    private mutating func fill() {
      var first = 0
      var left = room(onFirst: true)
      for (index, height) in rowHeights.enumerated() {
        if height > left, index > first {
          pages.append(first..<index)
          first = index
          left = room(onFirst: false)
        }
        left -= height
      }
      pages.append(first..<rowHeights.count)
      let signatures = sheet.signatories.isEmpty ? 0 : signatureHeight * 2
      if left < signatures { pages.append(rowHeights.count..<rowHeights.count) }
    }

    mutating func draw() throws(DocumentFailure) -> [UInt8] {
      for (index, rows) in pages.enumerated() {
        var y = format.margin
        if index == 0 { y = try drawHeading(at: y) }
        if !rows.isEmpty || index == 0 { y = try drawTable(rows, at: y) }
        if index == pages.count - 1 { try drawSignatures(at: y + signatureHeight) }
        try drawFoot(page: index + 1)
        canvas.endPage()
      }
      return try canvas.finish()
    }

    private func drawHeading(at top: Double) throws(DocumentFailure) -> Double {
      var y = top
      try canvas.draw(sheet.title, titleStyle, x: format.margin, y: y, width: format.inner)
      y += 10 + (try canvas.height(of: sheet.title, titleStyle, width: format.inner))
      for fact in sheet.facts {
        try canvas.draw(fact, factStyle, x: format.margin, y: y, width: format.inner)
        y += 2 + (try canvas.height(of: fact, factStyle, width: format.inner))
      }
      return top + headingHeight
    }

    private func drawTable(_ rows: Range<Int>, at top: Double) throws(DocumentFailure) -> Double {
      var y = top
      canvas.shade(x: format.margin, y: y, width: format.inner, height: headerHeight)
      try drawRow(sheet.table.columns.map(\.header), at: y)
      rule(at: y)
      y += headerHeight
      rule(at: y)
      for row in rows {
        try drawRow(sheet.table.rows[row], at: y)
        y += rowHeights[row]
        rule(at: y)
      }
      return y
    }

    private func rule(at y: Double) {
      canvas.line(fromX: format.margin, y: y, toX: format.width - format.margin, toY: y)
    }

    private func drawRow(_ cells: [String], at y: Double) throws(DocumentFailure) {
      var x = format.margin
      for (index, cell) in cells.enumerated() {
        let isNumeric = sheet.table.columns[index].isNumeric
        try canvas.draw(
          cell,
          TextStyle(size: DocumentTable.size, alignment: isNumeric ? .trailing : .leading),
          x: x + DocumentTable.padding, y: y + DocumentTable.padding,
          width: widths[index] - 2 * DocumentTable.padding)
        x += widths[index]
      }
    }

    private func drawSignatures(at y: Double) throws(DocumentFailure) {
      guard !sheet.signatories.isEmpty else { return }
      let width = format.inner / Double(sheet.signatories.count)
      for (index, signatory) in sheet.signatories.enumerated() {
        let x = format.margin + Double(index) * width
        try canvas.draw(signatory, factStyle, x: x, y: y, width: width)
        let label = signatory.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 0.58 : 1) }
        canvas.line(
          fromX: x + label * factStyle.size + 4, y: y + 13, toX: x + width - 12, toY: y + 13)
      }
    }

    private func drawFoot(page: Int) throws(DocumentFailure) {
      let y = format.height - format.margin - footHeight / 2
      try canvas.draw(
        sheet.mark, TextStyle(size: smallSize), x: format.margin, y: y, width: format.inner * 0.85)
      try canvas.draw(
        "\(page) / \(pages.count)", TextStyle(size: smallSize, alignment: .trailing),
        x: format.margin + format.inner * 0.85, y: y, width: format.inner * 0.15)
    }
  }
}
