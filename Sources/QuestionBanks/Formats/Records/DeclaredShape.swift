import Contests

/// What a text in YAML or JSON is, told without reading it whole where that is possible.
enum DeclaredShape {
  /// Leitai's own form: a mapping that says its bank.
  case bank
  /// A list of records, or a mapping that holds one.
  case records
  case other

  /// The names under which a list of records may stand.
  static let lists: Set<String> = ["questions", "items", "data", "records", "list", "试题", "题目"]

  /// What only Leitai's own form has.
  private static let parts: Set<String> = ["bank", "knowledge", "passages", "pictures"]

  /// - Parameter isNamed: whether the file's name says that it is YAML or JSON.
  init(_ bytes: [UInt8], isNamed: Bool) {
    let start = Self.start(bytes)
    let rest = bytes[start...]
    if rest.first == UInt8(ascii: "{") {
      self = Self.mapping(bytes)
    } else if rest.first == UInt8(ascii: "[") {
      let next = rest.dropFirst().first { !Self.isSpace($0) }
      let isList = next == UInt8(ascii: "{") || next == UInt8(ascii: "]")
      self = isList || isNamed ? .records : .other
    } else if rest.starts(with: "- ".utf8) || rest.starts(with: "-\n".utf8) {
      let line = rest.dropFirst(2).prefix { $0 != 0x0A }
      let isEntry = line.first == UInt8(ascii: "{") || line.contains(UInt8(ascii: ":"))
      self = isNamed || isEntry ? .records : .other
    } else {
      self = Self.lines(rest, isNamed: isNamed)
    }
  }

  /// Where the first line begins that is neither blank nor a comment nor a mark of YAML.
  private static func start(_ bytes: [UInt8]) -> Int {
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      if isSpace(bytes[position]) {
        position += 1
      } else if bytes[position] == UInt8(ascii: "#")
        || bytes[position...].starts(with: "---\n".utf8)
        || bytes[position...].starts(with: "---\r".utf8)
      {
        position = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      } else {
        break
      }
    }
    return position
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// A mapping in braces: records when one of the lists is there and nothing of a bank is.
  private static func mapping(_ bytes: [UInt8]) -> DeclaredShape {
    var reader = JSONReader(bytes)
    var hasList = false
    var isBank = false
    do throws(BankFileRefused) {
      try reader.object { (reader, name) throws(BankFileRefused) in
        isBank = isBank || parts.contains(name)
        // What the own form begins with decides; the rest need not be looked at.
        guard !isBank else { throw BankFileRefused(findings: []) }
        let kind = try reader.next()
        hasList = hasList || lists.contains(name) && (kind == .array || kind == .object)
        try reader.skip()
      }
    } catch {
      // Braces of YAML are no JSON; what was seen before counts.
    }
    return hasList && !isBank ? .records : .bank
  }

  /// A mapping of YAML by the names that begin its lines; in a file of another name only the first
  /// line counts, for any text may have such a line somewhere.
  private static func lines(_ bytes: ArraySlice<UInt8>, isNamed: Bool) -> DeclaredShape {
    var hasList = false
    for line in bytes.lazy.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      if let colon = line.prefix(40).firstIndex(of: UInt8(ascii: ":")) {
        let name = String(decoding: line[..<colon], as: UTF8.self)
          .filter { $0 != "\"" && $0 != "'" }
        if parts.contains(name) { return .bank }
        hasList = hasList || lists.contains(name)
      }
      if !isNamed { break }
    }
    return hasList ? .records : .other
  }
}
