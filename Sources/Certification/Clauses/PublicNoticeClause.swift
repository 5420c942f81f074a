import Contests

/// `public-notice: 7d`: the public notice (公示), which begins when the public sees the certified results,
/// has lasted that long; the last moment counts as over.
struct PublicNoticeClause: Clause {
  static let field = "public-notice"
  static var subjects: Set<Facts.Subject> { Facts.Subject.all }
  static var title: LocalizedText { LocalizedText(zhHans: "公示期", en: "Public notice") }

  let length: Milliseconds

  init?(declared: Declaration) {
    guard let length = declared.milliseconds() else { return nil }
    self.length = length
  }

  var required: LocalizedText {
    .inEach { language in
      let words = unit.words(length.count / unit.milliseconds, language)
      return language == .zhHans ? "满 \(words)" : words
    }
  }

  private func elapsed(_ facts: Facts, _ setting: Setting) -> Milliseconds {
    guard let begin = facts.result.publicSince else { return Milliseconds(0) }
    return max(Milliseconds(0), setting.instant - begin)
  }

  func isMet(by facts: Facts, in setting: Setting) -> Bool { elapsed(facts, setting) >= length }

  func actual(_ facts: Facts, in setting: Setting) -> (words: LocalizedText, evidence: String) {
    let freezes = "freezes:\(facts.occasion.stage)"
    guard let begin = facts.result.publicSince else {
      return (LocalizedText(zhHans: "封榜，尚未公示", en: "not begun, the stage is frozen"), freezes)
    }
    let done = elapsed(facts, setting).count / unit.milliseconds
    return (
      .inEach { language in
        let words = unit.words(done, language)
        return language == .zhHans ? "已公示 \(words)" : "\(words) so far"
      }, begin == facts.result.certifiedAt ? facts.certified("certified-at") : freezes
    )
  }

  func shortfall(_ facts: Facts, in setting: Setting) -> LocalizedText {
    let done = elapsed(facts, setting).count / unit.milliseconds
    return .inEach { language in
      let words = unit.words(length.count / unit.milliseconds, language)
      return language == .zhHans ? "\(words)中已过 \(done)" : "\(done) of \(words)"
    }
  }

  func awaited(_ facts: Facts, in setting: Setting) -> Awaited? { .notice }

  /// The largest unit in which the length is a whole number.
  private var unit: Unit {
    Unit.allCases.first { length.count % $0.milliseconds == 0 } ?? .second
  }

  private enum Unit: String, CaseIterable {
    case day, hour, minute, second

    var milliseconds: Int64 {
      switch self {
      case .day: 86_400_000
      case .hour: 3_600_000
      case .minute: 60_000
      case .second: 1000
      }
    }

    func words(_ count: Int64, _ language: Language) -> String {
      guard language == .zhHans else { return counted(Int(count), rawValue) }
      return switch self {
      case .day: "\(count) 天"
      case .hour: "\(count) 小时"
      case .minute: "\(count) 分钟"
      case .second: "\(count) 秒"
      }
    }
  }
}
