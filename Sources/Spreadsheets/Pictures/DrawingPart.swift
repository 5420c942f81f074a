import Archives

/// The pictures of a part such as `xl/drawings/drawing1.xml`, or of the part in which WPS keeps
/// the pictures of cells, `xl/cellimages.xml`.
final class DrawingPart: WorkbookPartHandler {
  struct Picture {
    /// The cell from which it hangs; absent where the part does not say.
    let place: CellPlace?

    /// The name by which formulas of WPS call it.
    let name: String

    let caption: String

    /// The identifier of a link to the bytes.
    let link: String
  }

  private(set) var pictures: [Picture] = []
  private let part: String
  private let maxPictures: Int
  private var column: Int?
  private var row: Int?
  private var corner = Corner.outside
  private var number: [UInt8] = []
  private var name = ""
  private var caption = ""
  private var link: String?
  private var depthOfPictures = 0

  private enum Corner {
    case outside
    case from
    case column
    case row
  }

  init(part: String, maxPictures: Int) {
    self.part = part
    self.maxPictures = maxPictures
  }

  var place: SpreadsheetPlace { SpreadsheetPlace(part: part) }

  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit {
    switch name {
    // The lower right corner, what other programs add, and what old ones show instead.
    case "to", "extLst", "Fallback": return .skip
    case "oneCellAnchor", "twoCellAnchor", "absoluteAnchor":
      column = nil
      row = nil
    case "from": corner = .from
    case "col" where corner == .from: begin(.column)
    case "row" where corner == .from: begin(.row)
    case "pic", "sp":
      depthOfPictures += 1
      (self.name, caption, link) = ("", "", nil)
    case "cNvPr" where depthOfPictures > 0:
      self.name = attributes.string("name") ?? ""
      caption = attributes.string("descr") ?? ""
    case "blip" where depthOfPictures > 0 && link == nil:
      link = attributes.string("embed") ?? attributes.string("link")
    default: break
    }
    return .enter
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard corner == .column || corner == .row, number.count < 16 else { return }
    number.append(contentsOf: bytes.prefix(16))
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "col" where corner == .column:
      column = Int(String(decoding: number, as: UTF8.self))
      corner = .from
    case "row" where corner == .row:
      row = Int(String(decoding: number, as: UTF8.self))
      corner = .from
    case "from": corner = .outside
    case "pic", "sp":
      depthOfPictures -= 1
      guard let link else { return }
      guard pictures.count < maxPictures else { throw .tooManyPictures(limit: maxPictures) }
      pictures.append(Picture(place: anchor, name: self.name, caption: caption, link: link))
      self.link = nil
    default: break
    }
  }

  private func begin(_ next: Corner) {
    corner = next
    number.removeAll(keepingCapacity: true)
  }

  /// Both count from 0 here.
  private var anchor: CellPlace? {
    guard let column, let row, (0..<CellPlace.columnCapacity).contains(column),
      (0..<CellPlace.rowCapacity).contains(row)
    else { return nil }
    return CellPlace(column: column, row: row + 1)
  }
}
