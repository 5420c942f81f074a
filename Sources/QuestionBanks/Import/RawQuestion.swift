/// A text as the file gives it, with its place.
package struct RawText: Hashable, Sendable {
  /// Without surrounding white space.
  package let text: String
  package let place: FilePlace

  package init(_ text: String, at place: FilePlace) {
    self.text = text
    self.place = place
  }
}

/// One question as a format found it, before any check. What the file leaves out is absent.
///
/// A format fills this in and does not judge: `QuestionCheck` applies the same rules to all.
package struct RawQuestion: Hashable, Sendable {
  /// Where the question begins.
  package var place: FilePlace
  package var id: RawText?
  package var kind: RawText?
  package var stem: RawText?
  /// In order; an option that the file leaves empty between others is an empty text.
  package var options: [RawText] = []
  package var key: RawText?
  package var explanation: RawText?
  package var knowledge: RawText?
  package var level: RawText?
  package var difficulty: RawText?

  package init(place: FilePlace) { self.place = place }
}
