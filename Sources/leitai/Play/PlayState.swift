import ContestAPI
import ContestClient

/// A contestant at an attempt: what happened goes in, what is to be done comes out. Pure; the time
/// and the network are events.
///
/// Invariant: at most one request for or about commands is under way, so replies come in the order of
/// the commands.
struct PlayState: Sendable {
  /// `contest/event/stage`, with which to come back.
  let address: String
  let title: String
  /// The language of the screen, on which it depends how many lines a question has.
  let say: Language
  /// What the organizer declared for the stage; absent where the server does not tell.
  let stage: StageSummary?
  /// 1 for the first attempt.
  let number: Int
  let maximum: Int
  /// What the stage tells, and when, as `AttemptView.feedback`.
  let feedback: String
  /// Empty before the bell.
  var items: [AttemptView.Item] = []
  /// When the time begins to run, by the server's clock.
  var begins: Int64
  /// By the server's clock; staff may move it.
  var deadline: Int64
  /// The answer to each item, saved or not.
  var responses: [Answer] = []
  /// For each item whether it is marked to come back to it, saved or not.
  var flags: [Bool] = []
  /// What is right, by the item's position, as far as the server has told it.
  var solutions: [Int: Solution] = [:]
  /// Answers that will be final and that the contestant has not confirmed, by the item's position.
  var drafts: [Int: Answer] = [:]
  var queue: CommandQueue
  var courier: Courier
  var watch = SignalWatch()
  /// What is kept on this machine; `journalToKeep()` gives it when it has changed.
  var journal: AttemptJournal
  var journalHasChanged = false
  /// Why the journal cannot be written.
  var journalTrouble: CommandFailure?
  /// When something that the contestant wished was saved last, by the server's clock; absent before
  /// the first.
  var savedAt: Int64?
  /// Why the last request failed; absent when it did not.
  var trouble: ContestClient.Failure?
  /// Why an answer was not taken.
  var complaint: String?
  var phase: Phase = .question
  /// How staff intervened, once that is known.
  var ruling: StaffRuling?
  /// The ruling is wanted and has not come.
  var awaitsRuling = false
  var askedForRuling = false
  /// What became of the receipt; absent before there is one.
  var filing: ReceiptFiling?
  /// The receipt is wanted and is not there yet.
  var isFiling = false
  private var askedForReceipt = false
  /// Answers that came too late to be saved.
  var lost = 0
  /// The signal that ended it.
  private(set) var signal: Int32?

  /// The zero-based position of the question on the screen.
  var current = 0
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

  var clock: ServerClock
  /// Monotonic.
  var now: Int64
  /// The server's time at which the clock stands still, while it does.
  var stoodStillAt: Int64?
  var scorePolls = 6
  /// When the server was asked last without need, monotonic.
  var lookedAt: Int64
  var solutionPolls = 30

  /// - Parameters:
  ///   - sentAt: when the attempt was asked for, in monotonic milliseconds.
  ///   - receivedAt: when it came.
  ///   - journal: what an earlier run of the program kept of the attempt.
  init(
    _ view: AttemptView, address: String, title: String, say: Language, size: ScreenSize,
    sentAt: Int64, receivedAt: Int64, journal: AttemptJournal? = nil, stage: StageSummary? = nil
  ) {
    self.address = address
    self.title = title
    self.say = say
    self.size = size
    self.stage = stage
    number = view.number
    maximum = view.maximum
    feedback = view.feedback
    begins = view.begins
    deadline = view.deadline
    self.journal =
      journal ?? AttemptJournal(server: "", attempt: view.attempt, stage: view.stage)
    queue = CommandQueue(lastSequence: view.lastSequence, kept: journal?.waiting ?? [])
    clock = ServerClock(serverTime: view.serverTime, sentAt: sentAt, receivedAt: receivedAt)
    now = receivedAt
    lookedAt = receivedAt
    courier = Courier(at: receivedAt)
    if queue.waiting.contains(where: { $0.kind == "submit" }) { phase = .submitting(.handedIn) }
    take(view)
    open(unanswered.first ?? 0)
  }

  /// What the contestant is about.
  enum Phase: Equatable, Sendable {
    /// For the bell.
    case waiting
    case question, overview, confirmingSubmit, confirmingLeave
    /// For staff, who stopped the clock.
    case suspended
    /// The submission waits to be acknowledged.
    case submitting(Reason)
    /// The server takes no more answers and is about to hand in what it has.
    case collecting(Reason)
    case receipt(Receipt)
    /// Pages through what was right, and goes back to the receipt.
    case review(Receipt)
    /// Staff put an end to it.
    case voided
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

  /// The server's time now.
  var serverNow: Int64 { clock.time(at: now) }

  /// Milliseconds until the deadline; negative after it.
  var remaining: Int64 { deadline - (stoodStillAt ?? serverNow) }

  /// The zero-based positions of the questions without an answer.
  var unanswered: [Int] { responses.indices.filter { responses[$0].isEmpty } }

  /// The zero-based positions of the questions whose answer has an empty blank or premise.
  var partial: [Int] { items.indices.filter { items[$0].isPartial(responses[$0]) } }

  /// The zero-based positions of the questions that are marked.
  var flagged: [Int] { flags.indices.filter { flags[$0] } }

  /// The question on the screen; absent when the paper is empty.
  var item: AttemptView.Item? { items.indices.contains(current) ? items[current] : nil }

  /// Keys are text.
  var isEditing: Bool { phase == .question && edit != nil }

  /// An item takes one answer and no more, because what was right is shown then.
  var answersAreFinal: Bool { feedback == "after-each" }

  /// Window changes and pasted text are told to the server.
  var recordsSignals: Bool { !answersAreFinal }

  /// Answers can be given.
  var isAnswering: Bool {
    switch phase {
    case .question, .overview, .confirmingSubmit, .confirmingLeave: true
    case .waiting, .suspended, .submitting, .collecting, .receipt, .review, .voided, .stopped:
      false
    }
  }

  /// Nothing more will happen by itself.
  var isSettled: Bool {
    switch phase {
    case .receipt(let receipt), .review(let receipt): !receipt.isWaiting && !isFiling
    case .voided: !awaitsRuling
    case .stopped: true
    default: false
    }
  }

  /// The attempt was handed in or voided, or cannot go on.
  var isOver: Bool {
    switch phase {
    case .receipt, .review, .voided, .stopped: true
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
    case .drafted(let item, let answer): draft(answer, for: item)
    case .viewPictures(let item): effects = viewPictures(item)
    case .picturesSaved(let item, let paths): show(.saved(paths), of: item)
    case .picturesFailed(let item, let failure): show(.failed(failure), of: item)
    case .resized(let size):
      if size != self.size { note(.resized) }
      self.size = size
      scroll = 0
    case .ticked(let now): tick(now)
    case .replied(let replies, let sentAt, let receivedAt):
      now = max(now, receivedAt)
      clock.observe(serverTime: replies.serverTime, sentAt: sentAt, receivedAt: receivedAt)
      take(replies)
    case .fetched(let view, let sentAt, let receivedAt):
      now = max(now, receivedAt)
      clock.observe(serverTime: view.serverTime, sentAt: sentAt, receivedAt: receivedAt)
      courier.cameBack()
      courier.askNoMore()
      trouble = nil
      take(view)
    case .failed(let failure): take(failure)
    case .ruled(let ruling): take(ruling)
    case .filed(let filing): take(filing)
    case .journalFailed(let failure): journalTrouble = failure
    case .ended(let signal):
      self.signal = signal
      return [.leave]
    }
    return effects + nextErrands()
  }

  /// What is to be asked or sent now.
  private mutating func nextErrands() -> [PlayEffect] {
    var effects: [PlayEffect] = []
    if awaitsRuling, !askedForRuling {
      askedForRuling = true
      effects.append(.fetchRuling)
    }
    if isFiling, !askedForReceipt {
      askedForReceipt = true
      effects.append(.fileReceipt(journal))
    }
    if phase != .stopped, phase != .voided, let request = courier.next(from: &queue, at: now) {
      effects.append(request)
    }
    return effects
  }

  /// The journal, when it has changed since it was given last. It must be kept before anything is
  /// sent.
  mutating func journalToKeep() -> AttemptJournal? {
    // Who is out of time has not asked for an end: if staff gives more, there is more.
    let waiting =
      phase == .submitting(.timeUp) ? queue.waiting.filter { $0.kind != "submit" } : queue.waiting
    guard journalHasChanged || waiting != journal.waiting else { return nil }
    journal.waiting = waiting
    journalHasChanged = false
    return journal
  }

  /// Changes what is on the screen; without effect unless answers can be given.
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
    field = items[position].openFields(in: answer(of: position)).first ?? 0
  }

  /// Does what the contestant wants, at once on the screen and as a command to the server.
  mutating func carryOut(_ wish: CommandQueue.Wish) {
    guard isAnswering else { return }
    complaint = nil
    switch wish {
    case .submit: return submit(.handedIn)
    case .answer(let item, let answer):
      guard mayAnswer(item) else { return }
      responses[item] = answer
      orders[item] = nil
      drafts[item] = nil
    case .clear(let item):
      guard mayAnswer(item) else { return }
      responses[item] = .none
      orders[item] = nil
    case .flag(let item, let isFlagged):
      guard flags.indices.contains(item) else { return }
      flags[item] = isFlagged
    case .signal, .heartbeat: break
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

  mutating func submit(_ reason: Reason) {
    queue.append(.submit)
    phase = .submitting(reason)
  }
}
