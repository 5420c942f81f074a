/// Why a command of this program cannot do its work, as its user reads it.
struct ReplayFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
