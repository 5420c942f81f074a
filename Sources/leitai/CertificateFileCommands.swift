import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

extension CertificateCommand {
  /// `leitai certificate fetch`
  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "取回一张证书和它的全部证明", en: "Fetch a certificate with everything that proves it"),
      discussion: bothLanguages(
        zh: "颁发者的公钥写在同一文件夹的 \(keysFile)，已有的不动。文件名以 .jwt 结尾时只写 VC-JWT。",
        en: """
          The issuer's keys go to \(keysFile) beside it, unless they are there. A name that ends in \
          .jwt gets the bare VC-JWT.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书的标识或编号", en: "The certificate's id or serial number"))
    var certificate: String
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件", en: "The file to write"))
    var output: String
    @Option(
      help: .both(zh: "国密签名的格式：der 或 raw（r||s）", en: "The SM2 signature as der or raw (r||s)"))
    var sm2: SM2Form = .der

    enum SM2Form: String, CaseIterable, ExpressibleByArgument {
      case der, raw
    }

    func run() async throws {
      let context = try global.context()
      let fetched: Certificate = try await context.get(
        Path.fill(Path.certificate, [certificate]))
      let bytes: [UInt8]
      if output.hasSuffix(".jwt"), let credential = fetched.credential {
        bytes = Array(credential.utf8)
      } else {
        bytes = try await context.bytes(
          Path.fill(Path.certificateFile, [certificate]), query: [("sm2", sm2.rawValue)])
      }
      let keysPath = CertificateCommand.keysPath(beside: output)
      let hasKeys = FileManager.default.fileExists(atPath: keysPath)
      if !hasKeys { try LocalFile.write(try await context.bytes(Path.issuerKeys), to: keysPath) }
      try LocalFile.write(bytes, to: output)
      try context.console.show(fetched) {
        [
          "\($0.serial)  \($0.name)  \($0.title)",
          hasKeys
            ? context.say(
              zh: "已写入 \(output)；沿用已有的 \(keysPath)", en: "wrote \(output); kept \(keysPath)")
            : context.say(
              zh: "已写入 \(output) 和 \(keysPath)", en: "wrote \(output) and \(keysPath)"),
        ]
      }
    }
  }

  /// `leitai certificate verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "核验一张证书，不需要网络", en: "Verify a certificate, offline"),
      discussion: bothLanguages(
        zh: """
          只信任保存下来的公钥、日志头和状态列表（leitai certificate trust）：默认在证书所在的文件夹。
          --online 另取最新的状态列表和日志头，并与保存的日志头比较。
          """,
        en: """
          Trusts nothing but the keys, the log head and the status lists that were saved \
          (leitai certificate trust), by default beside the certificate. --online also fetches the \
          newest status lists and log head and compares them with the one that was saved.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书文件", en: "The certificate's file"))
    var file: String
    @Option(
      help: .both(
        zh: "保存公钥、日志头和状态列表的文件夹（默认：证书所在的文件夹）",
        en: "The folder of keys, log head and status lists (default: that of the certificate)"))
    var trust: String?
    @Option(help: .both(zh: "颁发者的公钥", en: "The issuer's key set"))
    var keys: String?
    @Option(help: .both(zh: "保存的日志头", en: "A log head that was saved"))
    var logHead: String?
    @Option(help: .both(zh: "保存的状态列表", en: "Status lists that were saved"))
    var statusList: String?
    @Flag(help: .both(zh: "取最新的状态列表和日志头", en: "Fetch the newest status lists and log head"))
    var online = false
    @Option(
      help: .both(
        zh: "同时核对是否发给这个准考证号", en: "Also check that it was issued to this admission number"))
    var admission: String?

    func run() async throws {
      let context = try global.context()
      let given = [
        ("--trust", trust), ("--keys", keys), ("--log-head", logHead),
        ("--status-list", statusList), ("--admission", admission),
      ]
      var arguments = ["certificate", file]
      for case (let name, let value?) in given { arguments += [name, value] }
      guard online else { try Verifier.takeOver(arguments, context.console) }
      let folder = trust.map { $0 + "/" } ?? CertificateCommand.folder(of: file)
      let known = [logHead ?? folder + CertificateCommand.headFile].compactMap {
        (try? LocalFile.readText($0)).flatMap(TrustDownload.size(ofNote:))
      }
      let download = try await TrustDownload.fetch(
        context, knowing: known + TrustDownload.headSizes(ofCertificate: file))
      try Verifier.takeOver(
        arguments + ["--download"], context.console, input: Console.json(download))
    }
  }

  /// `leitai certificate trust`
  struct Trust: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "保存颁发者的公钥、日志头和状态列表，供以后核验",
        en: "Save the issuer's keys, log head and status lists, to verify with later"),
      discussion: bothLanguages(
        zh: "已有的日志头只会被它的延续替换：日志若被改写，什么也不保存。",
        en: """
          A log head that is there is replaced only by one that goes on from it: when the log was \
          rewritten, nothing is saved.
          """))

    @OptionGroup var global: GlobalOptions
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件夹", en: "The folder to write to"))
    var output: String

    func run() async throws {
      let context = try global.context()
      let head = "\(output)/\(CertificateCommand.headFile)"
      let known =
        FileManager.default.fileExists(atPath: head)
        ? TrustDownload.size(ofNote: try LocalFile.readText(head)) : nil
      let download = try await TrustDownload.fetch(context, knowing: [known].compactMap { $0 })
      try Verifier.takeOver(["trust", output], context.console, input: Console.json(download))
    }
  }

  /// The name of the log head that is saved.
  static let headFile = "log-head.txt"

  /// With a slash at its end; empty for the working folder.
  static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  static func keysPath(beside file: String) -> String { folder(of: file) + keysFile }
}

/// What the issuer's server says now, for the verifier to judge.
struct TrustDownload: Encodable {
  /// The key set, as it is published.
  let keys: String
  /// VC-JWTs.
  let statusLists: [String]
  let log: Log

  struct Log: Encodable {
    let head: String
    let consistency: [LogConsistencyProof]
  }

  /// - Parameter sizes: the sizes of log heads that are known, from which proofs are wanted.
  static func fetch(
    _ context: CommandContext, knowing sizes: [Int]
  ) async throws -> TrustDownload {
    func text(_ path: String) async throws -> String {
      String(decoding: try await context.bytes(path), as: UTF8.self)
    }
    let paths: StatusListPaths = try await context.get(Path.statusLists)
    var lists: [String] = []
    for path in paths.lists { lists.append(try await text(path)) }
    let head = try await text(Path.logHead)
    var proofs: [LogConsistencyProof] = []
    if let size = size(ofNote: head) {
      for known in Set(sizes).sorted() where known >= 1 && known < size {
        proofs.append(
          try await context.get(
            Path.logConsistency, query: [("from", "\(known)"), ("to", "\(size)")]))
      }
    }
    return TrustDownload(
      keys: try await text(Path.issuerKeys), statusLists: lists,
      log: Log(head: head, consistency: proofs))
  }

  /// How many entries a signed log head names, on its second line.
  static func size(ofNote note: String) -> Int? {
    let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count > 1 ? Int(lines[1]) : nil
  }

  /// The size of the head inside a certificate file; the verifier says what is wrong with others.
  static func headSizes(ofCertificate path: String) throws(CommandFailure) -> [Int] {
    struct File: Decodable {
      let log: Log
      struct Log: Decodable { let head: String }
    }
    let file = try? JSONDecoder().decode(File.self, from: Data(try LocalFile.read(path)))
    return [file.flatMap { size(ofNote: $0.log.head) }].compactMap { $0 }
  }
}
