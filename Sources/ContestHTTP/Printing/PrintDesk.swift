import Archives
package import Certification
package import Contests
import Dispatch
import Documents
import Synchronization

/// Prints batches of certificates, one batch after the other, beside everything else. Each person has
/// at most one; a new one takes the place of the last. What nobody fetches is forgotten after a while.
package final class PrintDesk: Sendable {
  /// A batch that was asked for.
  package struct Batch: Sendable {
    let certificates: [PrintedCertificate]
    let format: Format
    let language: Language
    /// What is to be kept of it once it is handed out.
    let printings: [CertificatePrinting]
    /// See `PrintProgress.next`.
    let next: String?

    /// `zip`: a PDF each; `pdf`: all in one.
    package enum Format: String, Sendable { case zip, pdf }

    package init(
      certificates: [PrintedCertificate], format: Format, language: Language,
      printings: [CertificatePrinting], next: String?
    ) {
      self.certificates = certificates
      self.format = format
      self.language = language
      self.printings = printings
      self.next = next
    }

    /// The same batch with what is kept of its new printings, which are of the same templates.
    func printed(with kept: [CertificatePrinting]) -> Batch {
      let known = Dictionary(kept.map { ($0.credential, $0) }) { first, _ in first }
      return Batch(
        certificates: certificates.map { certificate in
          known[certificate.credential.id].map(certificate.printed) ?? certificate
        },
        format: format, language: language, printings: kept, next: next)
    }

    /// The file.
    ///
    /// - Throws: `Unprintable`.
    func bytes() throws -> [UInt8] { try PrintDesk.bytes(of: self) {} }
  }

  /// Certificates of a batch that no font of the server can show.
  struct Unprintable: Error {
    /// By number.
    let failures: [(number: String, failure: DocumentFailure)]
  }

  private struct Job: Sendable {
    let owner: String
    let batch: Batch
    var done = 0
    var outcome: Result<[UInt8], any Error>?
    /// Of its end, and of the newest question since how far it is.
    var seen: Instant
  }

  private struct Displaced: Error {}

  private let queue = DispatchQueue(label: "leitai.prints")
  /// By id.
  private let jobs = Mutex<[String: Job]>([:])
  private let now: @Sendable () -> Instant
  /// Batches that wait or are being printed.
  static let mostRunning = 8
  /// Files that wait to be fetched; beyond that the oldest is forgotten.
  static let mostFinished = 16
  /// How long a file waits.
  static let patience = Milliseconds(600_000)

  package init(now: @escaping @Sendable () -> Instant) { self.now = now }

  /// Begins to print.
  ///
  /// - Parameter id: what nobody else can guess.
  /// - Throws: `TooManyRequests` when others have as many batches in work as there may be.
  func begin(_ batch: Batch, id: String, for owner: String) throws {
    let now = now()
    try jobs.withLock { jobs in
      Self.forget(&jobs, at: now)
      for (id, job) in jobs where job.owner == owner { jobs[id] = nil }
      guard jobs.values.count(where: { $0.outcome == nil }) < Self.mostRunning else {
        throw TooManyRequests()
      }
      jobs[id] = Job(owner: owner, batch: batch, seen: now)
    }
    queue.async {
      let outcome = Result { try self.bytes(of: batch, id) }
      let now = self.now()
      self.jobs.withLock { jobs in
        jobs[id]?.outcome = outcome
        jobs[id]?.seen = now
        Self.forget(&jobs, at: now)
      }
    }
  }

  /// Lets go of files that nobody came for.
  private static func forget(_ jobs: inout [String: Job], at now: Instant) {
    let finished = jobs.filter { $0.value.outcome != nil }.sorted { $0.value.seen > $1.value.seen }
    for (position, (id, job)) in finished.enumerated()
    where position >= mostFinished || now - job.seen > patience { jobs[id] = nil }
  }

  /// How far a batch is.
  ///
  /// - Returns: absent when the person has no such batch.
  /// - Throws: why it failed.
  func progress(
    of id: String, for owner: String
  ) throws -> (total: Int, done: Int, isReady: Bool, next: String?)? {
    let now = now()
    let found = jobs.withLock { jobs -> Job? in
      Self.forget(&jobs, at: now)
      guard let job = jobs[id], job.owner == owner else { return nil }
      jobs[id]?.seen = now
      // Why it failed is told once, and there is nothing to fetch.
      if case .failure = job.outcome { jobs[id] = nil }
      return job
    }
    guard let job = found else { return nil }
    _ = try job.outcome?.get()
    return (job.batch.certificates.count, job.done, job.outcome != nil, job.batch.next)
  }

  /// Hands out a file and forgets it.
  ///
  /// - Returns: absent when there is none, or none yet.
  /// - Throws: why it failed.
  func take(_ id: String, for owner: String) throws -> (batch: Batch, bytes: [UInt8])? {
    let now = now()
    let job = jobs.withLock { jobs -> Job? in
      Self.forget(&jobs, at: now)
      guard let job = jobs[id], job.owner == owner, job.outcome != nil else { return nil }
      jobs[id] = nil
      return job
    }
    guard let job, let bytes = try job.outcome?.get() else { return nil }
    return (job.batch, bytes)
  }

  private func bytes(of batch: Batch, _ id: String) throws -> [UInt8] {
    try Self.bytes(of: batch) {
      try self.jobs.withLock { jobs in
        guard jobs[id] != nil else { throw Displaced() }
        jobs[id]?.done += 1
      }
    }
  }

  /// The file. What cannot be printed is looked for in all of it, so that everything is told at once.
  ///
  /// - Parameter progressed: called after each certificate; what it throws ends the work.
  package static func bytes(
    of batch: Batch, progressed: () throws -> Void
  ) throws -> [UInt8] {
    var presses = Presses()
    var (zip, canvas) = (ZipWriter(), Canvas?.none)
    var failures: [(number: String, failure: DocumentFailure)] = []
    for certificate in batch.certificates {
      do throws(DocumentFailure) {
        let sheet = try certificate.sheet(in: batch.language)
        let press = try presses.press(for: certificate)
        switch batch.format {
        case .zip: zip.add(certificate.fileName, try press.pdf(sheet))
        case .pdf:
          let pages = if let canvas { canvas } else { try press.canvas(for: sheet) }
          canvas = pages
          try press.draw(sheet, on: pages)
        }
      } catch {
        failures.append((certificate.credential.serial.description, error))
      }
      try progressed()
    }
    guard failures.isEmpty else { throw Unprintable(failures: failures) }
    return try canvas?.finish() ?? zip.finish()
  }

  /// A press for each version of a template.
  private struct Presses {
    private var presses: [Int: CertificatePress] = [:]

    mutating func press(
      for certificate: PrintedCertificate
    ) throws(DocumentFailure) -> CertificatePress {
      let version = certificate.printing.template
      if let press = presses[version] { return press }
      let press = try CertificatePress(emblem: certificate.emblem)
      presses[version] = press
      return press
    }
  }
}
