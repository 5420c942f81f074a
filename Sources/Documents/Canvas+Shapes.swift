import CPangoCairo

/// What certificates have beside text.
extension Canvas {
  func setColour(_ colour: Colour) {
    let (red, green, blue) = colour.parts
    cairo_set_source_rgb(cairo, red, green, blue)
  }

  /// Fills a box.
  package func fill(_ colour: Colour, x: Double, y: Double, width: Double, height: Double) {
    setColour(colour)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_fill(cairo)
  }

  /// Draws the edges of a box; half of the line stands outside.
  package func frame(
    _ colour: Colour, line: Double, x: Double, y: Double, width: Double, height: Double
  ) {
    setColour(colour)
    cairo_set_line_width(cairo, line)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_stroke(cairo)
  }

  /// Draws a line of a colour.
  package func line(
    _ colour: Colour, width: Double, fromX x: Double, y: Double, toX endX: Double, toY endY: Double
  ) {
    setColour(colour)
    cairo_set_line_width(cairo, width)
    cairo_move_to(cairo, x, y)
    cairo_line_to(cairo, endX, endY)
    cairo_stroke(cairo)
  }

  /// Draws a QR code with its quiet zone of four modules, all within the square.
  package func draw(_ code: QRCode, x: Double, y: Double, side: Double) {
    fill(.white, x: x, y: y, width: side, height: side)
    let module = side / Double(code.side + 8)
    setColour(.black)
    // Modules of a row that touch are one box, so that no viewer shows a seam between them.
    for row in 0..<code.side {
      var column = 0
      while column < code.side {
        let first = column
        while column < code.side, code.isDark(x: column, y: row) { column += 1 }
        if column > first {
          cairo_rectangle(
            cairo, x + Double(first + 4) * module, y + Double(row + 4) * module,
            Double(column - first) * module, module)
        }
        column += 1
      }
    }
    cairo_fill(cairo)
  }

  /// Draws a picture into a box, as large as fits and in the middle.
  package func draw(_ picture: PrintPicture, x: Double, y: Double, width: Double, height: Double) {
    let scale = min(width / Double(picture.width), height / Double(picture.height))
    cairo_save(cairo)
    cairo_translate(
      cairo, x + (width - Double(picture.width) * scale) / 2,
      y + (height - Double(picture.height) * scale) / 2)
    cairo_scale(cairo, scale, scale)
    cairo_set_source_surface(cairo, picture.surface, 0, 0)
    cairo_paint(cairo)
    cairo_restore(cairo)
  }
}
