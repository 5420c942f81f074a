import Contests
import QuestionBanks

/// The stored form of an event: one byte of kind, then its fields, big-endian. The chain is computed
/// over these bytes, so a form once written is never changed; a new one gets a new kind.
extension AttemptEvent {
  package var encoded: [UInt8] {
    var writer = ByteWriter([])
    switch self {
    case .started(let start):
      writer.bytes.append(1)
      writer.text(start.contestant.text)
      writer.text(start.stage.description)
      writer.integer(UInt32(clamping: start.number))
      writer.text(start.bank.text)
      writer.integer(UInt32(clamping: start.bankVersion))
      writer.integer(start.seed)
      writer.integer(start.deadline.milliseconds)
      writer.integer(start.due.milliseconds)
    case .answered(let item, .choices(let choices)):
      writer.bytes.append(2)
      writer.integer(UInt16(clamping: item))
      writer.bytes.append(choices.rawValue)
    case .answered(let item, .places(let places)):
      writer.bytes.append(5)
      writer.integer(UInt16(clamping: item))
      writer.integer(UInt8(clamping: places.count))
      writer.bytes += places.map { $0 ?? Self.noPlace }
    case .answered(let item, .texts(let texts)):
      writer.bytes.append(6)
      writer.integer(UInt16(clamping: item))
      writer.integer(UInt8(clamping: texts.count))
      for text in texts { writer.text(text) }
    case .cleared(let item):
      writer.bytes.append(3)
      writer.integer(UInt16(clamping: item))
    case .submitted(let submitter):
      writer.bytes.append(4)
      writer.bytes.append(submitter.rawValue)
    }
    return writer.bytes
  }

  /// Stands for a premise without an option.
  private static let noPlace: UInt8 = 0xFF

  /// `nil` when the bytes are not what `encoded` writes.
  package init?(encoded bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let event = Self.read(&reader), reader.isAtEnd else { return nil }
    self = event
  }

  private static func read(_ reader: inout ByteReader) -> AttemptEvent? {
    switch reader.integer(UInt8.self) {
    case 1: return start(&reader).map(AttemptEvent.started)
    case 2:
      guard let item = reader.integer(UInt16.self), let bits = reader.integer(UInt8.self) else {
        return nil
      }
      return .answered(item: Int(item), .choices(Choices(rawValue: bits)))
    case 5:
      guard let item = reader.integer(UInt16.self), let count = reader.integer(UInt8.self) else {
        return nil
      }
      let places = (0..<count).compactMap { _ in reader.integer(UInt8.self) }
      guard places.count == count else { return nil }
      return .answered(
        item: Int(item), .places(places.map { $0 == noPlace ? nil : $0 }))
    case 6:
      guard let item = reader.integer(UInt16.self), let count = reader.integer(UInt8.self) else {
        return nil
      }
      let texts = (0..<count).compactMap { _ in reader.text() }
      return texts.count == count ? .answered(item: Int(item), .texts(texts)) : nil
    case 3: return reader.integer(UInt16.self).map { .cleared(item: Int($0)) }
    case 4:
      return reader.integer(UInt8.self).flatMap(Submitter.init).map { .submitted(by: $0) }
    default: return nil
    }
  }

  private static func start(_ reader: inout ByteReader) -> AttemptStart? {
    guard let contestant = reader.text().flatMap({ try? ContestantID($0) }),
      let stage = reader.text().flatMap({ try? StagePath($0) }),
      let number = reader.integer(UInt32.self),
      let bank = reader.text().flatMap({ try? BankID($0) }),
      let version = reader.integer(UInt32.self), let seed = reader.integer(UInt64.self),
      let deadline = reader.integer(Int64.self), let due = reader.integer(Int64.self)
    else { return nil }
    return AttemptStart(
      contestant: contestant, stage: stage, number: Int(number), bank: bank,
      bankVersion: Int(version), seed: seed, deadline: Instant(milliseconds: deadline),
      due: Instant(milliseconds: due))
  }
}

/// Appends big-endian integers and texts with a 16-bit length.
struct ByteWriter {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func integer(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
  }

  mutating func text(_ text: String) {
    precondition(text.utf8.count <= Int(UInt16.max), "identifiers are short")
    integer(UInt16(clamping: text.utf8.count))
    bytes += text.utf8
  }
}

/// Reads what `ByteWriter` wrote; every read is absent beyond the end.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func integer<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
    let size = Value.bitWidth / 8
    guard bytes.count - position >= size else { return nil }
    defer { position += size }
    return bytes[position..<position + size].reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }

  mutating func text() -> String? {
    guard let count = integer(UInt16.self), bytes.count - position >= Int(count) else { return nil }
    defer { position += Int(count) }
    return String(validating: bytes[position..<position + Int(count)], as: UTF8.self)
  }
}
