import Contests

/// What an event says to people. The server writes these words and whoever checks a history finds them
/// again in the stored form.
extension AttemptEvent {
  /// The kind: `started`, `answered`, `cleared`, `flagged`, `signalled`, `heartbeat`, `submitted`,
  /// `extended`, `suspended`, `resumed` or `voided`.
  package var name: String {
    switch self {
    case .started: "started"
    case .answered: "answered"
    case .cleared: "cleared"
    case .flagged: "flagged"
    case .signalled: "signalled"
    case .heartbeat: "heartbeat"
    case .submitted: "submitted"
    case .ruled(.extended, _): "extended"
    case .ruled(.suspended, _): "suspended"
    case .ruled(.resumed, _): "resumed"
    case .ruled(.voided, _): "voided"
    }
  }

  /// The zero-based position of the item that it is about; absent where it is about none.
  package var item: Int? {
    switch self {
    case .answered(let item, _), .cleared(let item), .flagged(let item, _): item
    case .started, .signalled, .heartbeat, .submitted, .ruled: nil
    }
  }

  /// The answer, the signal, or by whom and why staff intervened; empty where the kind says it all.
  package var detail: String {
    switch self {
    case .started(let start): "\(start.bank) \(start.bankVersion)"
    case .answered(_, let response): response.line
    case .flagged(_, let isFlagged): isFlagged ? "on" : "off"
    case .signalled(let signal): signal.name
    case .submitted(.contestant): "contestant"
    case .submitted(.deadline): "deadline"
    case .submitted(.closing): "closing"
    case .ruled(.extended(let time), let note):
      "\(time.count / 1000) s; \(note.actor): \(note.reason)"
    case .ruled(.voided(true), let note): "may retry; \(note.actor): \(note.reason)"
    case .ruled(_, let note): "\(note.actor): \(note.reason)"
    case .cleared, .heartbeat: ""
    }
  }
}

extension AttemptEvent.Signal {
  /// Reads what `name` writes.
  package init?(name: String) {
    guard let signal = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = signal
  }

  /// `focus-lost`, `focus-gained`, `pasted` or `resized`.
  package var name: String {
    switch self {
    case .focusLost: "focus-lost"
    case .focusGained: "focus-gained"
    case .pasted: "pasted"
    case .resized: "resized"
    }
  }
}

extension Response {
  /// The response as one line of text, which says the same together with the item's shape: letters
  /// of choices, letters of places with `-` for none, texts between the unit separator U+001F.
  package var line: String {
    switch self {
    case .choices(let choices): choices.letters
    // A stored form that nobody checked may hold any number.
    case .places(let places):
      places.map { $0.map { $0 < 26 ? Choices.letter(Int($0)) : "#\($0)" } ?? "-" }.joined()
    case .texts(let texts): texts.joined(separator: "\u{1F}")
    }
  }
}
