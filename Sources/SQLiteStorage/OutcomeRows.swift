import Certification
import Contests
import GRDB

/// Which outcomes of a contest are read.
enum OutcomeChoice {
  case all
  case of(ContestantID)
  case among([Int])
  /// Those that were made public until a later moment.
  case inNotice(at: Instant)

  /// A condition on `number`, in which the contest is the first argument and `argument` the second.
  fileprivate var condition: String {
    switch self {
    case .all: ""
    case .of:
      "AND number IN (SELECT number FROM outcome WHERE contest = ?1 AND contestant = ?2)"
    case .among: "AND number IN (SELECT value FROM json_each(?2))"
    case .inNotice:
      """
      AND number IN (
        SELECT number FROM outcome_step
        WHERE contest = ?1 AND kind = 'publicised' AND until > ?2)
      """
    }
  }

  fileprivate var argument: (any DatabaseValueConvertible)? {
    switch self {
    case .all: nil
    case .of(let contestant): contestant.text
    case .among(let numbers): "[\(numbers.map(String.init).joined(separator: ","))]"
    case .inNotice(let instant): instant.milliseconds
    }
  }
}

extension SQLiteStore {
  /// By number.
  static func outcomes(
    of contest: ContestID, _ choice: OutcomeChoice, in database: Database
  ) throws -> [OutcomeCase] {
    var arguments: StatementArguments = [contest.text]
    if let argument = choice.argument { arguments += [argument] }
    var steps: [Int: [OutcomeStep]] = [:]
    let taken = try Row.fetchCursor(
      database,
      sql: """
        SELECT number, kind, until, batch, issued_number, issued_on, actor, at, reason,
          results_version, objection
        FROM outcome_step WHERE contest = ?1 \(choice.condition) ORDER BY number, step
        """, arguments: arguments)
    while let row = try taken.next() {
      let kind = try kind(of: row)
      steps[row["number"], default: []].append(
        OutcomeStep(
          kind, note(of: row), basis: try basis(of: row),
          refusedBatch: kind == .rejected ? row["batch"] : nil))
    }
    return try Row.fetchAll(
      database,
      sql: """
        SELECT * FROM outcome WHERE contest = ?1 \(choice.condition) ORDER BY number
        """, arguments: arguments
    ).map { row in
      let (level, recipient): (Int?, String) = (row["level"], row["recipient"])
      return OutcomeCase(
        number: row["number"],
        finding: OutcomeFinding(
          subject: OutcomeSubject(
            stage: StagePath(
              contest: contest, event: try EventID(row["event"]), stage: try StageID(row["stage"])),
            contestant: try ContestantID(row["contestant"]), pack: try PackID(row["pack"]),
            rule: try RuleID(row["rule"])),
          kind: try sound(Outcome.Kind(rawValue: row["kind"]), "outcome", row["kind"]),
          name: LocalizedText(zhHans: row["name_zh"], en: row["name_en"]),
          level: try level.map { try sound(SkillLevel(rawValue: $0), "outcome", "\($0)") },
          recipient: try sound(PolicyPack.Recipient(rawValue: recipient), "outcome", recipient),
          recipientName: row["recipient_name"],
          packVersion: row["pack_version"], packHash: row["pack_hash"],
          resultsVersion: row["results_version"], resultsHash: row["results_hash"]),
        generation: row["generation"], factsHash: row["facts_hash"], opened: note(of: row),
        steps: steps[row["number"]] ?? [])
    }
  }

  private static func note(of row: Row) -> StaffNote {
    StaffNote(
      actor: row["actor"], at: Instant(milliseconds: row["at"]), reason: row["reason"])
  }

  private static func basis(of row: Row) throws -> OutcomeBasis? {
    guard let version: Int = row["results_version"], let objection: String = row["objection"]
    else { return nil }
    return OutcomeBasis(
      resultsVersion: version,
      objection: try sound(
        Facts.Objection(rawValue: objection), "outcome_step", objection))
  }

  /// A step that leads to no state of its own.
  private static func other(_ code: String, _ row: Row) throws -> OutcomeStep.Kind? {
    switch code {
    case "returned": .returned
    case "corrected":
      (row["issued_on"] as String?).flatMap { CalendarDate($0) }.map {
        .corrected(number: row["issued_number"] ?? "", on: $0)
      }
    case "belated":
      (row["issued_on"] as String?).flatMap { CalendarDate($0) }.map {
        .belated(number: row["issued_number"] ?? "", on: $0)
      }
    case "kept": .kept
    default: nil
    }
  }

  private static func kind(of row: Row) throws -> OutcomeStep.Kind {
    let code: String = row["kind"]
    let kind: OutcomeStep.Kind? =
      switch OutcomeCase.State(rawValue: code) {
      case .publicised?:
        (row["until"] as Int64?).map { .publicised(until: Instant(milliseconds: $0)) }
      case .confirmed?: .confirmed
      case .submitted?: (row["batch"] as Int?).map { .submitted(batch: $0) }
      case .issued?:
        .issued(
          number: row["issued_number"] ?? "",
          on: (row["issued_on"] as String?).flatMap { CalendarDate($0) })
      case .rejected?: .rejected
      case .expired?: .expired
      case .revoked?: .revoked
      case .eligible?: nil
      case nil: try other(code, row)
      }
    return try sound(kind, "outcome_step", code)
  }
}
