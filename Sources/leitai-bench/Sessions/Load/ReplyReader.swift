import Glibc
import NIOCore

/// A whole reply of the server.
struct Reply {
  let status: Int
  /// The status line and the header fields, up to the blank line.
  let head: ByteBuffer
  let body: ByteBuffer
}

/// Puts the replies of one connection together: as much of HTTP/1.1 as suffices between the bench
/// and its own server. A body has a `Content-Length`, and nothing follows it.
struct ReplyReader {
  private var pending = ByteBuffer()

  /// - Parameter bytes: what arrived next.
  /// - Returns: the reply once it is whole; `nil` before.
  /// - Throws: `NotMeasured` when it is no reply of this form.
  mutating func read(_ bytes: ByteBuffer) throws -> Reply? {
    if pending.readableBytes == 0 {
      pending = bytes
    } else {
      pending.writeImmutableBuffer(bytes)
    }
    guard let headLength = pending.position(of: Self.blankLine) else { return nil }
    var rest = pending
    guard let head = rest.readSlice(length: headLength),
      rest.readSlice(length: Self.blankLine.count) != nil,
      let status = head.number(at: Self.statusPosition),
      let length = head.number(of: .contentLength)
    else { throw NotMeasured("the reply cannot be read: \(String(buffer: pending))") }
    guard rest.readableBytes >= length else { return nil }
    guard rest.readableBytes == length else {
      throw NotMeasured("the server sent more than was asked for")
    }
    pending = ByteBuffer()
    return Reply(status: status, head: head, body: rest)
  }

  private static let blankLine = Array("\r\n\r\n".utf8)
  /// Behind `HTTP/1.1 `.
  private static let statusPosition = 9
}

/// The name of a header field in the two ways in which servers write it.
struct FieldName {
  let capitals: [UInt8]
  let small: [UInt8]

  init(_ name: String) {
    capitals = Array("\r\n\(name): ".utf8)
    small = Array("\r\n\(name.lowercased()): ".utf8)
  }

  static let contentLength = FieldName("Content-Length")
  static let retryAfter = FieldName("Retry-After")
}

extension ByteBuffer {
  /// How many readable bytes stand before the first occurrence; `nil` when there is none.
  ///
  /// - Parameter start: how many readable bytes to leave out of the search.
  func position(of needle: [UInt8], from start: Int = 0) -> Int? {
    withUnsafeReadableBytes { bytes in
      guard let base = bytes.baseAddress, let first = needle.first else { return nil }
      var position = start
      while position + needle.count <= bytes.count {
        let places = bytes.count - needle.count + 1 - position
        guard let found = memchr(base + position, Int32(first), places) else { return nil }
        if memcmp(found, needle, needle.count) == 0 { return UnsafeRawPointer(found) - base }
        position = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }

  /// How often the bytes occur, without overlaps.
  func count(of needle: [UInt8]) -> Int {
    var count = 0
    var start = 0
    while let position = position(of: needle, from: start) {
      count += 1
      start = position + needle.count
    }
    return count
  }

  /// The value of a header field that is a number; `nil` when there is none.
  func number(of field: FieldName) -> Int? {
    let start = position(of: field.capitals) ?? position(of: field.small)
    return start.flatMap { number(at: $0 + field.small.count) }
  }

  /// The decimal digits from a position on, at most nine; `nil` when there are none.
  func number(at position: Int) -> Int? {
    let digits = readableBytesView.dropFirst(position).prefix(9)
      .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
