package import Contests

/// Facts and a moment as they are written down: everything that a decision depends on, and nothing
/// else. With the pack's text, whoever has it can decide again, years later and without the server.
///
/// It is one line of JSON with fields in a fixed order, and therefore also YAML: the form in which
/// the cases of a pack are written. Names of people are not in it, admission numbers are.
package struct FactsSnapshot: Sendable {
  /// The line.
  package let text: String

  /// SHA-256 of the line, 64 lower-case hexadecimal digits.
  package var hash: String { Fingerprint.hex(of: text) }

  package init(of facts: Facts, at instant: Instant) {
    var line = JSONLine()
    let (occasion, result, record) = (facts.occasion, facts.result, facts.record)
    line.add("at", Int(instant.milliseconds))
    line.add("subject", facts.subject.rawValue)
    line.add("stage", occasion.stage.description)
    line.add("occupation", occasion.occupation.text)
    line.add("tier", occasion.tier.rawValue)
    line.add("class", occasion.contestClass)
    line.add("zone", occasion.zone.name)
    line.add("window-days", occasion.windowDays)
    line.add("results", result.hash)
    line.add("version", result.version)
    line.add("certified", Int(result.certifiedAt.milliseconds))
    if occasion.zone.date(of: result.certifiedAt) != result.certifiedOn {
      line.add("certified-on", result.certifiedOn.description)
    }
    if let since = result.publicSince {
      line.add("public", since == result.certifiedAt ? nil : Int(since.milliseconds))
    } else {
      line.add("public", "no")
    }
    line.add("rank", result.rank)
    line.add("ranked", result.rankedCount)
    line.add("tied", result.isTied ? "yes" : "no")
    line.add("fell-out", result.fellOutAhead)
    line.add("score", result.score.description)
    line.add("maximum", result.maximum.description)
    line.add("shortlisted", result.shortlisted ? "yes" : "no")
    line.add("rounds", result.rounds)
    line.add("days", result.days)
    line.addMapping(
      "parts", result.parts.compactMap { part in part.score.map { (part.id, $0.description) } })
    line.addList("failed-parts", result.parts.filter { !$0.isPassed }.map(\.id))
    line.add("team-rank", result.teamRank)
    line.add("ranked-teams", result.rankedTeams == 0 ? nil : result.rankedTeams)
    line.add("teams-fell-out", result.teamsFellOutAhead == 0 ? nil : result.teamsFellOutAhead)
    line.add("team-objection", result.teamObjection?.value.rawValue)
    line.add("participants", result.participants)
    line.add(
      "participation-rate",
      result.participationRate.map { Points(thousandths: $0).description })
    line.add("contestant", facts.person.contestant.text)
    line.add("unit", facts.person.unit.text)
    line.add("region", facts.person.region.text)
    line.add("level", record.level.value?.name)
    line.add("category", record.category.value?.rawValue)
    line.add("born", record.birthDate.value?.description)
    line.add("gender", record.gender.value?.rawValue)
    line.addList("titles", record.titles.map(\.value))
    line.add("training-hours", record.trainingHours.value)
    line.add("works-since", record.worksSince.value?.description)
    line.add("employer", record.employer.value)
    line.add("mentor", record.mentor.value)
    line.addObjects(
      "promotions",
      record.promotions.map {
        [
          ("level", $0.level.name), ("on", $0.date.description), ("contest", $0.contest),
          ("evidence", $0.evidence),
        ]
      })
    line.add("disqualified", facts.disqualified.value ? "yes" : "no")
    line.add("objection", facts.objection.value.rawValue)
    line.addObjects(
      "issuers",
      facts.issuers.map {
        [
          ("name", $0.name), ("kind", $0.kind.rawValue),
          ("levels", "\($0.levels.lowerBound.name)..\($0.levels.upperBound.name)"),
          ("from", $0.from.description), ("until", $0.until?.description),
          ("evidence", $0.evidence),
        ]
      })
    line.addMapping("evidence", facts.evidence)
    text = line.closed
  }
}

extension Facts {
  /// Where the facts that are not in certified results are written down.
  fileprivate var evidence: [(String, String)] {
    [
      ("level", record.level.evidence), ("category", record.category.evidence),
      ("born", record.birthDate.evidence), ("gender", record.gender.evidence),
      ("training-hours", record.trainingHours.evidence),
      ("works-since", record.worksSince.evidence), ("mentor", record.mentor.evidence),
      ("disqualified", disqualified.evidence), ("objection", objection.evidence),
    ] + (record.employer.value == nil ? [] : [("employer", record.employer.evidence)])
      + (result.teamObjection.map { [("team-objection", $0.evidence)] } ?? [])
      + record.titles.map { ("title \($0.value)", $0.evidence) }
  }
}

/// An object of JSON on one line, field by field; absent values are left out.
private struct JSONLine {
  // Bytes: appending to text takes several times as long, and nearly everything is plain ASCII.
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  init() { bytes.reserveCapacity(1500) }

  var closed: String { String(decoding: bytes + [UInt8(ascii: "}")], as: UTF8.self) }

  mutating func add(_ key: String, _ number: Int?) {
    guard let number else { return }
    begin(key)
    bytes += String(number).utf8
  }

  mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    begin(key)
    quote(value)
  }

  mutating func addList(_ key: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      quote(value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func addMapping(_ key: String, _ pairs: [(String, String)]) {
    guard !pairs.isEmpty else { return }
    begin(key)
    bytes.append(UInt8(ascii: "{"))
    for (key, value) in pairs { add(key, value) }
    bytes.append(UInt8(ascii: "}"))
  }

  mutating func addObjects(_ key: String, _ objects: [[(String, String?)]]) {
    guard !objects.isEmpty else { return }
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "{"))
      for (key, value) in object { add(key, value) }
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ key: String) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    quote(key)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    if value.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) {
      for byte in value.utf8 { escape(byte) }
    } else {
      bytes += value.utf8
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case ..<0x20:
      let digits = String(byte, radix: 16)
      bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
    default: bytes.append(byte)
    }
  }
}
