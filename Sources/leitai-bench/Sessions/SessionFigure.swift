/// What the suite measures, in the order of the table.
enum SessionFigure: CaseIterable {
  case hello, helloProcessor, disk
  case single, singleShare, singleProcessor
  case batch, batchGain, batchProcessor
  case halfLoadMedian, halfLoadTail
  case rounds, roundProcessor, packedRounds
  case bell, bellRefusals
  case recovery, memory

  /// The row with that value.
  func measurement(_ value: Double) -> Measurement {
    switch self {
    case .hello:
      Measurement("hello, 256 connections", value, "requests/s", better: .higher)
    case .helloProcessor:
      Measurement("server CPU for one hello", value, "µs", better: .lower)
    case .disk:
      Measurement("the disk: 4 KB appended and synced", value, "1/s", better: .higher)
    case .single:
      Measurement(
        "one answer a request, durable, 256 connections", value, "answers/s", better: .higher)
    case .singleShare:
      Measurement(
        "the same as a share of hello", value, "", must: 0.55, aim: 0.9, better: .higher)
    case .singleProcessor:
      Measurement("server CPU for one answer", value, "µs", better: .lower)
    case .batch:
      Measurement("20 answers a request, durable", value, "answers/s", better: .higher)
    case .batchGain:
      Measurement(
        "the same as a multiple of one a request", value, "", must: 8, aim: 15, better: .higher)
    case .batchProcessor:
      Measurement("server CPU for one of 20 answers", value, "µs", better: .lower)
    case .halfLoadMedian:
      Measurement("p50 at half of that rate of single answers", value, "ms", better: .lower)
    case .halfLoadTail:
      Measurement("p99 at half of that rate", value, "ms", must: 25, aim: 10, better: .lower)
    case .rounds:
      Measurement(
        "rounds of 5 questions from start to submission, 512 connections", value, "rounds/s",
        must: 3_500, aim: 6_000, better: .higher)
    case .roundProcessor:
      Measurement("server CPU for one round", value, "µs", better: .lower)
    case .packedRounds:
      Measurement(
        "the same with all answers and the submission in one request", value, "rounds/s",
        better: .higher)
    case .bell:
      Measurement(
        "10,000 start at a bell, until the last has a paper, 256 connections", value, "s",
        better: .lower)
    case .bellRefusals:
      Measurement("how often they were asked to come again", value, "", better: .lower)
    case .recovery:
      Measurement(
        "recovery of 30,400 open attempts with 1.52 million answers", value, "s", must: 5,
        better: .lower)
    case .memory:
      Measurement(
        "engine memory of an open attempt of 50 questions", value, "B", must: 500, aim: 250,
        better: .lower)
    }
  }
}
