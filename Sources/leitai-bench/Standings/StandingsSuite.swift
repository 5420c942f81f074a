import ArgumentParser
import Contests
import Foundation
import QuestionBanks
import Scoring

/// Live standings of as many people as took part in the reference contest, beside Redis.
struct StandingsSuite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "standings", abstract: "Live standings, exports and rebuilding, beside Redis.",
    discussion: """
      Redis answers through a socket file at its best depth of pipelining; the table is asked in this \
      process. Both are measured in turn on the same machine. Over HTTP the platform's own server is \
      asked, and the least page of the same framework that asks Redis.
      """)

  /// A part that can be measured alone.
  enum Part: String, CaseIterable, ExpressibleByArgument {
    case redis, table, memory, http, rebuild, export, correct, many
  }

  @OptionGroup var options: SuiteOptions

  @Option(help: "Measure this part only; may be given several times.")
  var only: [Part] = []

  static let members = 284_100
  static let manyMembers = 5_000_000

  func run() throws {
    let parts = Set(only.isEmpty ? Part.allCases : only)
    let redis = parts.contains(.redis) ? try RedisServer() : nil
    var samples: [StandingsFigure: [Double]] = [:]
    func add(_ values: [StandingsFigure: Double]) {
      for (figure, value) in values { samples[figure, default: []].append(value) }
    }
    let setting = try StandingsSetting(members: Self.members)
    for run in 0..<options.runs {
      if parts.contains(.table) {
        var rates = TableRates(setting, seed: UInt64(run))
        add(try rates.measure())
      }
      if let redis { add(try Self.redisRates(redis)) }
      if parts.contains(.memory) {
        let report = try ChildProcess.run(["hold-standings", "--members", "\(Self.members)"])
        add([.memory: report.figure ?? .nan])
      }
    }
    if !parts.isDisjoint(with: [.http, .rebuild, .export]) {
      try Self.measureStored(parts, setting, runs: options.runs, add)
    }
    if parts.contains(.correct) {
      // A bank in which each question is on every 240th paper, and one in which it is on all.
      try Self.measureCorrection(.correct, questions: 1_200, runs: options.runs, add)
      try Self.measureCorrection(
        .correctAll, questions: BenchContest.questionsOfPractice, runs: options.runs, add)
    }
    if parts.contains(.many) {
      let report = try ChildProcess.run(["rank-many", "--members", "\(Self.manyMembers)"])
      add([.many: report.figure ?? .nan])
    }
    try options.show(
      StandingsFigure.measurements(samples.mapValues(Repetition.median))
        .filter { !$0.value.isNaN })
  }

  /// Measures what begins with results on the disk, in a folder that is gone afterwards.
  private static func measureStored(
    _ parts: Set<Part>, _ setting: StandingsSetting, runs: Int,
    _ add: ([StandingsFigure: Double]) -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = ["--data", folder.path, "--members", "\(members)"]
    _ = try ChildProcess.run(["store-standings"] + options)
    let boards = parts.contains(.http) ? try RedisServer() : nil
    if let boards { try StandingsRequests.fill(boards, setting) }
    for _ in 0..<runs {
      if let boards { add(try StandingsRequests.measure(folder, setting, boards, seconds: 3)) }
      if parts.contains(.rebuild) {
        add([.rebuild: try ChildProcess.run(["rebuild-standings"] + options).seconds])
      }
      if parts.contains(.export) {
        let report = try ChildProcess.run(["export-standings"] + options)
        add([.export: report.seconds, .exportMemory: (report.figure ?? .nan) / 1_048_576])
      }
    }
  }

  private static func measureCorrection(
    _ figure: StandingsFigure, questions: Int, runs: Int, _ add: ([StandingsFigure: Double]) -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "leitai-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = ["--data", folder.path, "--members", "\(members)"]
    _ = try ChildProcess.run(["store-answers", "--questions", "\(questions)"] + options)
    for _ in 0..<runs {
      add([figure: try ChildProcess.run(["correct-question"] + options).seconds])
    }
    guard figure == .correctAll else { return }
    // Each question can be given once, and the bank has no others.
    for question in 0..<min(runs, questions) {
      let report = try ChildProcess.run(
        ["correct-question", "--apply", "--question", "\(question)"] + options)
      add([.apply: report.seconds, .applyWait: report.figure ?? .nan])
    }
  }

  private static func redisRates(_ redis: RedisServer) throws -> [StandingsFigure: Double] {
    let member = "3203__rand_int__"
    let commands: [(StandingsFigure, [String], Int)] = [
      (.zadd, ["ZADD", "board", "__rand_int__", member], 1_000_000),
      (.zrevrank, ["ZREVRANK", "board", member], 1_000_000),
      (.zrevrange, ["ZREVRANGE", "board", "0", "99", "WITHSCORES"], 200_000),
    ]
    var rates: [StandingsFigure: Double] = [:]
    for (figure, command, count) in commands {
      rates[figure] = try redis.best(of: command, count: count, range: members)
    }
    return rates
  }
}

/// What the suite measures, in the order of the table.
enum StandingsFigure: CaseIterable {
  case zadd, update, zrevrank, ranks, ranksOfPage, rank, zrevrange, head, headAnew, memory
  case redisHeadHTTP, headHTTP, redisRanksHTTP, ranksHTTP
  case rebuild, export, exportMemory, correct, correctAll, apply, applyWait, many

  /// - Parameter values: a rate a second each, but for memory (bytes, of the export MB), many (a
  ///   ratio), and what is measured in seconds.
  static func measurements(_ values: [StandingsFigure: Double]) -> [Measurement] {
    func value(_ figure: StandingsFigure) -> Double { values[figure] ?? .nan }
    let scopes = Double(StandingsSetting.scopes)
    return [
      Measurement("Redis ZADD, pipelined", value(.zadd), "1/s", better: .higher),
      Measurement(
        "update of one result in \(StandingsSetting.scopes) scopes", value(.update), "1/s",
        better: .higher),
      Measurement(
        "the same against as many ZADD", value(.update) * scopes / value(.zadd), "x", must: 5,
        aim: 10, better: .higher),
      Measurement("Redis ZREVRANK, pipelined", value(.zrevrank), "1/s", better: .higher),
      Measurement(
        "ranks of a contestant in \(StandingsSetting.scopes) scopes", value(.ranks), "1/s",
        better: .higher),
      Measurement(
        "the same against as many ZREVRANK", value(.ranks) * scopes / value(.zrevrank), "x",
        must: 8, aim: 12, better: .higher),
      Measurement(
        "rank in one scope, those of a page at once", value(.ranksOfPage), "1/s", better: .higher),
      Measurement(
        "the same against ZREVRANK", value(.ranksOfPage) / value(.zrevrank), "x", must: 8, aim: 12,
        better: .higher),
      Measurement(
        "rank in one scope, one by one", value(.rank), "1/s", better: .higher),
      Measurement(
        "the same against ZREVRANK, of which many come at once", value(.rank) / value(.zrevrank),
        "x", better: .higher),
      Measurement(
        "Redis ZREVRANGE 0 99 WITHSCORES, pipelined", value(.zrevrange), "1/s", better: .higher),
      Measurement("top 100 with names and scores", value(.head), "1/s", better: .higher),
      Measurement(
        "the same against ZREVRANGE", value(.head) / value(.zrevrange), "x", must: 20, aim: 60,
        better: .higher),
      Measurement(
        "the same with a new leader before each question", value(.headAnew), "1/s", better: .higher),
      Measurement(
        "memory a member, all scopes", value(.memory), "B", must: 300, aim: 160, better: .lower),
      Measurement(
        "HTTP: top 100 without names, from Redis", value(.redisHeadHTTP), "requests/s",
        better: .higher),
      Measurement(
        "HTTP: top 100 as contestants see it", value(.headHTTP), "requests/s", better: .higher),
      Measurement(
        "the same against Redis behind the same framework",
        value(.headHTTP) / value(.redisHeadHTTP),
        "x", better: .higher),
      Measurement(
        "HTTP: ranks in \(StandingsSetting.scopes) scopes, from Redis", value(.redisRanksHTTP),
        "requests/s", better: .higher),
      Measurement(
        "HTTP: ranks in \(StandingsSetting.scopes) scopes and ten neighbours", value(.ranksHTTP),
        "requests/s", better: .higher),
      Measurement(
        "the same against Redis behind the same framework",
        value(.ranksHTTP) / value(.redisRanksHTTP), "x", better: .higher),
      Measurement(
        "full rebuild of standings from 284,100 stored attempts", value(.rebuild), "s", must: 5,
        aim: 2, better: .lower),
      Measurement(
        "export of 284,100 rows to xlsx", value(.export), "s", must: 5, aim: 3, better: .lower),
      Measurement(
        "void a question: every change among 284,100 results", value(.correct), "s", must: 2,
        better: .lower),
      Measurement(
        "the same when it is on all papers", value(.correctAll), "s", must: 2, better: .lower),
      Measurement("to make that correction", value(.apply), "s", better: .lower),
      Measurement(
        "longest that another write waits meanwhile", value(.applyWait), "s", better: .lower),
      Measurement("memory that the export takes", value(.exportMemory), "MB", better: .lower),
      Measurement(
        "time an operation with 5,000,000 members against 284,100", value(.many), "x", must: 4,
        aim: 2.5, better: .lower),
    ]
  }
}

/// How often in a second a table does what it is there for.
struct TableRates {
  private let setting: StandingsSetting
  private var random: SeededGenerator
  private var table: StandingsTable
  private static let operations = 300_000
  /// Results at once.
  private static let handedOver = 64

  init(_ setting: StandingsSetting, seed: UInt64) {
    self.setting = setting
    random = SeededGenerator(seed: seed)
    table = setting.filledTable(using: &random)
  }

  mutating func measure() throws -> [StandingsFigure: Double] {
    [
      .update: updates(), .ranks: try ranksInAllScopes(), .ranksOfPage: try ranksOfPages(),
      .rank: try ranks(),
      .head: try heads(Self.operations * 10, changing: false),
      .headAnew: try heads(20_000, changing: true),
    ]
  }

  /// Corrects a random result: it leaves its place in every scope and takes another. Results come as
  /// the projector hands them over at full load, dozens at once, as Redis is sent its commands.
  mutating func updates() -> Double {
    let changes = (0..<Self.operations).map { _ in
      let index = Int.random(in: setting.contestants.indices, using: &random)
      return (
        outcome: setting.outcome(of: index, number: 1, using: &random),
        contestant: setting.contestants[index]
      )
    }
    return Self.rate(Self.operations) {
      var rest = changes[...]
      while !rest.isEmpty {
        table.add(rest.prefix(Self.handedOver))
        rest = rest.dropFirst(Self.handedOver)
      }
    }
  }

  /// Asks for where a contestant stands, as contestants do: in every scope at once.
  mutating func ranksInAllScopes() throws -> Double {
    try askEach { table, id in
      let ranks = table.ranks(of: id)
      guard ranks.count == StandingsSetting.scopes else { return 0 }
      return ranks.reduce(0) { $0 + $1.rank }
    }
  }

  /// Asks for the ranks among all of those on a page of some, as Redis is sent many commands at once.
  mutating func ranksOfPages() throws -> Double {
    try ask { table, asked in
      var sum = 0
      for start in stride(from: 0, to: asked.count, by: StandingsTable.headSize) {
        let page = asked[start..<min(asked.count, start + StandingsTable.headSize)]
        for rank in table.ranks(of: Array(page)) { sum += rank ?? 0 }
      }
      return sum
    }
  }

  mutating func ranks() throws -> Double {
    try askEach { table, id in table.rank(of: id) ?? 0 }
  }

  /// Asks about contestants at random.
  ///
  /// - Parameter question: gives a rank or a sum of ranks.
  private mutating func askEach(
    _ question: (StandingsTable, ContestantID) -> Int
  ) throws -> Double {
    try ask { table, asked in asked.reduce(0) { $0 + question(table, $1) } }
  }

  /// - Parameter questions: gives the sum of the ranks of all who are asked about.
  private mutating func ask(
    _ questions: (StandingsTable, [ContestantID]) -> Int
  ) throws -> Double {
    let asked = (0..<Self.operations).map { _ in
      setting.contestants[Int.random(in: setting.contestants.indices, using: &random)].id
    }
    var sum = 0
    let table = table
    let rate = Self.rate(Self.operations) { sum = questions(table, asked) }
    guard sum > Self.operations else { throw NotMeasured("contestants have no ranks") }
    return rate
  }

  /// - Parameter changing: whether somebody reaches the top before each question.
  private mutating func heads(_ count: Int, changing: Bool) throws -> Double {
    let winner = setting.contestants[0]
    var best = setting.outcome(of: 0, number: 2, using: &random)
    var sum = 0
    let rate = Self.rate(count) {
      for index in 0..<count {
        if changing {
          best = best.scoring(Points(200 + index))
          table.add(best, of: winner)
        }
        sum += table.head().count
      }
    }
    guard sum == count * StandingsTable.headSize else { throw NotMeasured("the top is short") }
    return rate
  }

  private static func rate(_ count: Int, _ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    return Double(count) / (clock.measure(work) / .seconds(1))
  }
}
