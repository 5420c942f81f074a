package import Accounts
package import Contests

/// One fact of a person in the achievement ledger: what is known, since when, and on what evidence.
///
/// Facts are only ever added. One that was wrong is corrected by another that names it, or struck.
package struct Achievement: Hashable, Sendable {
  /// The place in the ledger, 1 for the first.
  package let number: Int
  /// Whose fact it is: the keyed hash of the identity paper, which is the same in every contest and
  /// tells nobody who it is.
  package let person: SecretDigest
  package let statement: Statement
  /// Who recorded it, when, and for a correction why.
  package let note: StaffNote

  package init(number: Int, person: SecretDigest, statement: Statement, note: StaffNote) {
    self.number = number
    self.person = person
    self.statement = statement
    self.note = note
  }

  /// What a fact says.
  package struct Statement: Hashable, Sendable {
    package let content: Content
    /// The day from which it holds: of a certificate the day of issue.
    package let date: CalendarDate
    /// The document, the register entry or the results hash that proves it.
    package let evidence: String
    /// Who says so, such as the name of a register.
    package let source: String
    /// The fact that it takes the place of; absent for a new one.
    package let corrects: Int?

    package init(
      _ content: Content, date: CalendarDate, evidence: String, source: String,
      corrects: Int? = nil
    ) {
      self.content = content
      self.date = date
      self.evidence = evidence
      self.source = source
      self.corrects = corrects
    }
  }

  /// What is known.
  package enum Content: Hashable, Sendable {
    case level(HeldLevel)
    /// Such as 全国技术能手.
    case title(String)
    /// Hours of one course.
    case training(hours: Int)
    /// Works in the occupation since that day.
    case worksSince(CalendarDate)
    case birthDate(CalendarDate)
    case gender(PersonRecord.Gender)
    case category(PersonRecord.Category)
    case employer(String)
    case mentor(String)
    /// The fact that is corrected was wrong, and nothing takes its place.
    case struck

    /// A stable name, which is also the one in storage.
    package var kind: Kind {
      switch self {
      case .level: .level
      case .title: .title
      case .training: .training
      case .worksSince: .worksSince
      case .birthDate: .birthDate
      case .gender: .gender
      case .category: .category
      case .employer: .employer
      case .mentor: .mentor
      case .struck: .struck
      }
    }

    /// The value as text, which is also the one in storage.
    package var value: String {
      switch self {
      case .level(let held): held.level.name
      case .title(let text), .employer(let text), .mentor(let text): text
      case .training(let hours): String(hours)
      case .worksSince(let day), .birthDate(let day): day.description
      case .gender(let gender): gender.rawValue
      case .category(let category): category.rawValue
      case .struck: ""
      }
    }
  }

  /// The kinds of facts.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case level, title, training
    case worksSince = "works-since"
    case birthDate = "birth-date"
    case gender, category, employer, mentor, struck

    /// For people.
    package var name: LocalizedText {
      switch self {
      case .level: LocalizedText(zhHans: "技能等级", en: "skill level")
      case .title: LocalizedText(zhHans: "称号", en: "title")
      case .training: LocalizedText(zhHans: "培训学时", en: "training hours")
      case .worksSince: LocalizedText(zhHans: "从业起始", en: "works since")
      case .birthDate: LocalizedText(zhHans: "出生日期", en: "birth date")
      case .gender: LocalizedText(zhHans: "性别", en: "gender")
      case .category: LocalizedText(zhHans: "人员类别", en: "category")
      case .employer: LocalizedText(zhHans: "工作单位", en: "employer")
      case .mentor: LocalizedText(zhHans: "师傅", en: "mentor")
      case .struck: LocalizedText(zhHans: "作废", en: "struck")
      }
    }
  }
}

/// A level certificate that a person holds.
package struct HeldLevel: Hashable, Sendable {
  package let level: SkillLevel
  /// Absent when it is not known; then it counts for every occupation.
  package let occupation: OccupationCode?
  /// The authorities' number; absent when it is not known.
  package let certificate: LevelCertificateNumber?
  /// The body that issued it.
  package let issuer: String?
  /// The contest through which it was gained, by its id here or its name; absent: through none.
  package let contest: String?

  package init(
    level: SkillLevel, occupation: OccupationCode?, certificate: LevelCertificateNumber?,
    issuer: String?, contest: String?
  ) {
    self.level = level
    self.occupation = occupation
    self.certificate = certificate
    self.issuer = issuer
    self.contest = contest
  }
}

/// Where the ledger is kept. Each method is one transaction; nothing in it ever changes.
package protocol AchievementStore: Sendable {
  /// Adds facts and the record that says so. One that is there already, word for word, is left out.
  ///
  /// - Throws: `AchievementConflict` when one corrects what is not there, or a certificate's number
  ///   belongs to somebody else; nothing is changed then.
  func add(
    _ facts: [(person: SecretDigest, statement: Achievement.Statement)], _ note: StaffNote,
    noting record: AuditRecord
  ) async throws -> Int

  /// Finds out whether facts could be added, and adds nothing.
  ///
  /// - Throws: `AchievementConflict` as adding them would.
  func check(_ facts: [(person: SecretDigest, statement: Achievement.Statement)]) async throws

  /// The facts of a person in the order of the ledger, those that were corrected included.
  func achievements(of person: SecretDigest) async throws -> [Achievement]

  /// The facts of everybody on a contest's roster, of one event when `event` is given.
  func achievements(
    of contest: ContestID, event: EventID?
  ) async throws -> [ContestantID: [Achievement]]

  /// The contestants, of all contests, who are that person.
  func contestants(who person: SecretDigest) async throws -> [Contestant]

  /// The levels for which people on a contest's roster, of one event when `event` is given, may apply
  /// by outcomes on record of any stage of any contest, what was certified first before. What came to
  /// nothing is left out.
  ///
  /// - Parameter contestant: the only one who is asked about; absent: everybody.
  func promotionsOnRecord(
    of contest: ContestID, event: EventID?, contestant: ContestantID?
  ) async throws -> [ContestantID: [PromotionOnRecord]]

  /// The outcomes of all stages that are frozen now, in every contest.
  func hiddenOutcomes() async throws -> [HiddenOutcome]
}

/// An outcome of a stage that is frozen now: the public sees nothing of it.
package struct HiddenOutcome: Hashable, Sendable {
  package let contest: ContestID
  /// The outcome's within the contest.
  package let number: Int
  /// By which the ledger names it.
  package let evidence: String

  /// Made by storage drivers only.
  package init(contest: ContestID, number: Int, resultsHash: String) {
    self.contest = contest
    self.number = number
    evidence = OutcomeCase.ledgerEvidence(contest, number, results: resultsHash)
  }
}

/// A level for which somebody may apply by an outcome on record.
package struct PromotionOnRecord: Hashable, Sendable {
  package let stage: StagePath
  /// The outcome's within the contest.
  package let number: Int
  package let level: SkillLevel
  /// When its stage was certified for the first time.
  package let certifiedAt: Instant
  /// By which the ledger names it once it is issued.
  package let evidence: String

  /// Made by storage drivers only.
  package init(
    stage: StagePath, number: Int, level: SkillLevel, certifiedAt: Instant, resultsHash: String
  ) {
    self.stage = stage
    self.number = number
    self.level = level
    self.certifiedAt = certifiedAt
    evidence = OutcomeCase.ledgerEvidence(stage.contest, number, results: resultsHash)
  }

  /// Whether its stage was certified for the first time before another was; of two at the same moment
  /// the first by contest, event and stage. A stage never precedes itself.
  package func precedes(_ other: StagePath, certifiedAt instant: Instant) -> Bool {
    stage != other && (certifiedAt, stage) < (instant, other)
  }
}

/// Why facts cannot be added to those that are there; by their place in the batch, from 0.
package enum AchievementConflict: Error, Hashable, Sendable {
  /// There is no such fact of that person, or it was corrected already.
  case nothingToCorrect(index: Int, number: Int)
  /// The number of a level certificate belongs to another person.
  case certificateOfAnother(index: Int, LevelCertificateNumber)
}
