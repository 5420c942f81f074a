extension PictureReference {
  /// The text with `[图：油路图]` in the place of each picture, for formats that hold none.
  static func words(of text: String) -> String {
    pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .picture(let reference):
        reference.caption.isEmpty ? "[图]" : "[图：\(reference.caption)]"
      }
    }.joined()
  }
}
