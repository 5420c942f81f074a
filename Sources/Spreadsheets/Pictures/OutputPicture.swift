/// A picture to be put into a cell of a written sheet.
package struct OutputPicture: Equatable, Sendable {
  /// PNG, JPEG or GIF.
  package let bytes: [UInt8]

  /// For people who cannot see it; empty without.
  package let caption: String

  /// In pixels, at least 1.
  package let width: Int

  /// In pixels, at least 1.
  package let height: Int

  /// - Precondition: the sides are at least 1.
  package init(bytes: [UInt8], caption: String = "", width: Int, height: Int) {
    precondition(width >= 1 && height >= 1, "a picture has sides")
    self.bytes = bytes
    self.caption = caption
    self.width = width
    self.height = height
  }
}
