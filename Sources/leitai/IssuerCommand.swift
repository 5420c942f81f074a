import ArgumentParser
import ContestAPI
import Foundation

/// `leitai issuer`
struct IssuerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issuer",
    abstract: bothLanguages(zh: "备案的评价机构", en: "Bodies registered to issue level certificates"),
    subcommands: [Import.self, List.self])

  /// `leitai issuer import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "导入备案机构表；全部或全不", en: "Import the register, all or none"),
      discussion: bothLanguages(
        zh: """
          .xlsx 或 .csv，列：机构名称、机构类型（企业或机构）、职业代码、等级范围（如 初级工..技师）、起始日期、截止日期、备案编号。
          同一机构、备案编号、职业、等级范围、起始日期的后一条代替前一条，用来更正截止日期；前一条保留。
          """,
        en: """
          .xlsx or .csv with columns name, kind (firm or body), occupation, levels (初级工..技师), from, \
          until, number. A later entry of the same body, number, occupation, levels and first day takes the \
          place of an earlier one, which is kept: so the last day is corrected.
          """))

    @OptionGroup var global: GlobalOptions
    @Argument(help: .both(zh: "机构表", en: "The file"))
    var file: String

    func run() async throws {
      let context = try global.context(timeout: GlobalOptions.longTimeout)
      let imported: IssuersImported = try await context.upload(
        Path.issuers, query: [], file: try LocalFile.read(file))
      try context.console.show(imported) {
        [
          context.say(
            zh: "新增 \($0.added.grouped) 条，\(($0.entries - $0.added).grouped) 条早已登记",
            en: "\($0.added.grouped) added, \(($0.entries - $0.added).grouped) there already")
        ]
      }
    }
  }

  /// `leitai issuer list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: bothLanguages(zh: "现行的备案机构", en: "The entries in force"))

    @OptionGroup var global: GlobalOptions

    func run() async throws {
      let context = try global.context()
      let list: IssuerList = try await context.get(Path.issuers)
      try context.console.show(list) { $0.lines(context.say) }
    }
  }
}

extension IssuerList {
  func lines(_ say: Language) -> [String] {
    guard !issuers.isEmpty else { return [say(zh: "没有登记备案机构", en: "no issuer is registered")] }
    return Table(
      [
        (say(zh: "机构", en: "name"), .left), (say(zh: "类型", en: "kind"), .left),
        (say(zh: "职业", en: "occupation"), .left), (say(zh: "等级", en: "levels"), .left),
        (say(zh: "起", en: "from"), .left), (say(zh: "止", en: "until"), .left),
        (say(zh: "备案", en: "number"), .left),
      ],
      rows: issuers.map {
        [$0.name, $0.kind, $0.occupation, $0.levels, $0.from, $0.until ?? "", $0.number]
      }
    ).lines()
  }
}
