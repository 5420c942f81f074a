/// A picture that hangs from a cell of a written sheet. Counts from 0, sizes in pixels.
struct PlacedPicture {
  let row: Int
  let column: Int
  let top: Int
  let width: Int
  let height: Int
  let caption: String
  /// The index of its part.
  let part: Int
}

/// The pictures of a written workbook, each content once.
struct PictureParts {
  private(set) var parts: [(name: String, bytes: [UInt8])] = []
  private var indices: [[UInt8]: Int] = [:]

  /// Pixels from a cell's left border, and what a pixel is in the unit of the format.
  private static let indent = 2
  private static let pixel = 9_525
  private static let drawings = "http://schemas.openxmlformats.org/drawingml/2006"

  /// The index of the part that holds the bytes; absent when they are neither PNG nor JPEG nor GIF.
  mutating func index(of bytes: [UInt8]) -> Int? {
    if let index = indices[bytes] { return index }
    guard let suffix = Self.suffix(of: bytes) else { return nil }
    let index = parts.count
    parts.append(("xl/media/image\(index + 1).\(suffix)", bytes))
    indices[bytes] = index
    return index
  }

  private static func suffix(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpeg" }
    return bytes.starts(with: "GIF8".utf8) ? "gif" : nil
  }

  /// The part that says where the pictures of a sheet hang, and what it refers to.
  func drawing(
    of pictures: [PlacedPicture]
  ) -> (part: String, links: [(kind: String, target: String)]) {
    let used = Set(pictures.map(\.part)).sorted()
    let anchors = pictures.enumerated().map { index, picture in
      let link = (used.firstIndex(of: picture.part) ?? 0) + 1
      let size = #"cx="\#(picture.width * Self.pixel)" cy="\#(picture.height * Self.pixel)""#
      let caption = XMLBytes.attribute(picture.caption)
      return """
        <xdr:oneCellAnchor><xdr:from><xdr:col>\(picture.column)</xdr:col>\
        <xdr:colOff>\(Self.indent * Self.pixel)</xdr:colOff><xdr:row>\(picture.row)</xdr:row>\
        <xdr:rowOff>\(picture.top * Self.pixel)</xdr:rowOff></xdr:from><xdr:ext \(size)/>\
        <xdr:pic><xdr:nvPicPr>\
        <xdr:cNvPr id="\(index + 2)" name="Picture \(index + 1)" descr="\(caption)"/>\
        <xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>\
        <xdr:blipFill><a:blip r:embed="rId\(link)"/><a:stretch><a:fillRect/></a:stretch>\
        </xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext \(size)/></a:xfrm>\
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>\
        </xdr:oneCellAnchor>
        """
    }
    let part = """
      \(WorkbookParts.declaration)<xdr:wsDr xmlns:xdr="\(Self.drawings)/spreadsheetDrawing" \
      xmlns:a="\(Self.drawings)/main" xmlns:r="\(WorkbookParts.relations)">\(anchors.joined())\
      </xdr:wsDr>
      """
    return (part, used.map { ("image", "../media/\(parts[$0].name.dropFirst("xl/media/".count))") })
  }
}
