import Archives
package import Certification
package import Contests
import Dispatch
import Documents
import Synchronization

/// Prints batches of certificates, one batch after the other, beside everything else. Each person has
/// at most one; a new one takes the place of the last.
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
  }

  private struct Displaced: Error {}

  private let queue = DispatchQueue(label: "leitai.prints")
  /// By id.
  private let jobs = Mutex<[String: Job]>([:])
  private static let mostJobs = 8

  package init() {}

  /// Begins to print.
  ///
  /// - Parameter id: what nobody else can guess.
  /// - Throws: `TooManyRequests` when others have as many batches as there may be.
  func begin(_ batch: Batch, id: String, for owner: String) throws {
    try jobs.withLock { jobs in
      for (id, job) in jobs where job.owner == owner { jobs[id] = nil }
      guard jobs.count < Self.mostJobs else { throw TooManyRequests() }
      jobs[id] = Job(owner: owner, batch: batch)
    }
    queue.async {
      let outcome = Result { try self.bytes(of: batch, id) }
      self.jobs.withLock { $0[id]?.outcome = outcome }
    }
  }

  /// How far a batch is.
  ///
  /// - Returns: absent when the person has no such batch.
  /// - Throws: why it failed.
  func progress(
    of id: String, for owner: String
  ) throws -> (total: Int, done: Int, isReady: Bool, next: String?)? {
    guard let job = jobs.withLock({ $0[id] }), job.owner == owner else { return nil }
    _ = try job.outcome?.get()
    return (job.batch.certificates.count, job.done, job.outcome != nil, job.batch.next)
  }

  /// Hands out a file and forgets it.
  ///
  /// - Returns: absent when there is none, or none yet.
  /// - Throws: why it failed.
  func take(_ id: String, for owner: String) throws -> (batch: Batch, bytes: [UInt8])? {
    let job = jobs.withLock { jobs -> Job? in
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
