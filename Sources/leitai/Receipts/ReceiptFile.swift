import ContestAPI
import Foundation

/// Everything that proves what was saved for an attempt, in one file.
struct ReceiptFile: Codable, Equatable, Sendable {
  /// `Self.format`.
  let format: String
  /// Where the attempt was played.
  let server: String
  /// The key that the server gave as its own.
  let signer: ReceiptSigners.Signer
  let receipt: Receipt
  let history: AttemptHistory
  /// What the contestant's client was told while the attempt was played.
  let acknowledgements: [Acknowledgement]

  static let format = "leitai-receipt-file/1"

  init(
    server: String, signer: ReceiptSigners.Signer, receipt: Receipt, history: AttemptHistory,
    acknowledgements: [Acknowledgement]
  ) {
    format = Self.format
    self.server = server
    self.signer = signer
    self.receipt = receipt
    self.history = history
    self.acknowledgements = acknowledgements
  }

  /// - Returns: `nil` for anything but a receipt of this form.
  init?(json bytes: [UInt8]) {
    guard let file = try? JSONDecoder().decode(ReceiptFile.self, from: Data(bytes)),
      file.format == Self.format
    else { return nil }
    self = file
  }
}

/// The folder with the receipts, `receipts/ATTEMPT.json` below the home of the program, readable by
/// its owner alone.
struct ReceiptFolder: Sendable {
  let path: String

  /// - Parameter home: the folder of the sign-ins.
  init(home: String) { path = home + "/receipts" }

  /// Where the receipt of an attempt lies, whether there is one or not.
  func file(of attempt: String) -> String { "\(path)/\(attempt).json" }

  /// - Throws: `CommandFailure.localFile`.
  /// - Returns: the file's path.
  func save(_ receipt: ReceiptFile) throws -> String {
    try LocalFile.makeFolder(path)
    let file = file(of: receipt.history.attempt)
    try LocalFile.write(try Console.json(receipt) + [UInt8(ascii: "\n")], to: file, mode: 0o600)
    try LocalFile.sync(folder: path)
    return file
  }

  /// The receipt of an attempt; `nil` when there is none that can be read.
  func load(_ attempt: String) -> ReceiptFile? {
    (try? LocalFile.read(file(of: attempt))).flatMap(ReceiptFile.init(json:))
  }

  /// All receipts that can be read, the newest first.
  func all() -> [ReceiptFile] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") }
      .compactMap { load(String($0.dropLast(".json".count))) }
      .sorted { $0.receipt.submittedAt > $1.receipt.submittedAt }
  }
}

/// The keys with which servers sign, as this machine saw them first: `receipt-signers.json` below the
/// home of the program.
struct SignerPins: Sendable {
  private let folder: String
  private var file: String { folder + "/receipt-signers.json" }

  /// - Parameter home: the folder of the sign-ins.
  init(home: String) { folder = home }

  private struct Contents: Codable {
    var pins: [String: ReceiptSigners.Signer]
  }

  /// The key of a server; `nil` for one of which none was seen.
  ///
  /// - Throws: `CommandFailure` when the file is there and cannot be read: who trusts the next key that
  ///   comes is easily deceived.
  func key(of server: String, _ say: Language) throws(CommandFailure) -> ReceiptSigners.Signer? {
    try load(say).pins[server]
  }

  /// The public keys of all servers that were seen.
  ///
  /// - Throws: as `key(of:)` does.
  func publicKeys(_ say: Language) throws(CommandFailure) -> Set<String> {
    Set(try load(say).pins.values.map(\.publicKey))
  }

  /// Keeps the key of a server of which none was seen yet.
  ///
  /// - Throws: `CommandFailure`.
  func pin(
    _ signer: ReceiptSigners.Signer, of server: String, _ say: Language
  ) throws {
    var contents = try load(say)
    guard contents.pins[server] == nil else { return }
    contents.pins[server] = signer
    try LocalFile.makeFolder(folder)
    try LocalFile.write(try Console.json(contents), to: file, mode: 0o600)
  }

  private func load(_ say: Language) throws(CommandFailure) -> Contents {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(file)
    } catch .localFile(_, .absent) {
      return Contents(pins: [:])
    }
    guard let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)) else {
      throw .usage(
        say(
          zh: "\(file)：看不懂；核对签名密钥后可以删除它",
          en: "\(file): cannot be understood; remove it once you have checked the keys"))
    }
    return contents
  }
}
