import Archives

/// Finds the pictures of a workbook and reads each of their parts once, within the limits.
final class PictureReader {
  private let archive: ZipArchive
  private let limits: SpreadsheetLimits
  private var contents: [String: SheetPicture.Content] = [:]
  private var byteCount = 0
  private var pictureCount = 0

  init(_ archive: ZipArchive, limits: SpreadsheetLimits) {
    self.archive = archive
    self.limits = limits
  }

  /// The pictures that are values of cells, of all sheets.
  func cellPictures(
    of workbook: String, _ links: [String: PackageRelationships.Link]
  ) throws(SpreadsheetError) -> CellPictures {
    var pictures = CellPictures(areRead: true)
    if let part = try part("cellImage", among: links, of: workbook) {
      for picture in try drawing(part) {
        pictures.byName[picture.name] = picture.source
      }
    }
    guard let metadata = try part("sheetMetadata", among: links, of: workbook),
      let values = try part("rdRichValue", among: links, of: workbook),
      let structures = try part("rdRichValueStructure", among: links, of: workbook),
      let relations = try part("richValueRel", among: links, of: workbook)
    else { return pictures }
    let rich = RichValuePictures(
      metadata: try tree(metadata), values: try tree(values), structures: try tree(structures),
      relations: try tree(relations))
    let targets = try self.links(of: relations)
    for (number, found) in rich.links() {
      pictures.byMetadata[number] = try source(
        found.link, caption: found.caption, among: targets, of: relations)
    }
    return pictures
  }

  /// The pictures of a sheet: those that hang from its cells, then those inside them.
  func pictures(
    of sheet: String, inside cells: [(place: CellPlace, source: PictureSource)]
  ) throws(SpreadsheetError) -> [SheetPicture] {
    var pictures: [SheetPicture] = []
    let links = try links(of: sheet)
    for (_, link) in links.sorted(by: { $0.key < $1.key })
    where link.kind == "drawing" && !link.isExternal {
      for picture in try drawing(PackageRelationships.resolve(link, from: sheet)) {
        guard let place = picture.place else { continue }
        pictures.append(try self.picture(picture.source, at: place))
      }
    }
    for (place, source) in cells { pictures.append(try picture(source, at: place)) }
    return pictures
  }

  private func picture(
    _ source: PictureSource, at place: CellPlace
  ) throws(SpreadsheetError) -> SheetPicture {
    pictureCount += 1
    guard pictureCount <= limits.maxPictures else {
      throw .tooManyPictures(limit: limits.maxPictures)
    }
    let content: SheetPicture.Content =
      switch source.target {
      case .missing(let name): .missing(name: name)
      case .part(let part): try self.content(of: part)
      }
    return SheetPicture(place: place, caption: source.caption, content: content)
  }

  private func content(of part: String) throws(SpreadsheetError) -> SheetPicture.Content {
    if let known = contents[part] { return known }
    let content: SheetPicture.Content
    do {
      let bytes = try archive.bytes(of: part, limit: limits.maxPictureBytes)
      byteCount += bytes.count
      content = .bytes(bytes)
    } catch {
      switch error {
      case .missingPart: content = .missing(name: Self.lastStep(of: part))
      case .inflatedTooLarge(_, limits.maxPictureBytes): content = .tooLarge
      default: throw SpreadsheetError(error)
      }
    }
    guard byteCount <= limits.maxPicturesBytes else {
      throw .picturesTooLarge(limit: limits.maxPicturesBytes)
    }
    contents[part] = content
    return content
  }

  private func drawing(
    _ part: String
  ) throws(SpreadsheetError) -> [(name: String, place: CellPlace?, source: PictureSource)] {
    guard archive.contains(part) else { return [] }
    let handler = DrawingPart(part: part, maxPictures: limits.maxPictures)
    try WorkbookReader.parse(part, of: archive, with: handler)
    let links = try links(of: part)
    var found: [(name: String, place: CellPlace?, source: PictureSource)] = []
    for picture in handler.pictures {
      let source = try source(picture.link, caption: picture.caption, among: links, of: part)
      found.append((picture.name, picture.place, source))
    }
    return found
  }

  private func source(
    _ identifier: String, caption: String, among links: [String: PackageRelationships.Link],
    of part: String
  ) throws(SpreadsheetError) -> PictureSource {
    let caption = String(caption.prefix(limits.maxCaptionCharacters))
    guard let link = links[identifier] else {
      return PictureSource(caption: caption, target: .missing(name: identifier))
    }
    guard !link.isExternal else {
      return PictureSource(
        caption: caption, target: .missing(name: Self.lastStep(of: link.target)))
    }
    let target = try PackageRelationships.resolve(link, from: part)
    return PictureSource(caption: caption, target: .part(target))
  }

  private func links(
    of source: String
  ) throws(SpreadsheetError) -> [String: PackageRelationships.Link] {
    let part = PackageRelationships.part(of: source)
    guard archive.contains(part) else { return [:] }
    let handler = PackageRelationships(part: part, maxLinks: limits.maxPictures)
    try WorkbookReader.parse(part, of: archive, with: handler)
    return handler.links
  }

  private func part(
    _ kind: Substring, among links: [String: PackageRelationships.Link], of source: String
  ) throws(SpreadsheetError) -> String? {
    guard let link = links.values.first(where: { $0.kind == kind }), !link.isExternal else {
      return nil
    }
    let part = try PackageRelationships.resolve(link, from: source)
    return archive.contains(part) ? part : nil
  }

  private func tree(_ part: String) throws(SpreadsheetError) -> XMLElement {
    do {
      return try XMLElement.parse(archive.bytes(of: part, limit: limits.maxMetadataBytes))
    } catch {
      throw SpreadsheetError(error, at: SpreadsheetPlace(part: part))
    }
  }

  private static func lastStep(of path: String) -> String {
    let step = path.split { $0 == "/" || $0 == "\\" }.last ?? path[...]
    return String(step.prefix(100))
  }
}
