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
        zh: """
          已保存日志头时（leitai certificate trust），文件里还带有日志是它的延续的证明，以后离线也能比较。
          文件名以 .jwt 结尾时只写 VC-JWT，没有国密签名和日志证明。
          """,
        en: """
          Where a log head was saved (leitai certificate trust), the file also proves that the log \
          goes on from it, so that both can be compared offline. A name that ends in .jwt gets the \
          bare VC-JWT, without the second signature and the proof from the log.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书的标识或编号", en: "The certificate's id or serial number"))
    var certificate: String
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件", en: "The file to write"))
    var output: String
    @Option(
      help: .both(zh: "国密签名的格式：der 或 raw（r||s）", en: "The SM2 signature as der or raw (r||s)"))
    var sm2: SM2Form = .der
    @Option(
      help: .both(
        zh: "保存日志头的文件夹（默认：$LEITAI_HOME/trust）",
        en: "The folder of the saved log head (default: $LEITAI_HOME/trust)"))
    var trust: String?

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
        let known = CertificateCommand.trustFiles(trust, context).head
        let size = try TrustDownload.size(ofHeadAt: known).flatMap { $0 >= 1 ? $0 : nil }
        bytes = try await context.bytes(
          Path.fill(Path.certificateFile, [certificate]),
          query: [("sm2", sm2.rawValue)] + (size.map { [("from", "\($0)")] } ?? []))
      }
      try LocalFile.write(bytes, to: output)
      try context.console.show(fetched) {
        [
          "\($0.serial)  \($0.name)  \($0.title)",
          context.say(zh: "已写入 \(output)", en: "wrote \(output)"),
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
          只信任自己保存的公钥、日志头和状态列表（leitai certificate trust）；证书旁边的公钥人人都能放，
          只有用 --keys 或 --trust 指明时才用，并给出其指纹。只用 --keys 时，自己保存的日志头和状态列表
          只有在保存的公钥与它完全相同时才用。
          --online 另取最新的状态列表和日志头，并与保存的日志头比较。
          退出码 5：没有发现问题，但有些项目无从核对。
          """,
        en: """
          Trusts nothing but the keys, the log head and the status lists that you saved (leitai \
          certificate trust). Keys beside a certificate may be anybody's: they are used only when \
          --keys or --trust names them, and their fingerprint is told. With --keys alone, the log head \
          and the status lists that you saved are used only if the keys that you saved are the same. \
          --online also fetches the newest status lists and log head and compares them with the one \
          that was saved. Exit code 5: nothing is wrong, but not everything could be checked.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书文件", en: "The certificate's file"))
    var file: String
    @Option(
      help: .both(
        zh: "保存公钥、日志头和状态列表的文件夹（默认：$LEITAI_HOME/trust）",
        en: "The folder of keys, log head and status lists (default: $LEITAI_HOME/trust)"))
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
      let head = logHead ?? CertificateCommand.trustFiles(trust, context).head
      let known = [
        try TrustDownload.size(ofHeadAt: head), try TrustDownload.headSize(ofCertificate: file),
      ]
      let download = try await TrustDownload.fetch(context, knowing: known.compactMap(\.self))
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
        zh: "已有的只会被它的延续替换：日志若被改写，公钥或状态列表若缺少或倒退，什么也不保存。",
        en: """
          What is there is replaced only by what goes on from it: when the log was rewritten, or \
          keys or status lists are missing or older, nothing is saved.
          """))

    @OptionGroup var global: GlobalOptions
    @Option(
      name: .shortAndLong,
      help: .both(
        zh: "写到哪个文件夹（默认：$LEITAI_HOME/trust）",
        en: "The folder to write to (default: $LEITAI_HOME/trust)"))
    var output: String?

    func run() async throws {
      let context = try global.context()
      let files = CertificateCommand.trustFiles(output, context)
      let known = try TrustDownload.size(ofHeadAt: files.head)
      let download = try await TrustDownload.fetch(
        context, knowing: [known].compactMap(\.self))
      try Verifier.takeOver(
        ["trust", files.folder], context.console, input: Console.json(download))
    }
  }

  /// What was saved to verify with: in the folder that is named, else in the user's own.
  static func trustFiles(_ folder: String?, _ context: CommandContext) -> TrustFiles {
    folder.map(TrustFiles.init(folder:)) ?? TrustFiles(ofUserAt: context.sessions.path)
  }
}

extension TrustDownload {
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

  /// The size of a saved head; absent when none is there.
  ///
  /// - Throws: `CommandFailure.localFile`.
  static func size(ofHeadAt path: String) throws -> Int? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return size(ofNote: try LocalFile.readText(path))
  }

  /// The size of the head inside a certificate file; the verifier says what is wrong with others.
  static func headSize(ofCertificate path: String) throws(CommandFailure) -> Int? {
    struct File: Decodable {
      let log: Log
      struct Log: Decodable { let head: String }
    }
    let file = try? JSONDecoder().decode(File.self, from: Data(try LocalFile.read(path)))
    return file.flatMap { size(ofNote: $0.log.head) }
  }
}
