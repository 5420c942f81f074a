/// The parts of a written workbook that say what the others are (ECMA-376 parts 1 and 2).
enum WorkbookParts {
  static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  static let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let documents = "application/vnd.openxmlformats-officedocument"

  /// A part that says which others belong to one.
  ///
  /// - Parameter links: kinds and targets; the identifiers are `rId1`, `rId2` and so on.
  static func links(_ links: [(kind: String, target: String)]) -> String {
    let list = links.enumerated().map { index, link in
      """
      <Relationship Id="rId\(index + 1)" Type="\(relations)/\(link.kind)" Target="\(link.target)"/>
      """
    }
    return """
      \(declaration)<Relationships xmlns="\(package)/relationships">\(list.joined())</Relationships>
      """
  }

  /// The part `[Content_Types].xml`.
  ///
  /// - Parameters:
  ///   - sheets: the numbers of the parts of sheets.
  ///   - drawings: those of drawings.
  static func contentTypes(sheets: [Int], drawings: [Int]) -> String {
    func part(_ name: String, _ type: String) -> String {
      #"<Override PartName="\#(name)" ContentType="\#(documents).\#(type)+xml"/>"#
    }
    let images = drawings.isEmpty ? [] : ["png", "jpeg", "gif"]
    return """
      \(declaration)<Types xmlns="\(package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      \(images.map { #"<Default Extension="\#($0)" ContentType="image/\#($0)"/>"# }.joined())\
      \(part("/xl/workbook.xml", "spreadsheetml.sheet.main"))\
      \(part("/xl/styles.xml", "spreadsheetml.styles"))\
      \(sheets.map { part("/xl/worksheets/sheet\($0).xml", "spreadsheetml.worksheet") }.joined())\
      \(drawings.map { part("/xl/drawings/drawing\($0).xml", "drawing") }.joined())</Types>
      """
  }

  /// The part `xl/workbook.xml`.
  ///
  /// - Parameter sheets: their names, and whether the first row is printed on every page.
  static func workbook(_ sheets: [(name: String, repeatsHeader: Bool)]) -> String {
    var list = ""
    var titles = ""
    for (index, sheet) in sheets.enumerated() {
      list +=
        #"<sheet name="\#(XMLBytes.attribute(sheet.name))" sheetId="\#(index + 1)" r:id="rId\#(index + 1)"/>"#
      guard sheet.repeatsHeader else { continue }
      let quoted = XMLBytes.attribute(sheet.name.replacing("'", with: "''"))
      titles +=
        #"<definedName name="_xlnm.Print_Titles" localSheetId="\#(index)">'\#(quoted)'!$1:$1</definedName>"#
    }
    return """
      \(declaration)<workbook xmlns="\(spreadsheet)" xmlns:r="\(relations)">\
      <bookViews><workbookView/></bookViews><sheets>\(list)</sheets>\
      \(titles.isEmpty ? "" : "<definedNames>\(titles)</definedNames>")</workbook>
      """
  }
}
