import AttemptRecords
import Contests
import GRDB

/// The records of an attempt that are stored in one row.
///
/// Nearly always that is one. Of a batch of answers all but the last share rows, for a row and its
/// place in the index cost more than all else about an answer. The last of an entry always has a row
/// of its own, so that the next entry finds its base by number and head, and so has whatever begins
/// or ends an attempt or changes its time. The positions of records are the same as if each had a row:
/// the row has that of its last.
struct RecordRow {
  let records: ArraySlice<AttemptRecord>

  /// The most that share a row.
  static let most = 16

  /// The row that begins with one of an entry's records.
  init(of records: [AttemptRecord], from start: Int) {
    var end = start + 1
    let most = min(start + Self.most, records.count - 1)
    while end < most, records[end].at == records[start].at, records[start].sharesRows,
      records[end].sharesRows
    {
      end += 1
    }
    self.records = records[start..<end]
  }

  /// The event as it is stored; of several the length of each (4 bytes, big-endian), the event and
  /// the head.
  var event: [UInt8] {
    guard records.count > 1 else { return records[records.startIndex].encoded }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(records.reduce(0) { $0 + $1.encoded.count + 36 })
    for record in records {
      withUnsafeBytes(of: UInt32(clamping: record.encoded.count).bigEndian) { bytes += $0 }
      bytes += record.encoded
      record.head.withBytes { bytes += $0 }
    }
    return bytes
  }
}

extension AttemptRecord {
  /// Whether nothing else is kept of it that is searched for.
  fileprivate var sharesRows: Bool {
    switch event {
    case .answered, .cleared, .flagged, .signalled, .heartbeat: true
    case .started, .submitted, .ruled: false
    }
  }
}

extension StoredRow {
  /// Adds the records of a row that begins with time, event, head and count to others.
  ///
  /// - Parameter sequence: that of the row's first record.
  /// - Returns: `false` when they cannot be read; nothing was added then.
  func read(
    into records: inout [AttemptRecord], of attempt: AttemptID, from sequence: Int
  ) -> Bool {
    let at = Instant(milliseconds: integer(0))
    let count = Int(integer(3))
    guard let last = ChainHead(bytes: bytes(2)) else { return false }
    let before = records.count
    func add(_ event: UnsafeRawBufferPointer, _ head: ChainHead) -> Bool {
      guard
        let record = AttemptRecord(
          attempt: attempt, sequence: sequence + records.count - before, at: at,
          encoded: Array(event), head: head)
      else { return false }
      records.append(record)
      return true
    }
    guard count > 1 else { return add(bytes(1), last) }
    var rest = bytes(1)
    while let (event, head, next) = Self.part(of: rest), add(event, head) { rest = next }
    guard rest.isEmpty, records.count == before + count, records.last?.head == last else {
      records.removeSubrange(before...)
      return false
    }
    return true
  }

  /// The first event and head of a row of several, and what follows; `nil` when there is none.
  private static func part(
    of bytes: UnsafeRawBufferPointer
  ) -> (event: UnsafeRawBufferPointer, head: ChainHead, rest: UnsafeRawBufferPointer)? {
    guard bytes.count >= 4 else { return nil }
    let length = Int(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))
    let end = 4 + length + 32
    guard bytes.count >= end,
      let head = ChainHead(bytes: UnsafeRawBufferPointer(rebasing: bytes[(end - 32)..<end]))
    else { return nil }
    return (
      UnsafeRawBufferPointer(rebasing: bytes[4..<(4 + length)]), head,
      UnsafeRawBufferPointer(rebasing: bytes[end...])
    )
  }
}
