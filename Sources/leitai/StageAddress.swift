import ArgumentParser

/// A stage as its user names it: `contest/event/stage`.
struct StageAddress: ExpressibleByArgument, CustomStringConvertible {
  /// Contest, event and stage.
  let segments: [String]

  init?(argument: String) {
    let segments = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard segments.count == 3, segments.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.segments = segments.map(String.init)
  }

  var contest: String { segments[0] }
  var event: String { segments[1] }
  var stage: String { segments[2] }
  var description: String { segments.joined(separator: "/") }

  static var help: ArgumentHelp {
    var help = ArgumentHelp.both(zh: "竞赛/赛项/阶段", en: "The stage")
    help.valueName = "contest/event/stage"
    return help
  }
}
