import CPangoCairo

/// The pages of a PDF, drawn in order, with text set by Pango. Distances are points from the upper
/// left corner.
///
/// It has a font map of its own unless it is given one, as two threads may not share one: a canvas
/// belongs to the thread that makes it. The same calls give the same bytes on every run on one machine.
package final class Canvas {
  /// Where the surface leaves its bytes.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  /// Chinese first from one family, so that a page looks the same whatever else is installed; what
  /// that lacks may come from any other.
  static let family = "WenQuanYi Zen Hei, Noto Sans CJK SC, sans-serif"

  private let sink = Sink()
  private let surface: OpaquePointer
  let cairo: OpaquePointer
  private let context: OpaquePointer
  private let layout: OpaquePointer

  /// - Parameters:
  ///   - title: of the document, for programs that list documents.
  ///   - created: the moment that the document says it was made, in UTC: `2025-06-01T08:00:00Z`.
  ///   - language: decides between the forms that a character has in several countries.
  ///   - fonts: what several canvases share; absent: fonts of its own.
  /// - Throws: `.undrawable`.
  package init(
    _ format: PageFormat, title: String, created: String, language: String = "zh-cn",
    fonts: Fonts? = nil
  ) throws(DocumentFailure) {
    let shared = if let fonts { fonts } else { try Fonts() }
    let write: cairo_write_func_t = { sink, data, count in
      guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
      Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes
        .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        write, Unmanaged.passUnretained(sink).toOpaque(), format.width, format.height),
      let cairo = cairo_create(surface),
      let context = pango_font_map_create_context(shared.map),
      let layout = pango_layout_new(context)
    else { throw .undrawable("no surface") }
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_language(context, pango_language_from_string(language))
    pango_cairo_update_context(cairo, context)
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Leitai")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created)
    self.surface = surface
    self.cairo = cairo
    self.context = context
    self.layout = layout
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(layout))
    g_object_unref(UnsafeMutableRawPointer(context))
    cairo_destroy(cairo)
    // Ends what was not ended; the sink outlives it.
    withExtendedLifetime(sink) { cairo_surface_destroy(surface) }
  }

  /// Fonts that were found and opened; the context of a canvas keeps them as long as it needs them.
  /// Several canvases may share them one after the other, on one thread.
  package final class Fonts {
    fileprivate let map: UnsafeMutablePointer<PangoFontMap>

    /// - Throws: `.undrawable`.
    package init() throws(DocumentFailure) {
      guard let map = pango_cairo_font_map_new() else { throw .undrawable("no fonts") }
      self.map = map
    }

    deinit { g_object_unref(map) }
  }

  /// The height of a text that is set in a width, on as many lines as it needs.
  ///
  /// - Throws: `.missingGlyph` when no font has one of its characters.
  package func height(
    of text: String, _ style: TextStyle, width: Double
  ) throws(DocumentFailure) -> Double {
    try set(text, style, width: width)
    var (inPixels, height): (Int32, Int32) = (0, 0)
    pango_layout_get_size(layout, &inPixels, &height)
    return Double(height) / Double(PANGO_SCALE)
  }

  /// Draws a text whose first line begins at the top of a box of that width.
  ///
  /// - Throws: as `height`.
  package func draw(
    _ text: String, _ style: TextStyle, x: Double, y: Double, width: Double
  ) throws(DocumentFailure) {
    try set(text, style, width: width)
    setColour(style.colour)
    cairo_move_to(cairo, x, y)
    pango_cairo_show_layout(cairo, layout)
  }

  /// How wide a text is on one line.
  ///
  /// - Throws: as `height`.
  package func width(of text: String, _ style: TextStyle) throws(DocumentFailure) -> Double {
    try set(text, style, width: nil)
    var (width, inPixels): (Int32, Int32) = (0, 0)
    pango_layout_get_size(layout, &width, &inPixels)
    return Double(width) / Double(PANGO_SCALE)
  }

  /// Draws a thin line.
  package func line(fromX x: Double, y: Double, toX endX: Double, toY endY: Double) {
    cairo_set_source_rgb(cairo, 0.35, 0.35, 0.35)
    cairo_set_line_width(cairo, 0.5)
    cairo_move_to(cairo, x, y)
    cairo_line_to(cairo, endX, endY)
    cairo_stroke(cairo)
  }

  /// Fills a box with a light grey on which text stands out.
  package func shade(x: Double, y: Double, width: Double, height: Double) {
    cairo_set_source_rgb(cairo, 0.9, 0.92, 0.95)
    cairo_rectangle(cairo, x, y, width, height)
    cairo_fill(cairo)
  }

  /// Ends the page; what is drawn next stands on another.
  package func endPage() { cairo_show_page(cairo) }

  /// Ends the document.
  ///
  /// - Returns: the bytes of the PDF.
  /// - Throws: `.undrawable` when the library failed at any time.
  package func finish() throws(DocumentFailure) -> [UInt8] {
    cairo_surface_finish(surface)
    for status in [cairo_status(cairo), cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS {
      throw .undrawable(String(cString: cairo_status_to_string(status)))
    }
    return sink.bytes
  }

  private func set(
    _ text: String, _ style: TextStyle, width: Double?
  ) throws(DocumentFailure) {
    let font = pango_font_description_from_string(style.family)
    pango_font_description_set_absolute_size(font, style.size * Double(PANGO_SCALE))
    pango_layout_set_font_description(layout, font)
    pango_font_description_free(font)
    pango_layout_set_width(layout, width.map { Int32($0 * Double(PANGO_SCALE)) } ?? -1)
    let alignment =
      switch style.alignment {
      case .leading: PANGO_ALIGN_LEFT
      case .center: PANGO_ALIGN_CENTER
      case .trailing: PANGO_ALIGN_RIGHT
      }
    pango_layout_set_alignment(layout, alignment)
    pango_layout_set_indent(layout, Int32(style.indent * Double(PANGO_SCALE)))
    pango_layout_set_line_spacing(layout, Float(style.leading))
    setLetterSpacing(style.letterSpacing)
    pango_layout_set_text(layout, text, -1)
    guard pango_layout_get_unknown_glyphs_count(layout) == 0 else {
      throw .missingGlyph(firstUnknown(in: text), text: text, row: nil)
    }
  }

  private func setLetterSpacing(_ spacing: Double) {
    guard spacing != 0 else {
      pango_layout_set_attributes(layout, nil)
      return
    }
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(
      attributes, pango_attr_letter_spacing_new(Int32(spacing * Double(PANGO_SCALE))))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
  }

  private func firstUnknown(in text: String) -> Character {
    for character in text {
      pango_layout_set_text(layout, String(character), -1)
      if pango_layout_get_unknown_glyphs_count(layout) > 0 { return character }
    }
    return "\u{FFFD}"
  }
}
