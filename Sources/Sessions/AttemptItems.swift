import AttemptRecords
import Contests
import QuestionBanks

/// What an attempt must know of the items of its paper to judge a command: a byte for each.
struct AttemptItems: Sendable {
  /// The highest bit says that the answer is given and final; the others are the shape's code.
  private var bytes: [UInt8]
  /// Whether an item takes one answer and no more.
  let areFinal: Bool

  private static let answered: UInt8 = 0x80

  init(_ shapes: [ResponseShape], areFinal: Bool) {
    bytes = shapes.map(\.code)
    self.areFinal = areFinal
  }

  func contains(_ item: Int) -> Bool { bytes.indices.contains(item) }

  /// Refuses a command that names no item, or an answer that its item cannot have.
  func check(_ command: Attempt.Command) throws(Attempt.Rejection) {
    switch command {
    case .answer(let item, let response):
      try checkIsFree(item)
      try response.check(against: ResponseShape(code: bytes[item] & ~Self.answered))
    case .clear(let item): try checkIsFree(item)
    case .flag(let item, _): guard contains(item) else { throw .noSuchItem }
    case .signal, .heartbeat, .submit: return
    }
  }

  private func checkIsFree(_ item: Int) throws(Attempt.Rejection) {
    guard contains(item) else { throw .noSuchItem }
    guard bytes[item] & Self.answered == 0 else { throw .alreadyAnswered }
  }

  /// Notes an answer; `false` when the item cannot take it.
  mutating func answer(_ item: Int) -> Bool {
    guard contains(item), bytes[item] & Self.answered == 0 else { return false }
    if areFinal { bytes[item] |= Self.answered }
    return true
  }
}

extension ResponseShape {
  /// The shape in seven bits: a published question has at most 8 options and premises and at most
  /// 20 blanks.
  var code: UInt8 {
    switch self {
    case .choices(let options, let several): Self.three(options) | (several ? 8 : 0)
    case .order(let options): 16 | Self.three(options)
    case .number: 24
    case .quantity: 46
    case .blanks(let blanks): 25 + UInt8(clamping: min(max(blanks, 0), Limits.blanks))
    case .matches(let premises, let options): 64 | Self.three(premises) << 3 | Self.three(options)
    }
  }

  /// - Parameter code: what `code` gave.
  init(code: UInt8) {
    let low = Int(code & 7) + 1
    self =
      switch code {
      case ..<16: .choices(options: low, several: code & 8 != 0)
      case ..<24: .order(options: low)
      case 24: .number
      case 46: .quantity
      case ..<64: .blanks(Int(code) - 25)
      default: .matches(premises: Int(code >> 3 & 7) + 1, options: low)
      }
  }

  /// 1 to 8 in three bits.
  private static func three(_ number: Int) -> UInt8 { UInt8(clamping: min(max(number, 1), 8) - 1) }
}
