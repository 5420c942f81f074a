import Contests

/// What certificates point to as the occupation of a contest.
struct OccupationPage: Sendable {
  let code: OccupationCode
  let language: Language

  /// The page.
  var html: String {
    let isChinese = language == .zhHans
    let heading = LocalizedText(zhHans: "职业", en: "Occupation")
    return Page(title: code.name ?? code.text, heading: heading, language: language).html(
      .tag(
        "article", [:],
        [
          .tag(
            "div", ["class": "award"],
            [.line("p", heading.text(in: language)), .line("h2", code.name ?? code.text)]),
          .tag(
            "dl", [:],
            Page.fact(isChinese ? "职业代码" : "Code", .text(code.text))
              + Page.fact(
                isChinese ? "分类" : "Classification",
                .text(OccupationCode.classification.text(in: language)))),
        ]))
  }
}
