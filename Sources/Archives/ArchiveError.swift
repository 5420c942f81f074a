/// Why an archive or an XML document was refused. `limit` is the limit that was passed, and `line`
/// counts from 1.
package enum ArchiveError: Error, Equatable, Sendable {
  /// The bytes are not a zip archive.
  case notAnArchive

  /// An OLE container: an old Office file such as .xls, or a new one locked with a password.
  case foreignContainer

  /// The archive is cut off or its checks fail; `part` is nil where its directory is at fault.
  case damagedArchive(part: String?)

  /// An entry of the archive, or a reference to one, that leads outside.
  case unsafePath(String)

  /// Two entries with one name: two programs could read different content.
  case duplicatePart(String)

  /// A part that was asked for is not in the archive.
  case missingPart(String)

  /// The directory has more entries than the limit.
  case tooManyParts(limit: Int)

  /// Bytes, of the part alone or of all parts read so far.
  case inflatedTooLarge(part: String, limit: Int)

  /// Inflated bytes for each compressed one.
  case inflateRatioTooHigh(part: String, limit: Int)

  /// An archive could not be written, for want of room in memory or on the disk.
  case unwritableArchive

  /// Not well-formed, not in the encoding it declares, or nested deeper than any honest document.
  case malformedXML(line: Int)

  /// A document type declaration, the carrier of entity attacks.
  case forbiddenDoctype(line: Int)

  /// More elements and texts than the limit.
  case documentTooLarge(line: Int, limit: Int)
}

extension ArchiveError {
  /// The line of the XML document, from 1; nil for errors of the archive.
  package var line: Int? {
    switch self {
    case .malformedXML(let line), .forbiddenDoctype(let line), .documentTooLarge(let line, _): line
    default: nil
    }
  }

  /// A stable kebab-case name of the case, for programs.
  package var code: String {
    switch self {
    case .notAnArchive: "not-an-archive"
    case .foreignContainer: "foreign-container"
    case .damagedArchive: "damaged-archive"
    case .unsafePath: "unsafe-path"
    case .duplicatePart: "duplicate-part"
    case .missingPart: "missing-part"
    case .tooManyParts: "too-many-parts"
    case .inflatedTooLarge: "inflated-too-large"
    case .inflateRatioTooHigh: "inflate-ratio-too-high"
    case .unwritableArchive: "unwritable-archive"
    case .malformedXML: "malformed-xml"
    case .forbiddenDoctype: "forbidden-doctype"
    case .documentTooLarge: "document-too-large"
    }
  }

  /// The error in Simplified Chinese, with its line, for the person who sent the file.
  package var sentenceZh: String {
    switch self {
    case .notAnArchive: "这不是 zip 压缩包。"
    case .foreignContainer: "这是旧式 Office 文件或加了密码的文件，请另存为不加密的新格式。"
    case .damagedArchive(nil): "文件不完整或已损坏，请重新上传。"
    case .damagedArchive(let part?): "文件已损坏，无法解压 \(part)。"
    case .unsafePath(let path): "文件内含指向外部的路径 \(path)，已拒绝。"
    case .duplicatePart(let part): "文件内 \(part) 出现两次，已拒绝。"
    case .missingPart(let part): "压缩包缺少 \(part)。"
    case .tooManyParts(let limit): "压缩包内的条目超过 \(limit) 个。"
    case .inflatedTooLarge(let part, let limit): "解压 \(part) 时总量超过 \(limit) 字节。"
    case .inflateRatioTooHigh(let part, let limit): "\(part) 的压缩比超过 \(limit)，已拒绝。"
    case .unwritableArchive: "无法生成压缩包。"
    case .malformedXML(let line): "第 \(line) 行：XML 格式有误。"
    case .forbiddenDoctype(let line): "第 \(line) 行：含有 DOCTYPE 声明，已拒绝。"
    case .documentTooLarge(let line, let limit): "第 \(line) 行：元素和文字超过 \(limit) 处。"
    }
  }

  /// The error in English, with its line, for the person who sent the file.
  package var sentenceEn: String {
    switch self {
    case .notAnArchive: "This is not a zip archive."
    case .foreignContainer:
      "This is an old Office file or one with a password; save it in a current format without one."
    case .damagedArchive(nil): "The file is incomplete or damaged; upload it again."
    case .damagedArchive(let part?): "The file is damaged: \(part) cannot be unpacked."
    case .unsafePath(let path): "The file contains the path \(path), which leads outside it."
    case .duplicatePart(let part): "The file contains \(part) twice."
    case .missingPart(let part): "The archive lacks \(part)."
    case .tooManyParts(let limit): "The archive has more than \(limit) entries."
    case .inflatedTooLarge(let part, let limit):
      "Unpacking \(part) takes the file past \(limit) bytes."
    case .inflateRatioTooHigh(let part, let limit):
      "\(part) is compressed more than \(limit) to 1."
    case .unwritableArchive: "The archive cannot be written."
    case .malformedXML(let line): "Line \(line): The XML is malformed."
    case .forbiddenDoctype(let line): "Line \(line): A DOCTYPE declaration is not allowed."
    case .documentTooLarge(let line, let limit):
      "Line \(line): There are more than \(limit) elements and texts."
    }
  }
}
