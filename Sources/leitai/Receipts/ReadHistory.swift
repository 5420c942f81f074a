import AttemptRecords
import ContestAPI
import Contests

/// A history as its bytes say it, with everything that is wrong in it. Pure, and safe with any input.
struct ReadHistory {
  /// One record whose bytes can be read.
  struct Record {
    let sequence: Int
    let at: Int64
    let event: AttemptEvent
    /// As the history has it, right or wrong.
    let head: String
  }

  /// Absent for anything but an attempt's id.
  let attempt: AttemptID?
  /// What can be read, by the place in the history.
  let records: [Int: Record]
  /// How many there are, readable or not.
  let count: Int
  let failures: [ReceiptFailure]

  init(_ history: AttemptHistory) {
    attempt = AttemptID(history.attempt)
    count = history.records.count
    var failures: [ReceiptFailure] = []
    var records: [Int: Record] = [:]
    var previous: ChainHead? = .empty
    var time = Int64.min
    guard let attempt else {
      (self.records, self.failures) = ([:], [.attemptUnreadable(history.attempt)])
      return
    }
    for (place, record) in history.records.enumerated() {
      guard record.sequence == place else {
        failures.append(.recordMissing(place: place, found: record.sequence))
        break
      }
      let head = ChainHead(record.head)
      if head == nil { failures.append(.headUnreadable(place)) }
      defer { previous = head }
      guard let bytes = [UInt8](hexadecimal: record.event),
        let event = AttemptEvent(encoded: bytes), event.isWithinPapers
      else {
        failures.append(.eventUnreadable(place))
        continue
      }
      records[place] = Record(sequence: place, at: record.at, event: event, head: record.head)
      if let head, let previous,
        head
          != previous.extended(
            attempt: attempt, sequence: place, at: Instant(milliseconds: record.at), event: bytes)
      {
        failures.append(.chainBroken(place, event, at: record.at))
      }
      if record.kind != event.name || record.item != event.item || record.detail != event.detail {
        failures.append(
          .wordsDiffer(place, said: "\(record.kind) \(record.detail)", event))
      }
      if record.at < time { failures.append(.timeGoesBack(place)) }
      time = max(time, record.at)
    }
    self.records = records
    self.failures = failures + Self.frame(of: history, records)
  }

  /// The beginning and the end must be there, and nothing but a start begins.
  private static func frame(
    of history: AttemptHistory, _ records: [Int: Record]
  ) -> [ReceiptFailure] {
    var failures: [ReceiptFailure] = []
    if let first = records[0] {
      if case .started(let start) = first.event {
        if start.contestant.text != history.contestant || start.stage.description != history.stage {
          failures.append(
            .startDiffers(
              contestant: start.contestant.text, stage: start.stage.description))
        }
      } else {
        failures.append(.noStart)
      }
    } else if history.records.isEmpty {
      failures.append(.noStart)
    }
    for place in records.keys.sorted() where place > 0 {
      if case .started = records[place]?.event { failures.append(.secondStart(place)) }
      if case .submitted = records[place]?.event, place + 1 < history.records.count {
        failures.append(.recordsAfterEnd(place))
      }
    }
    return failures
  }

  /// The last record, when it can be read and hands the attempt in.
  var submission: Record? {
    guard let last = records[count - 1], case .submitted = last.event else { return nil }
    return last
  }

  /// All that was answered, by question and then in the order of time.
  var answers: [SavedAnswer] {
    var newest: [Int: Int] = [:]
    var answers: [SavedAnswer] = []
    for place in records.keys.sorted() {
      guard let record = records[place] else { continue }
      switch record.event {
      case .answered(let item, let response):
        newest[item] = place
        answers.append(
          SavedAnswer(item: item, response: response, savedAt: record.at, record: place))
      case .cleared(let item):
        newest[item] = place
        answers.append(SavedAnswer(item: item, response: nil, savedAt: record.at, record: place))
      default: break
      }
    }
    return answers.map { answer in
      var answer = answer
      answer.counts = newest[answer.item] == answer.record
      return answer
    }
    .sorted { ($0.item, $0.record) < ($1.item, $1.record) }
  }
}

/// An answer that was saved, or taken back.
struct SavedAnswer {
  /// Zero-based.
  let item: Int
  /// Absent when the answer was taken back.
  let response: Response?
  /// By the server's clock.
  let savedAt: Int64
  let record: Int
  /// Nothing replaced it.
  var counts = false
}

extension AttemptEvent {
  /// No question has more options than letters; the stored form alone would allow it.
  fileprivate var isWithinPapers: Bool {
    guard case .answered(_, .places(let places)) = self else { return true }
    return places.allSatisfy { ($0 ?? 0) < Limits.options }
  }
}
