import Contests

/// The stored form of an event: one byte of kind, then its fields, big-endian. The chain is computed
/// over these bytes, so a form once written is never changed; a new one gets a new kind.
extension AttemptEvent {
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .started(let start): Self.write(start, to: &writer)
    case .answered(let item, .choices(let choices)):
      // By far the most frequent one: made at once, in as much room as it needs.
      let item = UInt16(clamping: item)
      return [2, UInt8(item >> 8), UInt8(item & 0xFF), choices.rawValue]
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
    case .flagged(let item, let isFlagged):
      writer.bytes.append(8)
      writer.integer(UInt16(clamping: item))
      writer.bytes.append(isFlagged ? 1 : 0)
    case .signalled(let signal):
      writer.bytes.append(9)
      writer.bytes.append(signal.rawValue)
    case .heartbeat: writer.bytes.append(10)
    case .submitted(let submitter):
      writer.bytes.append(4)
      writer.bytes.append(submitter.rawValue)
    case .ruled(let ruling, let note): Self.write(ruling, note, to: &writer)
    }
    return writer.bytes
  }

  /// Kind 1; kind 7 has a bell (0 for none) and a seat (number 0 and no unit for none) as well.
  private static func write(_ start: AttemptStart, to writer: inout ByteWriter) {
    let isPlain = start.bell == nil && start.unitSeat == nil
    writer.bytes.append(isPlain ? 1 : 7)
    writer.text(start.contestant.text)
    writer.text(start.stage.description)
    writer.integer(UInt32(clamping: start.number))
    writer.text(start.bank.text)
    writer.integer(UInt32(clamping: start.bankVersion))
    writer.integer(start.seed)
    writer.integer(start.deadline.milliseconds)
    writer.integer(start.due.milliseconds)
    guard !isPlain else { return }
    writer.integer(start.bell?.milliseconds ?? 0)
    writer.integer(UInt32(clamping: start.unitSeat?.number ?? 0))
    writer.text(start.unitSeat?.unit.text ?? "")
  }

  /// Kinds 11 to 14.
  private static func write(_ ruling: Ruling, _ note: Note, to writer: inout ByteWriter) {
    switch ruling {
    case .extended(let time):
      writer.bytes.append(11)
      writer.integer(time.count)
    case .suspended: writer.bytes.append(12)
    case .resumed(let pause):
      writer.bytes.append(13)
      writer.integer(pause.count)
    case .voided(let mayRetry):
      writer.bytes.append(14)
      writer.bytes.append(mayRetry ? 1 : 0)
    }
    writer.text(note.actor)
    writer.text(note.reason)
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
    case 1: return start(&reader, isPlain: true).map(AttemptEvent.started)
    case 7: return start(&reader, isPlain: false).map(AttemptEvent.started)
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
    case 8:
      guard let item = reader.integer(UInt16.self), let isFlagged = reader.truth() else {
        return nil
      }
      return .flagged(item: Int(item), isFlagged)
    case 9: return reader.integer(UInt8.self).flatMap(Signal.init).map { .signalled($0) }
    case 10: return .heartbeat
    case 11:
      return reader.integer(Int64.self).flatMap {
        ruled(.extended(by: Milliseconds($0)), &reader)
      }
    case 12: return ruled(.suspended, &reader)
    case 13:
      return reader.integer(Int64.self).flatMap {
        ruled(.resumed(after: Milliseconds($0)), &reader)
      }
    case 14: return reader.truth().flatMap { ruled(.voided(mayRetry: $0), &reader) }
    default: return nil
    }
  }

  private static func ruled(_ ruling: Ruling, _ reader: inout ByteReader) -> AttemptEvent? {
    guard let actor = reader.text(), let reason = reader.text() else { return nil }
    return .ruled(ruling, Note(actor: actor, reason: reason))
  }

  /// Events whose stored forms stand one after another; `nil` when one cannot be read.
  package static func all(encoded bytes: [UInt8]) -> [AttemptEvent]? {
    var reader = ByteReader(bytes)
    var events: [AttemptEvent] = []
    while !reader.isAtEnd {
      guard let event = read(&reader) else { return nil }
      events.append(event)
    }
    return events
  }

  private static func start(_ reader: inout ByteReader, isPlain: Bool) -> AttemptStart? {
    guard let contestant = reader.text().flatMap({ try? ContestantID($0) }),
      let stage = reader.text().flatMap({ try? StagePath($0) }),
      let number = reader.integer(UInt32.self),
      let bank = reader.text().flatMap({ try? BankID($0) }),
      let version = reader.integer(UInt32.self), let seed = reader.integer(UInt64.self),
      let deadline = reader.integer(Int64.self), let due = reader.integer(Int64.self)
    else { return nil }
    var bell: Instant?
    var unitSeat: UnitSeat?
    if !isPlain {
      guard let time = reader.integer(Int64.self), let seat = reader.integer(UInt32.self),
        let unit = reader.text()
      else { return nil }
      if time != 0 { bell = Instant(milliseconds: time) }
      if seat != 0 {
        guard let unit = UnitName(unit) else { return nil }
        unitSeat = UnitSeat(unit: unit, number: Int(seat))
      }
      // Anything else was not written by `encoded`.
      guard bell != nil || unitSeat != nil, seat != 0 || unit.isEmpty else { return nil }
    }
    return AttemptStart(
      contestant: contestant, stage: stage, number: Int(number), bank: bank,
      bankVersion: Int(version), seed: seed, bell: bell,
      deadline: Instant(milliseconds: deadline), due: Instant(milliseconds: due),
      unitSeat: unitSeat)
  }
}
