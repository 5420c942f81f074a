package import Contests

/// A roster file that was found sound.
package struct ReadRoster: Hashable, Sendable {
  /// In the order of the file, for the store.
  package let entries: [RosterEntry]
  /// In the same order, to be handed over once.
  package let codes: [IssuedCode]
  /// Headers of columns that were not used.
  package let ignoredHeaders: [String]
}

/// Reads a roster from rows of text, wherever they come from: all of it or none.
///
/// A file without a column of admission numbers gets numbers of the form `320300001000042`: the
/// region, the event's place in the contest (001 for the first), and a serial.
package struct RosterImport: Sendable {
  private let contest: Contest
  private let vault: IdentityVault
  private let firstSerial: Int
  private let randomBytes: RandomBytes

  /// - Parameter firstSerial: the serial of the first generated admission number, 1 or more; no
  ///   number with this or a later serial may be in use.
  package init(
    contest: Contest, vault: IdentityVault, firstSerial: Int, randomBytes: @escaping RandomBytes
  ) {
    precondition(firstSerial > 0, "serials begin with 1")
    self.contest = contest
    self.vault = vault
    self.firstSerial = firstSerial
    self.randomBytes = randomBytes
  }

  /// Checks every row and notes everything that is wrong in one pass. Blank rows are skipped.
  ///
  /// - Throws: `RosterRefused` when anything is wrong.
  package func read(header: RosterRow, rows: [RosterRow]) throws -> ReadRoster {
    var check = RosterCheck(contest: contest, serial: firstSerial)
    check.read([header] + rows)
    let columns = check.columns
    guard columns.problemCount == 0 else {
      throw RosterRefused(problems: columns.problems, problemCount: columns.problemCount)
    }
    return try seal(check.people, columns)
  }

  private func seal(
    _ people: [RosterCheck.Person], _ columns: NamedColumns<RosterField>
  ) throws -> ReadRoster {
    var entries: [RosterEntry] = []
    var codes: [IssuedCode] = []
    entries.reserveCapacity(people.count)
    codes.reserveCapacity(people.count)
    for person in people {
      let code = AccessCode(randomBytes: randomBytes)
      entries.append(
        RosterEntry(
          contestant: person.contestant,
          identity: try vault.protect(person.paper, of: person.contestant.id),
          codeDigest: code.digest, isNumbered: columns.has(.admission),
          namesTeam: columns.has(.team)))
      codes.append(IssuedCode(contestant: person.contestant.id, code: code))
    }
    return ReadRoster(entries: entries, codes: codes, ignoredHeaders: columns.ignored)
  }
}
