/// The pictures that are values of cells, which Excel and WPS each keep in a way of their own.
struct CellPictures {
  /// Whether cells with pictures are told from those with values at all.
  var areRead = false

  /// Those of WPS, by the names that formulas such as `DISPIMG("ID_1",1)` call.
  var byName: [String: PictureSource] = [:]

  /// Those of Excel, by the `vm` attribute of their cells.
  var byMetadata: [Int: PictureSource] = [:]

  /// The picture for which a formula stands; nil for a formula that computes something.
  func source(of expression: String) -> PictureSource? {
    guard areRead else { return nil }
    var call = expression[...]
    for mark in ["=", "_xlfn.", "_xlws."] where call.hasPrefix(mark) {
      call = call.dropFirst(mark.count)
    }
    guard call.uppercased().hasPrefix("DISPIMG(") else { return nil }
    let quoted = call.drop { $0 != "\"" }.dropFirst()
    let name = String(quoted.prefix { $0 != "\"" })
    guard !name.isEmpty else { return nil }
    return byName[name] ?? PictureSource(caption: "", target: .missing(name: name))
  }
}
