/// The stages whose papers are to be looked at, before a contest is created or while it runs.
package struct BlueprintQuery: Codable, Hashable, Sendable {
  /// A plan (YAML); absent when `contest` is given.
  package let plan: String?
  /// A contest that was created; absent when `plan` is given.
  package let contest: String?
  /// Absent: every event.
  package let event: String?
  /// Absent: every stage.
  package let stage: String?
  /// The version of the bank; absent: the newest.
  package let version: Int?
  /// How many attempts to forecast, up to 1,000,000,000; absent: 1,000.
  package let attempts: Int?
  /// How many forms to assemble, 1 to 200; absent: as many as the blueprint says, or 20.
  package let forms: Int?

  package init(
    plan: String? = nil, contest: String? = nil, event: String? = nil, stage: String? = nil,
    version: Int? = nil, attempts: Int? = nil, forms: Int? = nil
  ) {
    self.plan = plan
    self.contest = contest
    self.event = event
    self.stage = stage
    self.version = version
    self.attempts = attempts
    self.forms = forms
  }
}

/// What banks give to the blueprints of stages.
package struct BlueprintChecks: Codable, Hashable, Sendable {
  package let stages: [StageCheck]

  package init(stages: [StageCheck]) { self.stages = stages }

  /// Of one stage. Numbers of times and shares are in thousandths.
  package struct StageCheck: Codable, Hashable, Sendable {
    /// `contest/event/stage`.
    package let stage: String
    package let bank: String
    package let version: Int
    /// Questions of the version.
    package let questions: Int
    package let attempts: Int
    package let parts: [Part]
    /// A sentence for each thing that the bank lacks; empty when there is a paper.
    package let shortages: [String]
    /// Absent when there is no paper.
    package let forecast: Forecast?

    package init(
      stage: String, bank: String, version: Int, questions: Int, attempts: Int, parts: [Part],
      shortages: [String], forecast: Forecast?
    ) {
      self.stage = stage
      self.bank = bank
      self.version = version
      self.questions = questions
      self.attempts = attempts
      self.parts = parts
      self.shortages = shortages
      self.forecast = forecast
    }
  }

  /// A section, or its share of one difficulty band.
  package struct Part: Codable, Hashable, Sendable {
    /// From 1.
    package let section: Int
    /// Such as `10 hard multiple-choice on 液压传动`.
    package let wanted: String
    /// Questions, or cases, that a paper takes.
    package let needed: Int
    /// Those that are left to it when every other part has taken its own.
    package let available: Int
    /// Those that fit.
    package let pool: Int
    /// How often each of them will be dealt; absent when there is no paper.
    package let exposure: Exposure?

    package init(
      section: Int, wanted: String, needed: Int, available: Int, pool: Int, exposure: Exposure?
    ) {
      self.section = section
      self.wanted = wanted
      self.needed = needed
      self.available = available
      self.pool = pool
      self.exposure = exposure
    }
  }

  /// Times, in thousandths.
  package struct Exposure: Codable, Hashable, Sendable {
    package let minimum: Int
    package let mean: Int
    package let maximum: Int
    /// Calculated and not estimated.
    package let isExact: Bool

    package init(minimum: Int, mean: Int, maximum: Int, isExact: Bool) {
      self.minimum = minimum
      self.mean = mean
      self.maximum = maximum
      self.isExact = isExact
    }
  }

  /// Of the whole bank.
  package struct Forecast: Codable, Hashable, Sendable {
    /// Questions that no paper can have.
    package let unreachable: Int
    /// The share of the bank that is expected never to be dealt, in thousandths.
    package let neverDealt: Int
    /// Questions that two papers have in common, in thousandths.
    package let overlap: Int

    package init(unreachable: Int, neverDealt: Int, overlap: Int) {
      self.unreachable = unreachable
      self.neverDealt = neverDealt
      self.overlap = overlap
    }
  }
}

/// Parallel forms of a stage's paper.
package struct PaperFormsView: Codable, Hashable, Sendable {
  /// `contest/event/stage`.
  package let stage: String
  package let bank: String
  package let version: Int
  /// How far the mean difficulties are apart, in thousandths.
  package let spread: Int
  /// Questions that two forms have in common, at most.
  package let largestOverlap: Int
  package let forms: [Form]

  package init(
    stage: String, bank: String, version: Int, spread: Int, largestOverlap: Int, forms: [Form]
  ) {
    self.stage = stage
    self.bank = bank
    self.version = version
    self.spread = spread
    self.largestOverlap = largestOverlap
    self.forms = forms
  }

  /// One form.
  package struct Form: Codable, Hashable, Sendable {
    /// From 1.
    package let number: Int
    /// The mean difficulty of its questions, in thousandths, rounded to the nearest.
    package let difficulty: Int
    /// For each section the ids of its questions.
    package let sections: [[String]]

    package init(number: Int, difficulty: Int, sections: [[String]]) {
      self.number = number
      self.difficulty = difficulty
      self.sections = sections
    }
  }
}
