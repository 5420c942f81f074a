import ContestAPI
import ContestClient

/// A contestant at an attempt: what happened goes in, what is to be done comes out. Pure; the time
/// and the network are events.
///
/// Invariant: at most one request is under way, so replies come in the order of the commands.
struct PlayState: Sendable {
  /// `contest/event/stage`, with which to come back.
  let address: String
  let title: String
  /// The language of the screen, on which it depends how many lines a question has.
  let say: Language
  let items: [AttemptView.Item]
  /// By the server's clock.
  let deadline: Int64
  let maximum: Int
  /// The answer to each item, saved or not.
  private(set) var responses: [Answer]
  private(set) var queue: CommandQueue
  /// When the last command was saved, by the server's clock; absent before the first.
  private(set) var savedAt: Int64?
  /// Why the last request failed; absent when it did not.
  private(set) var trouble: ContestClient.Failure?
  /// A sentence of the server about an answer that it did not take.
  private(set) var complaint: String?
  private(set) var phase: Phase = .question
  /// Answers that came too late to be saved.
  private(set) var lost = 0
  /// The signal that ended it.
  private(set) var signal: Int32?

  /// The zero-based position of the question on the screen.
  var current: Int
  /// The zero-based blank or premise of that question at which the cursor stands.
  var field = 0
  /// The text that is being typed; absent when keys are commands.
  var edit: AnswerEdit?
  /// What ordering questions without an answer have so far, by the question's position.
  var orders: [Int: [Int]] = [:]
  /// What became of the wish to see a question's pictures, by the question's position.
  private(set) var pictures: [Int: PictureFiles] = [:]
  /// Digits that were typed to go to a question.
  var typed = ""
  /// Lines of the question that have gone out at the top.
  var scroll = 0
  var size: ScreenSize

  private var clock: ServerClock
  /// Monotonic.
  private var now: Int64
  private var isUnderWay = false
  private var wantsAttempt = false
  /// Requests that came to nothing since the last that did.
  private var failures = 0
  /// How long to wait before the next request.
  private var pause: Duration = .zero
  private var scorePolls = 6

  /// - Parameters:
  ///   - sentAt: when the attempt was asked for, in monotonic milliseconds.
  ///   - receivedAt: when it came.
  init(
    _ view: AttemptView, address: String, title: String, say: Language, size: ScreenSize,
    sentAt: Int64, receivedAt: Int64
  ) {
    self.address = address
    self.title = title
    self.say = say
    self.size = size
    items = view.items
    deadline = view.deadline
    maximum = view.maximum
    responses = Self.fitted(view.responses, to: view.items.count)
    queue = CommandQueue(lastSequence: view.lastSequence)
    clock = ServerClock(serverTime: view.serverTime, sentAt: sentAt, receivedAt: receivedAt)
    now = receivedAt
    current = 0
    open(unanswered.first ?? 0)
    if view.submittedAt != nil { take(view) }
  }

  /// What the contestant is about.
  enum Phase: Equatable, Sendable {
    case question, overview, confirmingSubmit, confirmingLeave
    /// The submission waits to be acknowledged.
    case submitting(Reason)
    /// The server takes no more answers and is about to hand in what it has.
    case collecting(Reason)
    case receipt(Receipt)
    /// The server refused for good.
    case stopped
  }

  /// Why an attempt is over.
  enum Reason: Equatable, Sendable {
    case handedIn, timeUp
    /// It was handed in by somebody else: the organizer, or the contestant on another machine.
    case elsewhere
  }

  /// The pictures of a question as files.
  enum PictureFiles: Sendable {
    case underWay
    /// Their paths in the order of their numbers.
    case saved([String])
    case failed(CommandFailure)
  }

  /// What remains of an attempt that was handed in.
  struct Receipt: Equatable, Sendable {
    let reason: Reason
    /// The head of the chain over everything saved.
    let head: String
    let submittedAt: Int64
    /// Thousandths of points; absent while unknown, and where the stage does not tell.
    var score: Int?
    /// The score may still come.
    var isWaiting: Bool
  }

  /// Milliseconds until the deadline; negative after it.
  var remaining: Int64 { deadline - clock.time(at: now) }

  /// The zero-based positions of the questions without an answer.
  var unanswered: [Int] { responses.indices.filter { responses[$0].isEmpty } }

  /// The zero-based positions of the questions whose answer has an empty blank or premise.
  var partial: [Int] { items.indices.filter { items[$0].isPartial(responses[$0]) } }

  /// The question on the screen; absent when the paper is empty.
  var item: AttemptView.Item? { items.indices.contains(current) ? items[current] : nil }

  /// Keys are text.
  var isEditing: Bool { phase == .question && edit != nil }

  /// Answers can be given.
  var isAnswering: Bool {
    switch phase {
    case .question, .overview, .confirmingSubmit, .confirmingLeave: true
    case .submitting, .collecting, .receipt, .stopped: false
    }
  }

  /// Nothing more will happen by itself.
  var isSettled: Bool {
    switch phase {
    case .receipt(let receipt): !receipt.isWaiting
    case .stopped: true
    default: false
    }
  }

  /// The attempt was handed in, or cannot go on.
  var isOver: Bool {
    switch phase {
    case .receipt, .stopped: true
    default: false
    }
  }

  /// Takes an event.
  ///
  /// - Returns: what to do about it; the answer to a request is to come back as an event.
  mutating func handle(_ event: PlayEvent) -> [PlayEffect] {
    var effects: [PlayEffect] = []
    switch event {
    case .key(let key):
      switch press(key) {
      case .stay: break
      case .leave: return [.leave]
      case .viewPictures: effects = viewPictures(current)
      }
    case .wish(let wish): carryOut(wish)
    case .viewPictures(let item): effects = viewPictures(item)
    case .picturesSaved(let item, let paths): show(.saved(paths), of: item)
    case .picturesFailed(let item, let failure): show(.failed(failure), of: item)
    case .resized(let size):
      self.size = size
      scroll = 0
    case .ticked(let now):
      self.now = max(now, self.now)
      if isAnswering, remaining <= 0 { submit(.timeUp) }
    case .replied(let replies, let sentAt, let receivedAt):
      clock.observe(serverTime: replies.serverTime, sentAt: sentAt, receivedAt: receivedAt)
      take(replies)
    case .fetched(let view, let sentAt, let receivedAt):
      clock.observe(serverTime: view.serverTime, sentAt: sentAt, receivedAt: receivedAt)
      isUnderWay = false
      wantsAttempt = false
      trouble = nil
      take(view)
    case .failed(let failure): take(failure)
    case .ended(let signal):
      self.signal = signal
      return [.leave]
    }
    return effects + (nextRequest().map { [$0] } ?? [])
  }

  /// Changes what is on the screen; without effect once the attempt is over.
  mutating func show(_ phase: Phase) {
    if isAnswering { self.phase = phase }
  }

  /// Goes to a question: its beginning, and the first of its blanks or premises that is empty.
  mutating func open(_ position: Int) {
    guard items.indices.contains(position) else { return }
    current = position
    scroll = 0
    typed = ""
    edit = nil
    field = items[position].openFields(in: responses[position]).first ?? 0
  }

  /// Does what the contestant wants, at once on the screen and as a command to the server.
  mutating func carryOut(_ wish: CommandQueue.Wish) {
    guard isAnswering else { return }
    complaint = nil
    switch wish {
    case .submit: return submit(.handedIn)
    case .answer(let item, let answer):
      responses[item] = answer
      orders[item] = nil
    case .clear(let item):
      responses[item] = .none
      orders[item] = nil
    }
    queue.append(wish)
  }

  /// Asks for the pictures of a question, unless it has none or they are there already.
  private mutating func viewPictures(_ position: Int) -> [PlayEffect] {
    guard isAnswering, items.indices.contains(position) else { return [] }
    let ids = ItemPictures(items[position]).ids
    guard !ids.isEmpty else { return [] }
    switch pictures[position] {
    case .underWay: return []
    case .saved(let paths):
      show(.saved(paths), of: position)
      return []
    case .failed, nil:
      show(.underWay, of: position)
      return [.fetchPictures(item: position, ids: ids)]
    }
  }

  private mutating func show(_ files: PictureFiles, of position: Int) {
    pictures[position] = files
    if position == current { revealPictures() }
  }

  private mutating func submit(_ reason: Reason) {
    queue.append(.submit)
    phase = .submitting(reason)
  }

  private mutating func nextRequest() -> PlayEffect? {
    guard !isUnderWay, phase != .stopped else { return nil }
    let effect: PlayEffect
    if wantsAttempt {
      effect = .fetch(after: pause)
    } else {
      let batch = queue.takeBatch()
      guard !batch.isEmpty else { return nil }
      effect = .send(batch, after: pause)
    }
    isUnderWay = true
    pause = .zero
    return effect
  }

  private mutating func take(_ replies: CommandReplies) {
    isUnderWay = false
    trouble = nil
    let settlement = queue.settle(replies.replies)
    savedAt = settlement.savedAt ?? savedAt
    if settlement.saved > 0 { failures = 0 }
    if settlement.isSubmitted, let savedAt = settlement.savedAt {
      finish(head: settlement.head ?? "", at: savedAt, score: nil)
      return
    }
    switch settlement.refusal {
    case .pastDeadline: collect(.timeUp)
    case .alreadySubmitted: collect(remaining > 0 ? .elsewhere : .timeUp)
    case .outOfStep: resynchronise()
    case .unacceptable(let sentence):
      complaint = sentence
      resynchronise()
    case nil: if settlement.saved == 0 { backOff() }
    }
  }

  /// Asks what the server has; a server that goes on disagreeing is not asked without pause.
  private mutating func resynchronise() {
    wantsAttempt = true
    if failures > 0 { backOff() } else { failures = 1 }
  }

  private mutating func collect(_ reason: Reason) {
    abandonQueue()
    wantsAttempt = true
    phase = .collecting(reason)
  }

  private mutating func take(_ view: AttemptView) {
    if let submittedAt = view.submittedAt {
      finish(head: view.head, at: submittedAt, score: view.score)
      restore(view.responses)
      return
    }
    switch phase {
    case .collecting:
      wantsAttempt = true
      pause = .seconds(1)
    case .receipt: awaitScore()
    default:
      queue.rebase(onto: view.lastSequence)
      restore(view.responses)
    }
  }

  /// Takes over what the server has, under what has not yet been sent. An order that was begun
  /// remains where there is no answer.
  private mutating func restore(_ saved: [Answer]) {
    responses = queue.applied(to: Self.fitted(saved, to: items.count))
    orders = orders.filter { responses.indices.contains($0.key) && responses[$0.key].isEmpty }
  }

  /// The attempt is handed in. The score may come a moment later.
  private mutating func finish(head: String, at submittedAt: Int64, score: Int?) {
    let reason: Reason =
      switch phase {
      case .submitting(let reason), .collecting(let reason): reason
      case .receipt(let receipt): receipt.reason
      default: .elsewhere
      }
    abandonQueue()
    phase = .receipt(
      Receipt(
        reason: reason, head: head, submittedAt: submittedAt, score: score,
        isWaiting: score == nil))
    if score == nil { awaitScore() }
  }

  private mutating func abandonQueue() {
    lost += queue.waiting.count { $0.item != nil }
    queue.abandon()
  }

  /// Asks for the score every half second, six times in all.
  private mutating func awaitScore() {
    guard case .receipt(var receipt) = phase else { return }
    if scorePolls > 0 {
      scorePolls -= 1
      pause = .milliseconds(500)
      wantsAttempt = true
    } else {
      receipt.isWaiting = false
      phase = .receipt(receipt)
      wantsAttempt = false
    }
  }

  private mutating func take(_ failure: ContestClient.Failure) {
    isUnderWay = false
    queue.sendingFailed()
    if case .receipt = phase { return awaitScore() }
    trouble = failure
    switch failure {
    case .busy(let seconds, _):
      failures += 1
      pause = .seconds(min(max(seconds ?? 1, 1), 10))
    case .refused(401, _): backOff()  // Until the contestant signs in anew.
    default:
      if failure.status == .unreachable { return backOff() }
      phase = .stopped
    }
  }

  /// Waits 1, 2, 4, then 5 seconds before the next request.
  private mutating func backOff() {
    pause = .seconds(min(1 << min(failures, 3), 5))
    failures += 1
  }

  private static func fitted(_ responses: [Answer], to count: Int) -> [Answer] {
    let missing = max(0, count - responses.count)
    return Array(responses.prefix(count)) + Array(repeating: .none, count: missing)
  }
}
