import Archives
import Contests
import Foundation

/// What the items of one file share: the package around them, if any, and what was found so far.
final class QTISource {
  /// Bytes of one document of a package.
  static let documentBytes = 4 << 20

  /// Absent for an item that stands by itself.
  let archive: ZipArchive?
  var bank = RawBank()
  /// What became of the pictures, by part: nothing for one that was refused.
  private var pictures: [String: PictureOutcome] = [:]
  /// The texts of shared passages, by part.
  private var passages: [String: String] = [:]

  private enum PictureOutcome {
    case kept(PictureID)
    case refused, missing
  }

  init(archive: ZipArchive? = nil) { self.archive = archive }

  /// Whether so much is wrong that nothing more need be said.
  var isFull: Bool { bank.findings.count >= Limits.importFindings }

  func note(
    _ severity: ImportFinding.Severity = .error, at place: FilePlace, field: String = "",
    code: String, zhHans: String, en: String
  ) {
    guard !isFull else { return }
    bank.findings.append(
      ImportFinding(severity, at: place, field: field, code: code, zhHans: zhHans, en: en))
  }

  /// A document of the package.
  ///
  /// - Throws: `BankFileRefused` with the part when it is missing, damaged or no sound XML.
  func document(_ part: String) throws(BankFileRefused) -> XMLElement {
    guard let archive else { throw BankFileRefused(.missingPart(part), part: nil) }
    do throws(ArchiveError) {
      return try XMLElement.parse(try archive.bytes(of: part, limit: Self.documentBytes))
    } catch {
      throw BankFileRefused(error, part: part)
    }
  }

  /// The reference to put where a picture stands. A picture that the package does not hold is a
  /// missing one, wherever its address leads.
  func picture(_ address: String, caption: String, from part: String?, at place: FilePlace)
    -> String
  {
    guard !isFull else { return "" }
    if let bytes = Self.embedded(address) {
      return bank.keep(picture: bytes, caption: caption, at: place, field: "pictures")
    }
    guard let part, let target = try? ZipArchive.resolve(address, from: part) else {
      return PictureReference.missing(address.isEmpty ? caption : String(address.prefix(200)))
    }
    let outcome = pictures[target] ?? keep(target, at: place)
    pictures[target] = outcome
    switch outcome {
    case .kept(let id): return PictureReference.text(id, caption: caption)
    case .refused: return ""
    case .missing: return PictureReference.missing(address)
    }
  }

  private func keep(_ part: String, at place: FilePlace) -> PictureOutcome {
    guard let archive, archive.contains(part) else { return .missing }
    do throws(ArchiveError) {
      let bytes = try archive.bytes(of: part, limit: Limits.pictureBytes)
      let reference = bank.keep(picture: bytes, caption: "", at: place, field: "pictures")
      return reference.isEmpty ? .refused : .kept(PictureID(of: bytes))
    } catch .inflatedTooLarge(_, Limits.pictureBytes) {
      bank.findings.append(.picture(.tooLarge, at: place, field: "pictures"))
    } catch {
      bank.findings += BankFileRefused(error, part: part).findings
    }
    return .refused
  }

  /// The bytes of a `data:` address in base64.
  private static func embedded(_ address: String) -> [UInt8]? {
    guard address.hasPrefix("data:image/"), let comma = address.firstIndex(of: ","),
      address[..<comma].hasSuffix(";base64")
    else { return nil }
    let digits = String(address[address.index(after: comma)...])
    return Data(base64Encoded: digits, options: .ignoreUnknownCharacters).map(Array.init)
  }

  /// The text of a shared passage, read once however many items refer to it.
  ///
  /// - Returns: `nil` for one that cannot be had, which is noted.
  func passage(
    _ address: String, from part: String?, at place: FilePlace,
    read: (XMLElement, _ part: String) -> String
  ) -> String? {
    guard let part, let target = try? ZipArchive.resolve(address, from: part),
      archive?.contains(target) == true
    else {
      note(
        at: place, field: "passage", code: "passage-missing",
        zhHans: "文件中没有材料“\(address.prefix(200))”",
        en: "the passage \"\(address.prefix(200))\" is not in the file")
      return nil
    }
    if let known = passages[target] { return known }
    do throws(BankFileRefused) {
      var text = read(try document(target), target)
      // Each item gets a copy: of one that is too long, as much as shows that it is.
      if text.unicodeScalars.count > Limits.textCharacters {
        text = String(
          String.UnicodeScalarView(text.unicodeScalars.prefix(Limits.textCharacters + 1)))
      }
      passages[target] = text
      return text
    } catch {
      bank.findings += error.findings
      passages[target] = ""
      return nil
    }
  }
}
