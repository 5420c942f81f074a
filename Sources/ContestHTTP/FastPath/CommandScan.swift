import ContestAPI
import Contests

/// Reads the body of a request with commands as clients usually write it, many times faster than a
/// JSON decoder. Whatever is unusual is left to the decoder: it never refuses anything.
struct CommandScan {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  /// Something could not be read.
  private var isLost = false

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// `nil` for whatever the decoder must look at: escapes, fractions, repeated or unknown fields, or
  /// a fault.
  static func commands(in body: UnsafeRawBufferPointer) -> Commands? {
    var scan = CommandScan(body)
    guard let commands = scan.commands(), scan.next() == nil else { return nil }
    return Commands(commands: commands)
  }

  private mutating func commands() -> [Command]? {
    guard take("{"), name() == .commands, take(":") else { return nil }
    let commands = list { scan in scan.command() }
    return take("}") ? commands : nil
  }

  private mutating func command() -> Command? {
    var (sequence, item): (Int?, Int?)
    var (kind, signal): (String?, String?)
    var answer: Answer?
    var flagged: Bool?
    let isRead = fields { scan, name in
      switch name {
      case .sequence where sequence == nil: sequence = scan.number()
      case .item where item == nil: item = scan.number()
      case .kind where kind == nil: kind = scan.name()?.rawValue
      case .signal where signal == nil: signal = scan.text()
      case .answer where answer == nil: answer = scan.answer()
      case .flagged where flagged == nil: flagged = scan.truth()
      default: return false
      }
      return !scan.isLost
    }
    guard isRead, let sequence, let kind else { return nil }
    return Command(
      sequence: sequence, kind: kind, item: item, answer: answer, flagged: flagged, signal: signal)
  }

  private mutating func answer() -> Answer? {
    var answer = Answer.none
    let isRead = fields { scan, name in
      // A field that is given twice is the decoder's; an empty one given twice is empty all the same.
      switch name {
      case .choices where answer.choices.isEmpty: answer.choices = scan.list { $0.number() } ?? []
      case .places where answer.places.isEmpty: answer.places = scan.list { $0.number() } ?? []
      case .texts where answer.texts.isEmpty: answer.texts = scan.list { $0.text() } ?? []
      default: return false
      }
      return !scan.isLost
    }
    return isRead ? answer : lost()
  }

  // MARK: JSON

  private mutating func lost<Value>() -> Value? {
    isLost = true
    return nil
  }

  private mutating func fields(
    _ read: (inout CommandScan, Name) -> Bool
  ) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    repeat {
      guard let name = name(), take(":"), read(&self, name) else { return false }
    } while take(",")
    return take("}")
  }

  private mutating func list<Value>(_ read: (inout CommandScan) -> Value?) -> [Value]? {
    guard take("[") else { return lost() }
    if take("]") { return [] }
    var values: [Value] = []
    repeat {
      guard values.count < Limits.commandsPerRequest, let value = read(&self) else { return lost() }
      values.append(value)
    } while take(",")
    return take("]") ? values : lost()
  }

  /// A whole number of at most nine digits.
  private mutating func number() -> Int? {
    skipSpace()
    let isNegative = take("-")
    var number = 0
    var digits = 0
    while position < bytes.count, digits < 10 {
      let byte = bytes[position]
      guard (0x30...0x39).contains(byte) else { break }
      number = number * 10 + Int(byte - 0x30)
      position += 1
      digits += 1
    }
    // A leading zero is none of JSON's numbers; a point or an exponent is the decoder's.
    guard (1...9).contains(digits), digits == 1 || number >= Self.powers[digits - 1],
      let after = next(), after == 0x2C || after == 0x5D || after == 0x7D
    else { return lost() }
    return isNegative ? -number : number
  }

  private static let powers = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]

  private mutating func truth() -> Bool? {
    if word("true") { return true }
    return word("false") ? false : lost()
  }

  private mutating func word(_ word: String) -> Bool {
    skipSpace()
    guard bytes.count - position >= word.utf8.count,
      bytes[position..<position + word.utf8.count].elementsEqual(word.utf8)
    else { return false }
    position += word.utf8.count
    return true
  }

  /// A name of a field or of a kind: one of the few that there are.
  private mutating func name() -> Name? {
    guard take("\"") else { return lost() }
    var (packed, length) = (UInt64(0), 0)
    while position < bytes.count, (0x61...0x7A).contains(bytes[position]), length < 9 {
      packed = packed << 7 | UInt64(bytes[position])
      position += 1
      length += 1
    }
    // Whatever else it is made of, it does not end here.
    guard position < bytes.count, bytes[position] == 0x22 else { return lost() }
    position += 1
    for known in Self.names where known.packed == packed { return known.name }
    return lost()
  }

  /// A name of a field or of a kind of command.
  private enum Name: String, CaseIterable {
    case sequence, kind, answer, item, choices, commands, flagged, signal, places, texts
    case clear, flag, heartbeat, submit
  }

  /// Every name after its characters, seven bits each: all are of nine characters at most. So few are
  /// looked through sooner than hashed.
  private static let names = ContiguousArray(
    Name.allCases.map { name in
      (packed: name.rawValue.utf8.reduce(UInt64(0)) { $0 << 7 | UInt64($1) }, name: name)
    })

  /// A text without escapes.
  private mutating func text() -> String? {
    guard take("\"") else { return lost() }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x22 {
        let end = position
        position += 1
        let text = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        return String(validating: text, as: UTF8.self) ?? lost()
      }
      guard byte >= 0x20, byte != 0x5C else { return lost() }
      position += 1
    }
    return lost()
  }

  /// Takes a sign after white space.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard let byte = next(), UInt32(byte) == sign.value else { return false }
    position += 1
    return true
  }

  /// The next byte that is not white space; it stays.
  private mutating func next() -> UInt8? {
    skipSpace()
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }
}
