import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

/// `leitai certificate`
struct CertificateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: bothLanguages(zh: "证书", en: "Certificates"),
    subcommands: [
      List.self, Issue.self, Fetch.self, Verify.self, Print.self, Template.self, Privacy.self,
    ])

  /// The name of the issuer's key set that is written beside a certificate.
  static let keysFile = "issuer-keys.json"

  /// `leitai certificate list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "已颁发的证书", en: "The certificates issued"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String
    @Option(help: .both(zh: "某名选手的准考证号", en: "One contestant's admission number"))
    var contestant: String?

    func run() async throws {
      let context = try global.context()
      var certificates: [Certificate] = []
      var next: String?
      repeat {
        let page: CertificateList = try await context.get(
          Path.fill(Path.certificates, [contest]),
          query: (contestant.map { [("contestant", $0)] } ?? [])
            + (next.map { [("after", $0)] } ?? []))
        certificates += page.certificates
        next = page.next
      } while next != nil
      try context.console.show(CertificateList(certificates: certificates)) {
        $0.lines(context.say)
      }
    }
  }

  /// `leitai certificate issue`
  struct Issue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(
        zh: "按已确认的成绩颁发证书；已颁发的不重复", en: "Issue what certified results grant; never twice"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "竞赛", en: "The contest's id"))
    var contest: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let issued: CertificatesIssued = try await context.post(
        Path.fill(Path.certificates, [contest]), NoContent())
      try context.console.show(issued) {
        [
          context.say(
            zh: "新颁发 \($0.issued.grouped) 张，早先已颁发 \($0.alreadyIssued.grouped) 张",
            en: "\($0.issued.grouped) issued, \($0.alreadyIssued.grouped) issued before")
        ]
      }
    }
  }

  /// `leitai certificate fetch`
  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "取回一张证书和颁发者的公钥", en: "Fetch a certificate and the issuer's keys"),
      discussion: bothLanguages(
        zh: "公钥写在同一文件夹的 \(keysFile)。", en: "The keys go to \(keysFile) beside it."))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书的标识或编号", en: "The certificate's id or serial number"))
    var certificate: String
    @Option(name: .shortAndLong, help: .both(zh: "写到哪个文件（.jwt）", en: "The file to write (.jwt)"))
    var output: String

    func run() async throws {
      let context = try global.context()
      let fetched: Certificate = try await context.get(
        Path.fill(Path.certificate, [certificate]))
      guard let credential = fetched.credential else {
        let sentence = context.say(
          zh: "服务器没有给出签名的证书", en: "the server gave no signed credential")
        throw CommandFailure.server(
          .unintelligible(status: 200, sentence), server: context.client.server)
      }
      let keys = try await context.bytes(Path.issuerKeys)
      let keysPath = CertificateCommand.keysPath(beside: output)
      try LocalFile.write(keys, to: keysPath)
      try LocalFile.write(Array(credential.utf8), to: output)
      try context.console.show(fetched) {
        [
          "\($0.serial)  \($0.name)  \($0.title)",
          context.say(zh: "已写入 \(output) 和 \(keysPath)", en: "wrote \(output) and \(keysPath)"),
        ]
      }
    }
  }

  /// `leitai certificate verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "离线核验一张证书", en: "Verify a certificate, offline"))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "证书文件（.jwt）", en: "The certificate's file (.jwt)"))
    var file: String
    @Option(
      help: .both(
        zh: "颁发者的公钥（默认：同一文件夹的 \(keysFile)）",
        en: "The issuer's key set (default: \(keysFile) beside the certificate)"))
    var keys: String?
    @Option(
      help: .both(
        zh: "同时核对是否发给这个准考证号", en: "Also check that it was issued to this admission number"))
    var admission: String?

    func run() async throws {
      let keys = keys ?? CertificateCommand.keysPath(beside: file)
      try Verifier.takeOver(
        ["certificate", file, "--keys", keys] + (admission.map { ["--admission", $0] } ?? []),
        try global.context().console)
    }
  }

  static func keysPath(beside file: String) -> String {
    let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
    return folder + keysFile
  }
}

extension CertificateList {
  func lines(_ say: Language) -> [String] {
    guard !certificates.isEmpty else { return [say(zh: "还没有证书", en: "there are no certificates")] }
    return Table(
      [
        (say(zh: "编号", en: "serial"), .left), (say(zh: "准考证号", en: "admission"), .left),
        (say(zh: "姓名", en: "name"), .left), (say(zh: "证书", en: "title"), .left),
        (say(zh: "颁发时间", en: "issued"), .left), (say(zh: "标识", en: "id"), .left),
      ],
      rows: certificates.map {
        [
          $0.serial, $0.contestant, $0.name, $0.title, $0.issuedAt.dayAndTime(in: .current), $0.id,
        ]
      }
    ).lines()
  }
}
