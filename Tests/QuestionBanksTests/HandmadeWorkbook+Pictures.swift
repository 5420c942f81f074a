/// The parts in which other programs keep the pictures of a workbook.
extension HandmadeWorkbook {
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let shapes =
    #"xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" "#
    + #"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="\#(relations)""#

  typealias Part = (name: String, bytes: [UInt8])

  var pictureLinks: [(id: String, kind: String, target: String)] {
    var links: [(id: String, kind: String, target: String)] = []
    if !wpsPictures.isEmpty { links.append(("wps", "cellImage", "cellimages.xml")) }
    if !excelPictures.isEmpty {
      links += [
        ("meta", "sheetMetadata", "metadata.xml"),
        ("rich", "rdRichValue", "richData/rdrichvalue.xml"),
        ("structure", "rdRichValueStructure", "richData/rdrichvaluestructure.xml"),
        ("relation", "richValueRel", "richData/richValueRel.xml"),
      ]
    }
    return links
  }

  private static func links(_ targets: [(kind: String, target: String, isExternal: Bool)]) -> String
  {
    let list = targets.enumerated().map { index, link in
      #"<Relationship Id="p\#(index)" Type="\#(relations)/\#(link.kind)" Target="\#(link.target)""#
        + (link.isExternal ? #" TargetMode="External"/>"# : "/>")
    }
    return #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
      + list.joined() + "</Relationships>"
  }

  private static func picture(_ index: Int, name: String, caption: String, isLink: Bool) -> String {
    #"<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="\#(index + 2)" name="\#(name)" descr="\#(caption)"/>"#
      + #"<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:\#(isLink ? "link" : "embed")="#
      + #""p\#(index)"><a:extLst><a:ext uri="x"><a:blip r:embed="none"/></a:ext></a:extLst></a:blip>"#
      + "</xdr:blipFill><xdr:spPr/></xdr:pic>"
  }

  static func drawing(_ drawings: [Drawing], of tab: Int) -> [Part] {
    guard !drawings.isEmpty else { return [] }
    let anchors = drawings.enumerated().map { index, drawing in
      let kind = index % 2 == 0 ? "oneCellAnchor" : "twoCellAnchor"
      return "<xdr:\(kind)><xdr:from><xdr:col>\(drawing.column)</xdr:col><xdr:colOff>9</xdr:colOff>"
        + "<xdr:row>\(drawing.row)</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:from>"
        + (index % 2 == 0
          ? #"<xdr:ext cx="9" cy="9"/>"#
          : "<xdr:to><xdr:col>70</xdr:col><xdr:row>70</xdr:row></xdr:to>")
        + picture(
          index, name: "图片 \(index)", caption: drawing.caption, isLink: drawing.bytes == nil)
        + "<xdr:clientData/></xdr:\(kind)>"
    }
    let targets = drawings.indices.map { index in
      let isExternal = drawings[index].bytes == nil
      let target = isExternal ? "file:///C:/图/\(index).png" : "../media/d\(tab)-\(index).png"
      return (kind: "image", target: target, isExternal: isExternal)
    }
    let media = drawings.enumerated().compactMap { index, drawing in
      drawing.bytes.map { (name: "xl/media/d\(tab)-\(index).png", bytes: $0) }
    }
    return [
      ("xl/drawings/drawing\(tab).xml", "<xdr:wsDr \(shapes)>\(anchors.joined())</xdr:wsDr>"),
      ("xl/drawings/_rels/drawing\(tab).xml.rels", links(targets)),
      (
        "xl/worksheets/_rels/sheet\(tab).xml.rels",
        links([("drawing", "../drawings/drawing\(tab).xml", false)])
      ),
    ].map { (name: $0.0, bytes: Array($0.1.utf8)) } + media
  }

  var wpsParts: [Part] {
    guard !wpsPictures.isEmpty else { return [] }
    let images = wpsPictures.enumerated().map { index, picture in
      "<etc:cellImage>"
        + Self.picture(index, name: picture.name, caption: "说明 \(index)", isLink: false)
        + "</etc:cellImage>"
    }
    let targets = wpsPictures.indices.map { ("image", "media/w\($0).png", false) }
    let parts = [
      (
        "xl/cellimages.xml",
        #"<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" "#
          + "\(Self.shapes)>\(images.joined())</etc:cellImages>"
      ),
      ("xl/_rels/cellimages.xml.rels", Self.links(targets)),
    ]
    return parts.map { (name: $0.0, bytes: Array($0.1.utf8)) }
      + wpsPictures.enumerated().map { ("xl/media/w\($0).png", $1.bytes) }
  }

  var excelParts: [Part] {
    guard !excelPictures.isEmpty else { return [] }
    let numbers = excelPictures.indices
    let parts = [
      (
        "xl/metadata.xml",
        #"<metadata><metadataTypes count="2"><metadataType name="XLDAPR"/>"#
          + #"<metadataType name="XLRICHVALUE"/></metadataTypes><futureMetadata name="XLRICHVALUE">"#
          + numbers.map { #"<bk><extLst><ext uri="u"><rvb i="\#($0)"/></ext></extLst></bk>"# }
          .joined()
          + "</futureMetadata><valueMetadata>"
          + numbers.map { #"<bk><rc t="2" v="\#($0)"/></bk>"# }.joined()
          + "</valueMetadata></metadata>"
      ),
      (
        "xl/richData/rdrichvalue.xml",
        "<rvData>" + numbers.map { #"<rv s="1"><v>\#($0)</v><v>5</v></rv>"# }.joined() + "</rvData>"
      ),
      (
        "xl/richData/rdrichvaluestructure.xml",
        #"<rvStructures><s t="_error"><k n="errorType"/></s><s t="_localImage">"#
          + #"<k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/></s></rvStructures>"#
      ),
      (
        "xl/richData/richValueRel.xml",
        #"<richValueRels xmlns:r="\#(Self.relations)">"#
          + numbers.map { #"<rel r:id="p\#($0)"/>"# }.joined() + "</richValueRels>"
      ),
      (
        "xl/richData/_rels/richValueRel.xml.rels",
        Self.links(numbers.map { ("image", "../media/e\($0).png", false) })
      ),
    ]
    return parts.map { (name: $0.0, bytes: Array($0.1.utf8)) }
      + excelPictures.enumerated().map { ("xl/media/e\($0).png", $1) }
  }
}
