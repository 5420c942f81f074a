package import Contests

/// What a competent body says that it issued. The number is the body's own: it is checked against the
/// outcome, the register and the calendar, and never made here.
package struct OfficialCertificate: Hashable, Sendable {
  /// As the body writes it; of a level certificate in its official form. Empty when there is none.
  package let number: String
  package let day: CalendarDate
  /// Absent for everything but level certificates.
  package let levelNumber: LevelCertificateNumber?
  /// Who issued it.
  package let issuer: String

  /// What is known of an outcome beside it.
  package struct Grounds: Sendable {
    /// Absent when the outcome is no level.
    package let level: SkillLevel?
    package let occupation: OccupationCode
    /// Of the person; absent for a team or a unit.
    package let employer: UnitName?
    /// When the results on which the outcome rests were certified.
    package let certifiedOn: CalendarDate
    package let today: CalendarDate
    package let body: HandOver.Body
    /// The body's entries in the register of issuers.
    package let register: [IssuerRegistration]

    package init(
      level: SkillLevel?, occupation: OccupationCode, employer: UnitName?,
      certifiedOn: CalendarDate, today: CalendarDate, body: HandOver.Body,
      register: [IssuerRegistration]
    ) {
      self.level = level
      self.occupation = occupation
      self.employer = employer
      self.certifiedOn = certifiedOn
      self.today = today
      self.body = body
      self.register = register
    }
  }

  /// One thing that is wrong.
  package struct Flaw: Hashable, Sendable {
    /// Whether it is the number that is wrong, or the day.
    package let isOfNumber: Bool
    /// A stable name for programs, in kebab-case.
    package let code: String
    package let text: LocalizedText
  }

  /// Everything that is wrong with it, in one pass.
  package struct Unfit: Error, Hashable, Sendable {
    /// At least one.
    package let flaws: [Flaw]
  }

  /// - Parameter number: without white space at its ends.
  /// - Throws: `Unfit`.
  package init(number: String, on day: CalendarDate, _ grounds: Grounds) throws(Unfit) {
    var flaws: [Flaw] = []
    func note(_ isOfNumber: Bool, _ code: String, _ zhHans: String, _ en: String) {
      flaws.append(
        Flaw(
          isOfNumber: isOfNumber, code: code, text: LocalizedText(zhHans: zhHans, en: en)))
    }
    if day > grounds.today {
      note(false, "date-in-future", "发证日期 \(day) 还没有到", "the day \(day) is yet to come")
    }
    if day < grounds.certifiedOn {
      note(
        false, "date-before-results", "发证日期 \(day) 早于成绩确认日期 \(grounds.certifiedOn)",
        "\(day) is before the results were certified, on \(grounds.certifiedOn)")
    }
    var read: LevelCertificateNumber?
    if let level = grounds.level {
      let issuer = grounds.employer.flatMap { employer in
        grounds.register.first {
          $0.occupation == grounds.occupation && $0.covers(level, employer: employer, on: day)
        }
      }
      if issuer == nil {
        note(
          false, "issuer-not-registered",
          "\(grounds.body.name)在 \(day) 未备案 \(grounds.occupation) \(level.name)，或不能为该单位发证",
          "\(grounds.body.name) was not registered for \(grounds.occupation) \(level.name) and that "
            + "employer on \(day)")
      }
      do throws(LevelCertificateNumber.Flaw) {
        let found = try LevelCertificateNumber(number)
        flaws += Self.flaws(of: found, level, day, issuer ?? grounds.register.first)
        read = found
      } catch {
        let text = error.sentence
        note(
          true, number.isEmpty ? "certificate-missing" : "certificate-unfit",
          number.isEmpty ? "缺少证书编号" : "证书编号不正确：\(text.text(in: .zhHans))",
          number.isEmpty
            ? "the certificate's number is missing"
            : "the certificate's number is not right: \(text.text(in: .en))")
      }
    } else if number.count > Self.numberLength {
      note(
        true, "text-unfit", "编号最多 \(Self.numberLength) 个字符",
        "a number has at most \(Self.numberLength) characters")
    }
    if SerialNumber(number) != nil {
      note(
        true, "number-of-platform", "\(number) 属于本平台自己的编号",
        "\(number) belongs to the platform's own series")
    }
    guard flaws.isEmpty else { throw Unfit(flaws: flaws) }
    self.number = read?.text ?? number
    self.day = day
    levelNumber = read
    issuer = grounds.body.name
  }

  /// Characters of a number for which there is no rule.
  private static let numberLength = 100

  /// What does not fit between a number's parts and everything else.
  private static func flaws(
    of number: LevelCertificateNumber, _ level: SkillLevel, _ day: CalendarDate,
    _ issuer: IssuerRegistration?
  ) -> [Flaw] {
    var flaws: [Flaw] = []
    func note(_ code: String, _ zhHans: String, _ en: String) {
      flaws.append(
        Flaw(isOfNumber: true, code: code, text: LocalizedText(zhHans: zhHans, en: en)))
    }
    if number.level != level {
      note(
        "certificate-level", "证书编号中的等级是\(number.level.name)，不是\(level.name)",
        "the number is of \(number.level.name), not of \(level.name)")
    }
    if number.yearOfCentury != day.year % 100 {
      note(
        "certificate-year", "证书编号中的年份是 \(number.yearOfCentury)，发证日期是 \(day)",
        "the number is of the year \(number.yearOfCentury), the date is \(day)")
    }
    guard let issuer else { return flaws }
    if number.isOfFirm != (issuer.kind == .firm) {
      note(
        "certificate-kind",
        issuer.kind == .firm
          ? "\(issuer.name)是用人单位，证书编号应以 Y 开头" : "\(issuer.name)是评价机构，证书编号应以 S 开头",
        "the number of \(issuer.name) has to begin with \(issuer.kind == .firm ? "Y" : "S")")
    }
    if let code = LevelCertificateNumber.bodyCode(issuer.registerNumber),
      !number.text.hasPrefix(code)
    {
      note(
        "certificate-body", "证书编号的机构部分不是\(issuer.name)的 \(code)",
        "the number's part of the body is not that of \(issuer.name), \(code)")
    }
    return flaws
  }
}

extension LevelCertificateNumber {
  /// Whether a firm issued it to its own people, and not a body.
  package var isOfFirm: Bool { text.hasPrefix("Y") }

  /// The beginning of the numbers of a body whose number in the register is its code: a letter, 4
  /// digits, and if they are there 2 of the province and 6 of the site. Absent for other numbers, such
  /// as 苏备1号, which say nothing of certificates.
  static func bodyCode(_ registerNumber: String) -> String? {
    let code = registerNumber.uppercased().filter { !$0.isWhitespace }
    guard code.first == "Y" || code.first == "S", [5, 7, 13].contains(code.utf8.count),
      code.dropFirst().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return code
  }
}

extension LevelCertificateNumber.Flaw {
  /// For people, after a colon.
  var sentence: LocalizedText {
    switch self {
    case .form:
      LocalizedText(zhHans: "应为 Y 或 S 加 21 位数字", en: "it has to be Y or S and 21 digits")
    case .province: LocalizedText(zhHans: "其中的省份代码不存在", en: "there is no such province")
    case .level: LocalizedText(zhHans: "其中的等级应为 1 至 5", en: "its level has to be 1 to 5")
    case .serial: LocalizedText(zhHans: "其中的流水号不能为零", en: "its serial cannot be zero")
    }
  }
}
