import CPangoCairo

/// A PNG picture, decoded and no larger than paper shows. It belongs to the thread that makes it.
package final class PrintPicture {
  let surface: OpaquePointer
  let width: Int
  let height: Int

  /// Pixels of a side: 2 cm at 600 dots an inch.
  package static let mostPixels = 480
  /// Pixels of a side of what is read.
  private static let mostReadPixels = 4_000

  /// - Throws: `.notAPicture`, or `.undrawable` when there is no memory for it.
  package init(png: [UInt8]) throws(DocumentFailure) {
    guard let (width, height) = Self.size(of: png), width <= Self.mostReadPixels,
      height <= Self.mostReadPixels
    else { throw .notAPicture }
    guard let read = Self.read(png) else { throw .notAPicture }
    let scale = min(1, Double(Self.mostPixels) / Double(max(width, height)))
    let scaled = (
      width: max(1, Int((Double(width) * scale).rounded())),
      height: max(1, Int((Double(height) * scale).rounded()))
    )
    defer { cairo_surface_destroy(read) }
    guard
      let surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32(scaled.width), Int32(scaled.height)),
      let cairo = cairo_create(surface)
    else { throw .undrawable("no surface") }
    cairo_scale(
      cairo, Double(scaled.width) / Double(width), Double(scaled.height) / Double(height))
    cairo_set_source_surface(cairo, read, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST)
    cairo_paint(cairo)
    let status = cairo_status(cairo)
    cairo_destroy(cairo)
    guard status == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(surface)
      throw .undrawable(String(cString: cairo_status_to_string(status)))
    }
    self.surface = surface
    self.width = scaled.width
    self.height = scaled.height
  }

  deinit { cairo_surface_destroy(surface) }

  /// What the header says, before anything is unpacked; absent for what is no PNG.
  private static func size(of png: [UInt8]) -> (Int, Int)? {
    guard png.count >= 33, png.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      png[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    func number(_ range: Range<Int>) -> Int { png[range].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16..<20), number(20..<24))
    return width > 0 && height > 0 ? (width, height) : nil
  }

  private struct Source {
    var rest: UnsafeBufferPointer<UInt8>
  }

  private static func read(_ png: [UInt8]) -> OpaquePointer? {
    let read: cairo_read_func_t = { closure, target, count in
      guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
      let source = closure.assumingMemoryBound(to: Source.self)
      guard source.pointee.rest.count >= Int(count), let base = source.pointee.rest.baseAddress
      else { return CAIRO_STATUS_READ_ERROR }
      target.update(from: base, count: Int(count))
      source.pointee.rest = UnsafeBufferPointer(
        rebasing: source.pointee.rest.dropFirst(Int(count)))
      return CAIRO_STATUS_SUCCESS
    }
    let surface = png.withUnsafeBufferPointer { bytes in
      var source = Source(rest: bytes)
      return withUnsafeMutablePointer(to: &source) {
        cairo_image_surface_create_from_png_stream(read, $0)
      }
    }
    guard let surface else { return nil }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(surface)
      return nil
    }
    return surface
  }
}
