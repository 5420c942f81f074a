/// One server-sent event.
package struct ServerEvent: Hashable, Sendable {
  /// What to come back with; absent when no event had one so far.
  package let id: String?
  package let name: String
  package let data: String

  package init(id: String?, name: String, data: String) {
    self.id = id
    self.name = name
    self.data = data
  }
}

/// Takes a stream of server-sent events apart, as the HTML standard says (9.2.6, interpreting an event
/// stream).
package struct EventStreamReader: Sendable {
  /// What a part of the stream brought.
  package enum Part: Hashable, Sendable {
    case event(ServerEvent)
    /// A line without meaning, which shows that the connection lives.
    case comment
  }

  /// More without the end of an event is no stream of this API.
  package struct TooLong: Error {}

  private static let eventBytes = 4 << 20

  private var line: [UInt8] = []
  private var endedWithReturn = false
  private var id: String?
  private var name = ""
  private var data: [String] = []
  private var dataBytes = 0

  package init() {}

  /// Reads more of the stream, which may end anywhere.
  ///
  /// - Throws: `TooLong` for an event of more than 4 MB.
  package mutating func read(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [Part] {
    var parts: [Part] = []
    for byte in bytes {
      let followsReturn = endedWithReturn
      endedWithReturn = byte == UInt8(ascii: "\r")
      switch byte {
      case UInt8(ascii: "\n") where followsReturn: continue
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if let part = endLine() { parts.append(part) }
      default:
        line.append(byte)
        if line.count + dataBytes > Self.eventBytes { throw TooLong() }
      }
    }
    return parts
  }

  private mutating func endLine() -> Part? {
    defer { line.removeAll(keepingCapacity: true) }
    guard !line.isEmpty else { return endEvent() }
    let text = String(decoding: line, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else {
      take(text, "")
      return nil
    }
    if colon == text.startIndex { return .comment }
    var value = text[text.index(after: colon)...]
    if value.first == " " { value = value.dropFirst() }
    take(String(text[..<colon]), String(value))
    return nil
  }

  private mutating func take(_ field: String, _ value: String) {
    switch field {
    case "id" where !value.contains("\0"): id = value
    case "event": name = value
    case "data":
      data.append(value)
      dataBytes += value.utf8.count
    default: break
    }
  }

  private mutating func endEvent() -> Part? {
    defer {
      name = ""
      data = []
      dataBytes = 0
    }
    guard !data.isEmpty else { return nil }
    return .event(
      ServerEvent(
        id: id, name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n")))
  }
}
