import ArgumentParser
import Foundation

/// A language in which the program speaks to people.
enum Language: String, Sendable, CaseIterable {
  case zhHans = "zh-Hans"
  case en

  /// The one of two texts that is in this language: `say(zh: "题库", en: "bank")`.
  func callAsFunction(zh: String, en: String) -> String {
    switch self {
    case .zhHans: zh
    case .en: en
    }
  }

  /// What a person asks for by name: `zh`, `zh-Hans` or `en`; `nil` for anything else.
  init?(name: String) {
    switch name.lowercased().replacing("_", with: "-") {
    case "zh", "zh-hans", "zh-cn": self = .zhHans
    case "en": self = .en
    default: return nil
    }
  }

  /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty decides, as POSIX has it:
  /// `zh…` is Chinese, everything else English.
  init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = locale?.lowercased().hasPrefix("zh") == true ? .zhHans : .en
  }

  /// The last `--lang` among the arguments, else the locale.
  ///
  /// For what is said before arguments are understood: the help and the errors of use.
  init(arguments: [String], environment: [String: String]) {
    var asked: Language?
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count {
        asked = Language(name: arguments[index + 1]) ?? asked
      } else if argument.hasPrefix("--lang=") {
        asked = Language(name: String(argument.dropFirst("--lang=".count))) ?? asked
      }
    }
    self = asked ?? Language(environment: environment)
  }

  /// The language of this run of the program.
  static let ofProcess = Language(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)
}

extension Language: ExpressibleByArgument {
  init?(argument: String) { self.init(name: argument) }
}

extension ArgumentHelp {
  /// A help text in the language of this run.
  static func both(zh: String, en: String) -> ArgumentHelp {
    ArgumentHelp(stringLiteral: Language.ofProcess(zh: zh, en: en))
  }
}

/// A text in the language of this run, for the help.
func bothLanguages(zh: String, en: String) -> String { Language.ofProcess(zh: zh, en: en) }
