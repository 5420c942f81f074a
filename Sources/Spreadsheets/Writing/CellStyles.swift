/// The styles of a workbook's cells: those that every workbook has, and one for each number of
/// decimals.
struct CellStyles {
  /// The styles of every workbook, by number.
  enum Fixed: Int {
    case general, header, text, duration
  }

  private var decimals: [Int] = []

  /// The style of numbers that show so many decimals; absent: as many as they have.
  mutating func style(decimals: Int?) -> Int {
    guard let decimals else { return Fixed.general.rawValue }
    if !self.decimals.contains(decimals) { self.decimals.append(decimals) }
    return Fixed.duration.rawValue + 1 + (self.decimals.firstIndex(of: decimals) ?? 0)
  }

  /// The part `xl/styles.xml`. The format of text keeps a cell text even after somebody has edited it
  /// in Excel.
  var part: String {
    var formats = #"<numFmt numFmtId="164" formatCode="[h]:mm:ss.000"/>"#
    var styles = ""
    for (index, decimals) in decimals.enumerated() {
      let code = decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
      formats += #"<numFmt numFmtId="\#(165 + index)" formatCode="\#(code)"/>"#
      styles += Self.style(format: 165 + index)
    }
    return """
      \(WorkbookParts.declaration)<styleSheet xmlns="\(WorkbookParts.spreadsheet)">\
      <numFmts count="\(decimals.count + 1)">\(formats)</numFmts>\
      <fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>\
      <font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
      <fills count="3"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill>\
      <fill><patternFill patternType="solid"><fgColor rgb="FFD9E1F2"/><bgColor indexed="64"/>\
      </patternFill></fill></fills>\
      <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>\
      <border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/>\
      </border></borders>\
      <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
      <cellXfs count="\(decimals.count + 4)">\
      <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
      <xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" \
      applyFont="1" applyFill="1" applyBorder="1"/>\
      \(Self.style(format: 49))\(Self.style(format: 164))\(styles)</cellXfs>\
      <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
      </styleSheet>
      """
  }

  private static func style(format: Int) -> String {
    """
    <xf numFmtId="\(format)" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
    """
  }
}
