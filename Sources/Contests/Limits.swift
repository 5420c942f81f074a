/// Every bound of the system, in one place: what is larger is refused, never queued without end.
package enum Limits {
  /// Bytes of an ordinary request body.
  package static let requestBytes = 1 << 20
  /// Bytes of an uploaded file (bank, roster).
  package static let uploadBytes = 64 << 20
  /// Rows of one imported file.
  package static let importRows = 200_000
  /// Rows of a table of standings, in a file.
  package static let standingsRows = 10_000_000
  /// Bytes of the texts of all questions of one file, a shared passage counted with each.
  package static let bankTextBytes = uploadBytes
  /// Findings about one file; what comes after is not looked at.
  package static let importFindings = 10_000
  /// UTF-8 bytes of the text that a contestant gives for one blank.
  package static let responseBytes = 600
  /// Records of one attempt; a further command but the submission is refused.
  package static let attemptRecords = 5_000
  /// Interventions of staff in one attempt.
  package static let attemptRulings = 1_000
  /// UTF-8 bytes of the reason that staff gives for an intervention.
  package static let reasonBytes = 600
  /// Requests about one attempt that may wait for it to be read from the database.
  package static let requestsPerAttempt = 64
  /// Characters of a stem, an option or an explanation.
  package static let textCharacters = 4_000
  /// Options of one question; they are lettered A to H.
  package static let options = 8
  /// Blanks of one fill-in question, and accepted texts of one blank.
  package static let blanks = 20
  /// Bytes of one picture.
  package static let pictureBytes = 2 << 20
  /// Pixels of a picture's width or height.
  package static let pictureSide = 8_000
  /// Questions of one paper.
  package static let paperQuestions = 500
  /// Points that a paper may earn, or cost.
  package static let paperPoints = 100_000
  /// Appeals of one contestant to one stage.
  package static let appealsPerStage = 20
  /// Commands in one request.
  package static let commandsPerRequest = 200
  /// Attempts that may be open at once on one server.
  package static let openAttempts = 1_000_000
  /// How long an attempt stays in memory when nobody asks for it.
  package static let idleAttempt = Milliseconds.seconds(600)
  /// Records that may wait for a commit, those of a batch counted as the work that they are; beyond it
  /// the server answers 503.
  package static let journalQueue = 100_000
  /// How long the records of one commit may take when more arrives than can be written.
  package static let commitPatience = Milliseconds(50)
  /// Certificates of one printed file.
  package static let printedCertificates = 2_000
  /// Rows of one page of standings or records.
  package static let pageRows = 10_000
  /// Parts of one stage.
  package static let stageParts = 10
  /// Events of one contest and stages of one event.
  package static let contestParts = 100
  /// Participants below which the public is not shown a group's figures, unless the plan says otherwise.
  package static let smallGroup = 5
  /// People of one unit in one city.
  package static let headcount = 10_000_000
  /// Streams of standings that may be open at once, and of one person.
  package static let streams = 2_000
  package static let streamsPerPerson = 8
  /// How old the roll-ups may be that the public is shown while results come in. With the marking of a
  /// submission before it, everything is seen within a second.
  package static let rollupAge = Milliseconds(500)
  /// Rows of the standings in one event of a stream.
  package static let streamRows = 100
  /// How often a stream looks for changes, which is also the least time between two events.
  package static let streamTick = Milliseconds(250)
  /// How long a stream may be silent before a line without meaning shows that it is alive.
  package static let streamHeartbeat = Milliseconds.seconds(5)
  /// Changes of a table of standings that are remembered for streams that come back.
  package static let streamChanges = 4_096
}
