/// What became of one outcome.
package struct OutcomeRow: Codable, Hashable, Sendable {
  /// 1 for the first of the contest.
  package let number: Int
  package let stage: String
  package let contestant: String
  package let name: String
  package let unit: String
  package let pack: String
  package let rule: String
  /// `grant`, `recommendation`, `eligibility` or `subsidy`: never presented as each other.
  package let kind: String
  /// Such as 一等奖 or 技师.
  package let outcome: String
  /// Who has it on account of the contestant's result: `person`, `team`, `unit`, `mentor` or `union`.
  package let recipient: String
  /// The name of the mentor, union, team or unit that has it; absent for the person.
  package let recipientName: String?
  /// `eligible`, `publicised`, `confirmed`, `submitted`, `issued`, `rejected`, `expired`, `revoked`.
  package let state: String
  /// When the public notice ends, in milliseconds since 1970.
  package let noticeEnd: Int64?
  package let issuedNumber: String?
  package let steps: [Step]

  package init(
    number: Int, stage: String, contestant: String, name: String, unit: String, pack: String,
    rule: String, kind: String, outcome: String, recipient: String, recipientName: String?,
    state: String, noticeEnd: Int64?, issuedNumber: String?, steps: [Step]
  ) {
    self.number = number
    self.stage = stage
    self.contestant = contestant
    self.name = name
    self.unit = unit
    self.pack = pack
    self.rule = rule
    self.kind = kind
    self.outcome = outcome
    self.recipient = recipient
    self.recipientName = recipientName
    self.state = state
    self.noticeEnd = noticeEnd
    self.issuedNumber = issuedNumber
    self.steps = steps
  }

  /// Something that happened to it.
  package struct Step: Codable, Hashable, Sendable {
    /// As `OutcomeRow.state` says it; `opened` for the first, `kept` for what stays although it does
    /// not follow from the results any more.
    package let kind: String
    package let at: Int64
    /// Absent for contestants.
    package let actor: String?
    package let reason: String

    package init(kind: String, at: Int64, actor: String?, reason: String) {
      self.kind = kind
      self.at = at
      self.actor = actor
      self.reason = reason
    }
  }
}

/// The outcomes of a contest, by number; for contestants their own.
package struct OutcomeList: Codable, Hashable, Sendable {
  package let contest: String
  package let outcomes: [OutcomeRow]
  /// Of the answer to a number that was noted: that its outcome does not stand, which the body has to
  /// be told. Absent when there is nothing to say.
  package var warnings: [APIError.Detail]?

  package init(contest: String, outcomes: [OutcomeRow]) {
    self.contest = contest
    self.outcomes = outcomes
  }
}

/// What would have to be done so that outcomes follow from the newest certified results again.
package struct OutcomeProposalList: Codable, Hashable, Sendable {
  package let contest: String
  /// Changes whenever anything else is proposed; whoever accepts names it.
  package let digest: String
  /// To begin their life; the first is number 1 of the proposals.
  package let grants: [Grant]
  /// That do not follow from any decision any more; numbered on behind `grants`.
  package let withdrawals: [OutcomeRow]
  /// Certificates that state another result than the newest certified one. They are none of the proposals:
  /// `renew` revokes them and opens the same outcomes anew.
  package let outdated: [Outdated]
  /// Stages without certified results, whose outcomes are left as they are.
  package let uncertified: [String]

  package init(
    contest: String, digest: String, grants: [Grant], withdrawals: [OutcomeRow],
    outdated: [Outdated], uncertified: [String]
  ) {
    self.contest = contest
    self.digest = digest
    self.grants = grants
    self.withdrawals = withdrawals
    self.outdated = outdated
    self.uncertified = uncertified
  }

  /// A certificate and the result that it would state now.
  package struct Outdated: Codable, Hashable, Sendable {
    /// Of the outcome.
    package let number: Int
    package let contestant: String
    package let name: String
    package let outcome: String
    /// Of the certificate, in the platform's series.
    package let serial: String
    package let stated: Result
    package let certified: Result

    package init(
      number: Int, contestant: String, name: String, outcome: String, serial: String,
      stated: Result, certified: Result
    ) {
      self.number = number
      self.contestant = contestant
      self.name = name
      self.outcome = outcome
      self.serial = serial
      self.stated = stated
      self.certified = certified
    }

    /// What a certificate says.
    package struct Result: Codable, Hashable, Sendable {
      /// Points as decimal text.
      package let score: String?
      package let rank: Int?

      package init(score: String?, rank: Int?) {
        self.score = score
        self.rank = rank
      }
    }
  }

  /// An outcome that somebody has.
  package struct Grant: Codable, Hashable, Sendable {
    package let stage: String
    package let contestant: String
    package let name: String
    package let pack: String
    package let rule: String
    package let kind: String
    package let outcome: String
    /// As in `OutcomeRow`.
    package let recipient: String
    package let recipientName: String?

    package init(
      stage: String, contestant: String, name: String, pack: String, rule: String, kind: String,
      outcome: String, recipient: String, recipientName: String?
    ) {
      self.stage = stage
      self.contestant = contestant
      self.name = name
      self.pack = pack
      self.rule = rule
      self.kind = kind
      self.outcome = outcome
      self.recipient = recipient
      self.recipientName = recipientName
    }
  }
}

/// What staff does to outcomes.
package struct OutcomeWish: Codable, Hashable, Sendable {
  /// `accept`, `decline`, `publicise`, `confirm`, `issued`, `correct`, `return`, `reject`, `expire`,
  /// `revoke` or `renew`.
  package let act: String
  /// The numbers of outcomes; absent: all for which it is time; `renew` needs them. For `accept` and `decline` the numbers of
  /// proposals; `accept` without any takes all that is proposed.
  package let numbers: [Int]?
  /// The digest of the proposals that were looked at; `decline` needs it, and `accept` with numbers.
  package let proposals: String?
  /// How many days a public notice lasts.
  package let days: Int?
  /// The number and the day (`2025-06-01`) of what another body issued; the number may be absent where
  /// no level was.
  package let certificate: String?
  package let on: String?
  /// Who issued it, as the register of issuers has its number or name; absent: the body to which it was
  /// handed over.
  package let issuer: String?
  package let reason: String

  package init(
    act: String, numbers: [Int]?, proposals: String? = nil, days: Int? = nil,
    certificate: String? = nil, on: String? = nil, issuer: String? = nil, reason: String
  ) {
    self.act = act
    self.numbers = numbers
    self.proposals = proposals
    self.days = days
    self.certificate = certificate
    self.on = on
    self.issuer = issuer
    self.reason = reason
  }
}
