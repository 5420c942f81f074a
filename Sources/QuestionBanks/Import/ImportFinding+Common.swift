import Contests

extension ImportFinding {
  /// A question of a kind that Leitai does not have; it is left out and named.
  package static func foreignKind(_ name: String, at place: FilePlace) -> ImportFinding {
    ImportFinding(
      .warning, at: place, field: "kind", code: Code.foreignKind,
      zhHans: "题型“\(name)”暂不支持，该题未导入",
      en: "questions of the kind \"\(name)\" are not supported; left out")
  }

  /// Questions that together say more than a bank may; what follows is not looked at.
  static func bankTooLarge(at place: FilePlace, mostBytes: Int) -> ImportFinding {
    ImportFinding(
      at: place, code: "bank-too-large",
      zhHans: "题目文字合计超过 \(mostBytes >> 20) MB（共用材料按题计），此后未再检查",
      en:
        "the questions have over \(mostBytes >> 20) MB of text, shared passages counted with each;"
        + " nothing from here on was looked at")
  }

  /// A picture that cannot be kept.
  package static func picture(
    _ refusal: Picture.Refusal, at place: FilePlace, field: String
  ) -> ImportFinding {
    switch refusal {
    case .tooLarge:
      ImportFinding(
        at: place, field: field, code: "picture-too-large",
        zhHans: "图片超过 \(Limits.pictureBytes >> 20) MB",
        en: "the picture has more than \(Limits.pictureBytes >> 20) MB")
    case .unknownType:
      ImportFinding(
        at: place, field: field, code: "picture-type",
        zhHans: "图片不是 PNG、JPEG 或 GIF", en: "the picture is not PNG, JPEG or GIF")
    case .tooWide(let width, let height):
      ImportFinding(
        at: place, field: field, code: "picture-size",
        zhHans: "图片为 \(width)×\(height)，边长应为 1 至 \(Limits.pictureSide) 像素",
        en: "the picture is \(width) x \(height); a side has 1 to \(Limits.pictureSide) pixels")
    }
  }

  /// Codes that the code itself asks for.
  package enum Code {
    package static let foreignKind = "kind-not-supported"
  }
}
