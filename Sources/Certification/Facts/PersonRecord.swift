package import Contests

/// What the roster and the achievement ledger hold of a person on a day, apart from the result that
/// is judged.
package struct PersonRecord: Hashable, Sendable {
  /// What a person is at work or at school.
  package enum Category: String, Hashable, Sendable, CaseIterable {
    case worker, student
    case foreignStaff = "foreign-staff"
    case teamMember = "team-member"

    /// For people.
    package var title: LocalizedText {
      switch self {
      case .worker: LocalizedText(zhHans: "职工", en: "worker")
      case .student: LocalizedText(zhHans: "学生", en: "student")
      case .foreignStaff: LocalizedText(zhHans: "外籍员工", en: "foreign staff")
      case .teamMember: LocalizedText(zhHans: "团队成员", en: "team member")
      }
    }
  }

  /// As the identity paper says.
  package enum Gender: String, Hashable, Sendable, CaseIterable {
    case female, male

    /// For people.
    package var title: LocalizedText {
      switch self {
      case .female: LocalizedText(zhHans: "女", en: "female")
      case .male: LocalizedText(zhHans: "男", en: "male")
      }
    }
  }

  /// A level that was gained through a contest, or for which an outcome on record lets apply.
  package struct Promotion: Hashable, Sendable {
    package let level: SkillLevel
    /// When the stage that led to it was certified for the first time; the day of issue where no
    /// outcome of this server led to it.
    package let date: CalendarDate
    /// The id of the contest; absent when it was none of this server's.
    package let contest: String?
    package let evidence: String

    package init(level: SkillLevel, date: CalendarDate, contest: String?, evidence: String) {
      self.level = level
      self.date = date
      self.contest = contest
      self.evidence = evidence
    }

    /// The number of the outcome on record by which the person may apply, of evidence such as
    /// `outcome:cup#3`; absent for a level of which the ledger knows.
    package var outcome: Int? {
      guard evidence.hasPrefix("outcome:"), let sign = evidence.lastIndex(of: "#") else {
        return nil
      }
      return Int(evidence[evidence.index(after: sign)...])
    }
  }

  /// The highest level held in the occupation; absent when none is known.
  package var level: Fact<SkillLevel?>
  package var category: Fact<Category?>
  package var birthDate: Fact<CalendarDate?>
  package var gender: Fact<Gender?>
  /// Titles held, such as 全国技术能手.
  package var titles: [Fact<String>]
  /// Hours of training, all together.
  package var trainingHours: Fact<Int?>
  /// Since when the person has worked in the occupation.
  package var worksSince: Fact<CalendarDate?>
  /// Who employs the person; absent: the unit of the roster does.
  package var employer: Fact<String?>
  /// The master whose apprentice the person is.
  package var mentor: Fact<String?>
  /// Levels gained through contests before the stage that is judged, in any occupation.
  package var promotions: [Promotion]

  /// A record that says nothing.
  ///
  /// - Parameter place: where it was searched, such as `ledger:17`.
  package init(searched place: String) {
    level = Fact(nil, evidence: place)
    category = Fact(nil, evidence: place)
    birthDate = Fact(nil, evidence: place)
    gender = Fact(nil, evidence: place)
    titles = []
    trainingHours = Fact(nil, evidence: place)
    worksSince = Fact(nil, evidence: place)
    employer = Fact(nil, evidence: place)
    mentor = Fact(nil, evidence: place)
    promotions = []
  }
}
