/// Every refusal of the server in one form.
package struct APIError: Codable, Error, Hashable, Sendable {
  /// A stable name for programs, in kebab-case.
  package let code: String
  /// What is wrong, in the reader's language.
  package let message: String
  /// The places where it is wrong, for files and for lists of reasons.
  package let details: [Detail]

  package init(code: String, message: String, details: [Detail] = []) {
    self.code = code
    self.message = message
    self.details = details
  }

  /// One reason among several.
  package struct Detail: Codable, Hashable, Sendable {
    /// `error` or `warning`.
    package let severity: String
    /// Such as `题库!G15` or `plan.yaml:12:9`; empty when it concerns the whole.
    package let place: String
    package let field: String
    package let code: String
    package let message: String

    package init(
      severity: String, place: String, field: String, code: String, message: String
    ) {
      self.severity = severity
      self.place = place
      self.field = field
      self.code = code
      self.message = message
    }
  }
}
