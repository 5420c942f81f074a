import Sessions

/// A batch on its way to the disk.
final class Commit {
  /// What the disk is going to do with it.
  enum Fate: Equatable {
    case sound
    /// Nothing is written, and that is said.
    case fails
    /// It is written and read by everybody, and said to have failed.
    case landsAndFails
    /// It is said to have failed and nobody reads it, but its bytes are in the page cache: they come
    /// to light after a power cut, unless something else was written over them.
    case lingers
  }

  let life: Life
  let batch: [(entry: JournalEntry, ticket: Writer)]
  let fate: Fate
  /// What became of each entry; absent while nothing was written.
  var refusals: [SimulatedJournal.Refusal?]?

  init(_ life: Life, _ batch: [(entry: JournalEntry, ticket: Writer)], _ fate: Fate) {
    self.life = life
    self.batch = batch
    self.fate = fate
  }

  var entries: [JournalEntry] { batch.map(\.entry) }
}
