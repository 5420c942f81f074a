import ArgumentParser
import ContestAPI
import ContestClient
import Foundation

/// `leitai certificate`
struct CertificateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certificate", abstract: bothLanguages(zh: "证书", en: "Certificates"),
    subcommands: [
      List.self, Issue.self, Fetch.self, Verify.self, Trust.self, Revoke.self, Suspend.self,
      Reinstate.self, History.self, Print.self, Template.self, Privacy.self,
    ])

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
        let stages = $0.uncertified.joined(separator: ", ")
        let objectedTo = $0.objectedTo.map { one in
          let isOpen = one.objection == "open"
          return context.say(
            zh: "  \(one.contestant) \(one.title)：\(isOpen ? "异议待处理" : "异议成立")（\(one.evidence)）",
            en: "  \(one.contestant) \(one.title): an objection "
              + "\(isOpen ? "is open" : "was upheld") (\(one.evidence))")
        }
        return [
          context.say(
            zh: "新颁发 \($0.issued.grouped) 张，早先已颁发 \($0.alreadyIssued.grouped) 张"
              + ($0.heldBack == 0 ? "" : "，\($0.heldBack.grouped) 张未颁发：尚未确认、已终止或有异议"),
            en: "\($0.issued.grouped) issued, \($0.alreadyIssued.grouped) issued before"
              + ($0.heldBack == 0
                ? "" : ", \($0.heldBack.grouped) held back: not confirmed, ended or objected to"))
        ]
          + objectedTo
          + (stages.isEmpty
            ? []
            : [
              context.say(
                zh: "成绩尚未确认或公开，未颁发：\(stages)",
                en: "nothing of \(stages), whose results are not certified or not public")
            ])
      }
    }
  }
}

extension CertificateList {
  func lines(_ say: Language) -> [String] {
    guard !certificates.isEmpty else { return [say(zh: "还没有证书", en: "there are no certificates")] }
    let now = Int64(Date().timeIntervalSince1970 * 1000)
    return Table(
      [
        (say(zh: "编号", en: "serial"), .left), (say(zh: "准考证号", en: "admission"), .left),
        (say(zh: "姓名", en: "name"), .left), (say(zh: "证书", en: "title"), .left),
        (say(zh: "颁发时间", en: "issued"), .left), (say(zh: "状态", en: "status"), .left),
        (say(zh: "标识", en: "id"), .left),
      ],
      rows: certificates.map {
        [
          $0.serial, $0.contestant, $0.name, $0.title, $0.issuedAt.dayAndTime(in: .current),
          CertificateCommand.stateName($0.state(at: now), say), $0.id,
        ]
      }
    ).lines()
  }
}

extension Certificate {
  /// - Parameter now: milliseconds since 1970.
  fileprivate func state(at now: Int64) -> String {
    withdrawn?.state ?? (validUntil.map { $0 <= now } ?? false ? "expired" : "valid")
  }
}
