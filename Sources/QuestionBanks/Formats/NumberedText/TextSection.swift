/// Questions that are numbered together: those under a heading, or up to where numbers restart.
struct TextSection {
  let heading: SectionHeading?
  /// What kind the heading above says; absent where questions tell it themselves.
  let kind: QuestionKindWord?
  /// How the numbers are marked; known from the first one.
  var style: NumberMark.Style?
  /// The number of the last question; 0 before the first.
  var last = 0
  /// The positions of the questions by their numbers.
  private(set) var positions: [Int: Int] = [:]

  init(heading: SectionHeading? = nil, kind: QuestionKindWord? = nil) {
    self.heading = heading
    self.kind = kind
  }

  /// Notes a question; where a number is given twice, answers go to the first.
  mutating func add(_ mark: NumberMark, position: Int) {
    style = style ?? mark.style
    last = mark.number
    if positions[mark.number] == nil { positions[mark.number] = position }
  }
}
