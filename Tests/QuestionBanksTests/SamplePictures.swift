/// Small pictures, each of its own.
enum SamplePictures {
  /// A whole PNG of one pixel; `number` tells it from others.
  static func png(_ number: UInt8) -> [UInt8] {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      let content = Array(name.utf8) + data
      let check = StoredArchive.check(content)
      let size = [0, 0, 0, UInt8(data.count)]
      return size + content + (0..<4).map { UInt8(truncatingIfNeeded: check >> (24 - 8 * $0)) }
    }
    let data: [UInt8] = [0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF, 0, number]
    let adler = [0, 1 &+ number, 0, 1 &+ number].enumerated().map { index, value in
      index == 1 ? UInt8(2 &+ number) : value
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]) + chunk("IDAT", data + adler)
      + chunk("IEND", [])
  }

  // The first bytes of pictures, with nothing to see in them.

  static func png(width: Int, height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
      + big(width, 4) + big(height, 4) + [8, 0, 0, 0, 0]
  }

  static func gif(width: Int, height: Int) -> [UInt8] {
    Array("GIF89a".utf8) + big(width, 2).reversed() + big(height, 2).reversed() + [0, 0, 0]
  }

  static func jpeg(width: Int, height: Int) -> [UInt8] {
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8] + big(height, 2) + big(width, 2)
      + [1, 1, 0x11, 0]
  }

  private static func big(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(value >> ($0 * 8) & 0xFF) }
  }
}
