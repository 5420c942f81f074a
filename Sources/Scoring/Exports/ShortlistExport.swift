package import Contests
package import Spreadsheets

/// A shortlist with its reserves as a table that organizers pass on.
package struct ShortlistExport: Sendable {
  private let language: Language

  package init(language: Language) { self.language = language }

  /// The columns; a row for everybody who has to do with the shortlist.
  package var table: TableExport<ShortlistInForce.Entry> {
    TableExport(columns: [
      column("status", "状态", "status") { [language] in .text($0.status.title(in: language)) },
      column("reserve", "递补顺序", "reserve") { entry in
        if case .reserve(let number) = entry.status { .integer(number) } else { .empty }
      },
      column("rank", "名次", "rank") { .integer($0.standing.rank) },
      column("admission", "准考证号", "admission") { .text($0.standing.contestant.id.text) },
      column("name", "姓名", "name") { .text($0.standing.contestant.name) },
      column("unit", "单位", "unit") { .text($0.standing.contestant.unit.text) },
      column("city", "地市", "city") { .text($0.standing.contestant.cityName) },
      column("score", "总成绩", "score", decimals: 3) { .points($0.standing.result.score) },
      .elapsed(in: language, \.standing.result),
      column("remarks", "备注", "remarks") { entry in
        if case .withdrawn(let reason) = entry.status { .text(reason) } else { .empty }
      },
    ])
  }

  private func column(
    _ name: String, _ zhHans: String, _ en: String, decimals: Int? = nil,
    _ cell: @escaping @Sendable (ShortlistInForce.Entry) -> OutputCell
  ) -> TableExport<ShortlistInForce.Entry>.Column {
    TableExport.Column(name, zhHans, en, in: language, decimals: decimals, cell)
  }
}

extension ShortlistInForce.Status {
  /// The name of the status for programs, the same in every language.
  package var name: String {
    switch self {
    case .admitted: "admitted"
    case .movedUp: "moved-up"
    case .undecided: "undecided"
    case .reserve: "reserve"
    case .withdrawn: "withdrawn"
    }
  }

  fileprivate func title(in language: Language) -> String {
    switch self {
    case .admitted: LocalizedText(zhHans: "晋级", en: "admitted").text(in: language)
    case .movedUp: LocalizedText(zhHans: "递补晋级", en: "moved up").text(in: language)
    case .undecided: LocalizedText(zhHans: "待加赛", en: "awaits a play-off").text(in: language)
    case .reserve: LocalizedText(zhHans: "递补", en: "reserve").text(in: language)
    case .withdrawn: LocalizedText(zhHans: "退出", en: "withdrawn").text(in: language)
    }
  }
}
