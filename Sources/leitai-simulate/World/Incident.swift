import Scoring

/// What happens in a run. What is large stands aside, because many wait at once.
enum Incident {
  indirect case request(Request, server: Int)
  indirect case answer(Answer, device: Int, request: Int)
  case wake(device: Int, turn: Int)
  indirect case read(Errand, Life)
  indirect case found(Finding, Life)
  case wakeWriter(Life)
  /// The batch reaches the disk.
  case written(Commit)
  /// The server hears what became of it.
  case reported(Commit)
  case synced(upTo: Int64)
  case keep(Life, round: Int)
  /// A keeper looks for attempts whose time is up, beside its rounds.
  case lookForOverdue(server: Int)
  case rule(Int)
  case resumeAll
  case close(Int)
  case ring(Life)
  case project(Life)
  case projected(Life, ProjectionView)
  indirect case resultsKept(Life, [AttemptResult])
  case crash(server: Int)
  case powerCut
  case stop(server: Int)
  case start(server: Int)
  case jump(server: Int, to: Int64)
  case calm
  case compareMemory
}
