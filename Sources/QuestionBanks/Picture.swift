import Contests
import Crypto

/// Names a picture by its content: 64 lower-case hexadecimal digits of SHA-256.
package struct PictureID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let text: String

  /// `nil` when the text is no such name.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.text = String(text)
  }

  /// The name of a picture's bytes.
  package init(of bytes: [UInt8]) { text = SHA256.hash(data: bytes).hexadecimal }

  package var description: String { text }

  package static func < (left: PictureID, right: PictureID) -> Bool { left.text < right.text }
}

/// A picture in a question: PNG, JPEG or GIF, at most `Limits.pictureBytes` and
/// `Limits.pictureSide` in width and height. It is kept once, whatever refers to it.
package struct Picture: Hashable, Sendable {
  package let id: PictureID
  package let type: Kind
  package let width: Int
  package let height: Int
  package let bytes: [UInt8]

  /// The kinds of picture that every browser and viewer shows and that hold no script.
  package enum Kind: String, Sendable, CaseIterable {
    case png, jpeg, gif

    /// Such as `image/png`.
    package var mediaType: String { "image/\(rawValue)" }
  }

  /// Why bytes cannot be a picture of a question.
  package enum Refusal: Error, Equatable {
    case tooLarge
    /// Not PNG, JPEG or GIF, whatever its name says, or cut off before its size is told.
    case unknownType
    case tooWide(width: Int, height: Int)
  }

  /// Tells the kind and the size by the contents.
  package init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Limits.pictureBytes else { throw .tooLarge }
    guard let header = PictureHeader(bytes) else { throw .unknownType }
    let sides = 1...Limits.pictureSide
    guard sides.contains(header.width), sides.contains(header.height) else {
      throw .tooWide(width: header.width, height: header.height)
    }
    id = PictureID(of: bytes)
    type = header.kind
    width = header.width
    height = header.height
    self.bytes = bytes
  }
}

/// What the first bytes of a picture say.
private struct PictureHeader {
  let kind: Picture.Kind
  let width: Int
  let height: Int

  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
      kind = .png
      width = Self.number(bytes[16..<20])
      height = Self.number(bytes[20..<24])
    } else if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) {
      guard bytes.count >= 10 else { return nil }
      kind = .gif
      width = Self.number(bytes[6..<8].reversed())
      height = Self.number(bytes[8..<10].reversed())
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      guard let frame = Self.jpegFrame(bytes) else { return nil }
      kind = .jpeg
      height = Self.number(bytes[(frame + 3)..<(frame + 5)])
      width = Self.number(bytes[(frame + 5)..<(frame + 7)])
    } else {
      return nil
    }
  }

  private static func number(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  /// Where the frame header's length stands: segment by segment, as ITU T.81 lays them out.
  private static func jpegFrame(_ bytes: [UInt8]) -> Int? {
    var position = 2
    while position + 9 < bytes.count {
      guard bytes[position] == 0xFF else { return nil }
      let marker = bytes[position + 1]
      if marker == 0xFF {
        position += 1
        continue
      }
      let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
      if isFrame { return position + 2 }
      let length = number(bytes[(position + 2)..<(position + 4)])
      guard length >= 2 else { return nil }
      position += 2 + length
    }
    return nil
  }
}
