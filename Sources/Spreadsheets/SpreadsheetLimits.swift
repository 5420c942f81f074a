import Archives

/// How much a file may ask of the process that reads it. Every limit is inclusive.
package struct SpreadsheetLimits: Equatable, Sendable {
  /// Bytes that the parts of one .xlsx may inflate to, together; for CSV, the bytes of the text
  /// once it is UTF-8.
  package var maxInflatedBytes = ArchiveLimits().maxInflatedBytes

  /// Inflated bytes for each compressed one, in any one part. Counted from 4 MiB inflated on, since
  /// small parts of honest files compress very well.
  package var maxInflateRatio = ArchiveLimits().maxInflateRatio

  /// Entries in the archive of one .xlsx.
  package var maxParts = ArchiveLimits().maxParts

  /// Tabs of one workbook, hidden ones and charts included.
  package var maxSheets = 64

  /// Rows of one sheet that are not blank.
  package var maxRows = 200_000

  /// The widest row: the number of the last column that is not empty.
  package var maxColumns = 256

  /// Cells that one file keeps in memory, 32 bytes each with their gaps, and shared strings.
  package var maxCells = 4_000_000

  /// Unicode scalars of one cell. The default is the most that Excel can store.
  package var maxCellCharacters = 32_767

  /// Merged ranges of one sheet.
  package var maxMergedRanges = 10_000

  /// Pictures of one workbook, each as often as it is shown.
  package var maxPictures = 10_000

  /// Bytes of one picture; a larger one is left out and marked as such.
  package var maxPictureBytes = 2 << 20

  /// Bytes of all pictures together, each counted once.
  package var maxPicturesBytes = 64 << 20

  /// Characters of what is written about a picture; the rest is left out.
  package var maxCaptionCharacters = 1_000

  /// Bytes of a part that says which picture a cell holds.
  package var maxMetadataBytes = 16 << 20

  /// The defaults, which admit question banks and rankings of any contest.
  package init() {}

  /// Those of the limits that concern the archive of an .xlsx.
  var archive: ArchiveLimits {
    var archive = ArchiveLimits()
    archive.maxInflatedBytes = maxInflatedBytes
    archive.maxInflateRatio = maxInflateRatio
    archive.maxParts = maxParts
    return archive
  }
}
