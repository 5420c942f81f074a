import Archives

/// Follows the `vm` attribute of cells to the pictures that Excel places in them: from the
/// metadata to a rich value, from its structure to a link ([MS-XLSX] 2.3.6 and 2.4).
struct RichValuePictures {
  let metadata: XMLElement
  let values: XMLElement
  let structures: XMLElement
  let relations: XMLElement

  /// The identifiers of links in the part of relations, by the number that cells say, from 1.
  func links() -> [Int: (link: String, caption: String)] {
    let keys = structures.all("s").map { structure in
      structure.attributes["t"] == "_localImage"
        ? structure.all("k").map { $0.attributes["n"] ?? "" } : []
    }
    let rich = values.all("rv").map { value -> (link: String, caption: String)? in
      guard let structure = value.number("s"), keys.indices.contains(structure) else { return nil }
      let fields = Dictionary(
        zip(keys[structure], value.all("v").map(\.text)), uniquingKeysWith: { first, _ in first })
      guard let index = fields["_rvRel:LocalImageIdentifier"].flatMap({ Int($0) }),
        let link = linkIdentifiers[index]
      else { return nil }
      return (link, fields["Text"] ?? "")
    }
    let types = metadata.first("metadataTypes")?.all("metadataType") ?? []
    let future = metadata.all("futureMetadata").first { $0.attributes["name"] == "XLRICHVALUE" }
    let blocks = (future?.all("bk") ?? []).map { $0.descendants("rvb").first?.number("i") }
    var links: [Int: (link: String, caption: String)] = [:]
    for (index, block) in (metadata.first("valueMetadata")?.all("bk") ?? []).enumerated() {
      guard let record = block.first("rc"), let type = record.number("t"),
        types.indices.contains(type - 1),
        types[type - 1].attributes["name"] == "XLRICHVALUE",
        let position = record.number("v"), blocks.indices.contains(position),
        let value = blocks[position], rich.indices.contains(value), let found = rich[value]
      else { continue }
      links[index + 1] = found
    }
    return links
  }

  private var linkIdentifiers: [Int: String] {
    Dictionary(
      relations.all("rel").enumerated().map { ($0, $1.attributes["id"] ?? "") },
      uniquingKeysWith: { first, _ in first })
  }
}

extension XMLElement {
  /// A count in an attribute; nil for a negative one too.
  fileprivate func number(_ name: String) -> Int? {
    attributes[name].flatMap { Int($0) }.flatMap { (0..<1 << 31).contains($0) ? $0 : nil }
  }
}
