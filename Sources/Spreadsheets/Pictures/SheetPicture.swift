/// A picture that stands in a cell of a sheet, or that hangs from its top left corner.
package struct SheetPicture: Equatable, Sendable {
  /// The cell in which it begins.
  package let place: CellPlace

  /// What the author wrote about it for people who cannot see it; empty without.
  package let caption: String

  package let content: Content

  /// - Parameter place: the cell in which it begins.
  package init(place: CellPlace, caption: String = "", content: Content) {
    self.place = place
    self.caption = caption
    self.content = content
  }

  /// The bytes of a picture, or why there are none.
  package enum Content: Equatable, Sendable {
    /// As they are stored, of whatever type. Pictures of one part share them.
    case bytes([UInt8])

    /// More bytes than `SpreadsheetLimits.maxPictureBytes`.
    case tooLarge

    /// The workbook names a picture that it does not hold: a link to a file elsewhere, or none.
    case missing(name: String)
  }
}

/// A picture as a part of the workbook names it, before its bytes are looked up.
struct PictureSource: Equatable {
  let caption: String
  let target: Target

  enum Target: Equatable {
    case part(String)
    case missing(name: String)
  }
}
