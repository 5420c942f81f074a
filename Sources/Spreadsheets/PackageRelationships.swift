import Archives

/// The links from one part of an .xlsx package to others, by their identifiers.
final class PackageRelationships: WorkbookPartHandler {
  struct Link {
    /// The last component of the type: `worksheet`, `styles`, `officeDocument`. Transitional and
    /// strict files differ before it.
    let kind: Substring

    let target: String
    let isExternal: Bool
  }

  private(set) var links: [String: Link] = [:]
  private let part: String
  private let maxLinks: Int

  init(part: String, maxLinks: Int) {
    self.part = part
    self.maxLinks = maxLinks
  }

  var place: SpreadsheetPlace { SpreadsheetPlace(part: part) }

  func start(
    _ name: XMLName, _ attributes: XMLAttributes
  ) throws(SpreadsheetError) -> XMLVisit {
    guard "Relationship" ~= name else { return .enter }
    guard
      links.count < maxLinks,
      let identifier = attributes.string("Id"),
      let type = attributes.string("Type"),
      let target = attributes.string("Target")
    else { throw .malformedContent(place) }
    let isExternal = attributes.string("TargetMode") == "External"
    let kind = type.split(separator: "/").last ?? ""
    let known = links.updateValue(
      Link(kind: kind, target: target, isExternal: isExternal), forKey: identifier)
    guard known == nil else { throw .malformedContent(place) }
    return .enter
  }

  /// The part that a link from `source` leads to.
  ///
  /// - Throws: `.unsafePath` if it leads out of the package.
  static func resolve(_ link: Link, from source: String) throws(SpreadsheetError) -> String {
    // The names of parts keep their percent escapes in this format (ECMA-376 part 2), so the
    // target is followed as it stands.
    guard !link.isExternal, let part = ZipArchive.follow(link.target, from: source) else {
      throw .archive(.unsafePath(link.target))
    }
    return part
  }

  /// The part that holds the links of `source`; those of the package itself for an empty name.
  static func part(of source: String) -> String {
    var steps = source.split(separator: "/").map(String.init)
    let file = steps.popLast() ?? ""
    return (steps + ["_rels", file + ".rels"]).joined(separator: "/")
  }
}
