import Contests

/// Which names of questions serve as their ids.
///
/// Moodle has an id number, which is meant as one, and a name, which is meant for people: a name
/// is taken when it is a valid identifier and no other question has it.
struct MoodleNames {
  private var numbers: [RawText?] = []
  private var names: [RawText?] = []

  /// - Parameters:
  ///   - number: the id number; absent when there is none.
  ///   - name: the name; absent when there is none.
  mutating func add(number: RawText?, name: RawText?) {
    numbers.append(number.flatMap(Self.valid))
    names.append(name.flatMap(Self.valid))
  }

  /// Gives ids to the questions, which are as many and in the order in which they were added.
  func apply(to questions: inout [RawQuestion]) {
    var counts: [String: Int] = [:]
    for (number, name) in zip(numbers, names) {
      if let used = number ?? name { counts[used.text, default: 0] += 1 }
    }
    for position in questions.indices where numbers.indices.contains(position) {
      if let number = numbers[position] {
        questions[position].id = number
      } else if let name = names[position], counts[name.text] == 1 {
        questions[position].id = name
      }
    }
  }

  private static func valid(_ text: RawText) -> RawText? {
    (try? QuestionID(text.text)) == nil ? nil : text
  }
}
