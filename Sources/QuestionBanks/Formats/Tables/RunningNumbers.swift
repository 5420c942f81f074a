/// Numbers that begin anew at 1 on each sheet or in each section of a sheet: they count rows and
/// name no question.
struct RunningNumbers {
  /// Shorter lists that begin anew within a sheet may as well be a slip.
  private static let leastLength = 2

  /// How many numbers each list has so far, and on which sheet it begins.
  private var lists: [(length: Int, sheet: String?)] = []
  private var last = 0
  /// Where the first list after another one begins.
  private(set) var restart: FilePlace?

  private init() {}

  /// Takes the ids from all questions where they are such numbers and some are repeated.
  static func drop(from bank: inout RawBank) {
    var numbers = RunningNumbers()
    for question in bank.questions {
      guard let id = question.id, !id.text.isEmpty else { continue }
      guard numbers.take(id) else { return }
    }
    guard let restart = numbers.restart, numbers.areLists else { return }
    for index in bank.questions.indices { bank.questions[index].id = nil }
    bank.findings.append(
      ImportFinding(
        .warning, at: restart, field: "id", code: "ids-ignored",
        zhHans: "编号在此处又从 1 开始，按序号处理：整个文件的编号未采用，题号由题型和题干得出",
        en: "the numbers begin anew here, so they only count rows: no id of the file was taken, "
          + "ids are made from kind and stem"))
  }

  /// - Returns: `false` when the id is no number, or does not come after those before it.
  private mutating func take(_ id: RawText) -> Bool {
    guard id.text.utf8.count <= 7, let number = Int(id.text), number >= 0, id.text.first != "+"
    else {
      return false
    }
    if lists.isEmpty || number == 1 {
      if !lists.isEmpty { restart = restart ?? id.place }
      lists.append((1, id.place.sheet))
    } else {
      guard number > last else { return false }
      lists[lists.count - 1].length += 1
    }
    last = number
    return true
  }

  private var areLists: Bool {
    lists.indices.allSatisfy { index in
      let isWithinSheet =
        index > 0 && lists[index].sheet == lists[index - 1].sheet
        || index + 1 < lists.count && lists[index].sheet == lists[index + 1].sheet
      return !isWithinSheet || lists[index].length >= Self.leastLength
    }
  }
}
