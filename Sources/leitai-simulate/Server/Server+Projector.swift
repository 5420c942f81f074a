import Scoring

/// Whose turn it is to mark, as in `ResultsProjector`: one round at a time, and another one when it was
/// rung meanwhile.
struct ProjectorTurn {
  var isTaken = false
  var wasRung = false
}

extension Server {
  /// Says that the journal has a new submission.
  func ring() {
    guard state != .down else { return }
    guard !projector.isTaken else {
      projector.wasRung = true
      return
    }
    projector.isTaken = true
    world.put(.project(life), after: world.pause(upTo: 10))
  }

  /// A round begins: everything is read now, and recorded later.
  func project() {
    if world.servers.contains(where: { $0.number != number && $0.projector.isTaken }) {
      world.tally.count(.overlappingProjections)
    }
    let view = ProjectionView(
      world.journal, bookmark: world.results.bookmark, contest: world.scenario.contest)
    world.put(.projected(life, view), after: world.pause(upTo: 30))
  }

  /// The round's results are written, page by page; after a failure the projector waits.
  func record(_ pages: [ProjectionView.Page]) {
    var failed = false
    for page in pages where !failed {
      let fate = world.fate()
      failed = fate != .sound
      if failed { world.tally.count(.projectionFailed) }
      guard fate == .sound || fate == .landsAndFails else { continue }
      if world.mutant == .bookmarksBeforeResults {
        world.results.mark(page.position)
        world.put(.resultsKept(life, page.results), after: world.pause(upTo: 60))
      } else {
        world.results.mark(page.position)
        world.keep(page.results)
      }
    }
    projector.isTaken = false
    if failed || projector.wasRung {
      projector.wasRung = false
      world.put(.ring(life), after: failed ? 200 : 0)
    }
  }
}

/// The results of a run with the position up to which they are all, as a database keeps them.
struct ResultShelf {
  private(set) var bookmark: Int64 = 0
  private(set) var results: [AttemptResult] = []

  mutating func mark(_ position: Int64) { bookmark = max(bookmark, position) }

  /// - Returns: whether it was not there before.
  mutating func keep(_ result: AttemptResult) -> Bool {
    let attempt = result.outcome.attempt
    guard !results.contains(where: { $0.outcome.attempt == attempt }) else { return false }
    results.append(result)
    return true
  }
}
