/// A state with its requests performed one after the other. One that fails waits for the next
/// occasion, so that a script goes on without a network.
struct LineDesk {
  private(set) var state: PlayState
  private let connection: PlayConnection
  private var postponed: [Errand] = []

  /// A request and the monotonic time before which a server in trouble is not asked.
  private struct Errand {
    let effect: PlayEffect
    let due: Int64
  }

  /// How requests are performed.
  enum Manner {
    /// All, without their pauses: nobody waits for a network between two questions.
    case atOnce
    /// Only those whose pause is over.
    case asDue
    /// All, after their pauses: at the end there is nothing else to do.
    case patiently
  }

  init(state: PlayState, connection: PlayConnection) {
    self.state = state
    self.connection = connection
  }

  /// The attempt is being handed in.
  var isEnding: Bool {
    switch state.phase {
    case .submitting, .collecting: true
    default: false
    }
  }

  /// Takes an event and performs what follows from it.
  mutating func handle(_ event: PlayEvent) async {
    take(event)
    if case .ticked = event { await perform(.asDue) } else { await perform(.atOnce) }
  }

  private mutating func take(_ event: PlayEvent) {
    let effects = state.handle(event)
    if let journal = state.journalToKeep(), let failure = connection.keep(journal) {
      _ = state.handle(failure)
    }
    for effect in effects {
      let errand = Errand(effect: effect, due: connection.watch.now + effect.pause.milliseconds)
      // Who asks for pictures waits for them; they do not wait for what is unsaved.
      if case .fetchPictures = effect {
        postponed.insert(errand, at: 0)
      } else {
        postponed.append(errand)
      }
    }
  }

  /// Performs what was postponed.
  ///
  /// - Returns: whether the server answered, or there was nothing to ask.
  @discardableResult
  mutating func perform(_ manner: Manner) async -> Bool {
    while let place = next(manner) {
      let effect = postponed.remove(at: place).effect
      guard let answer = await connection.perform(manner == .patiently ? effect : effect.atOnce)
      else { continue }
      take(answer)
      if state.trouble != nil { return false }
      if state.isSettled { return true }
    }
    return true
  }

  private func next(_ manner: Manner) -> Int? {
    if manner == .patiently || manner == .atOnce && state.isAnswering {
      return postponed.indices.first
    }
    let now = connection.watch.now
    return postponed.firstIndex { $0.due <= now }
  }
}

extension PlayEffect {
  fileprivate var atOnce: PlayEffect {
    switch self {
    case .send(let commands, _): .send(commands, after: .zero)
    case .fetch: .fetch(after: .zero)
    case .fetchPictures, .fetchRuling, .fileReceipt, .leave: self
    }
  }

  fileprivate var pause: Duration {
    switch self {
    case .send(_, let pause), .fetch(let pause): pause
    case .fetchPictures, .fetchRuling, .fileReceipt, .leave: .zero
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
