import Contests
import Foundation

/// The units in which a numeric question takes its answer, where the unit is part of the answer and
/// not told: `[mm|毫米|cm=10]`.
package struct AcceptedUnits: Hashable, Sendable {
  /// The key's own unit comes first.
  package let units: [Unit]
  /// Whether a number alone counts as one in the key's own unit.
  package let isOptional: Bool

  /// A unit, and how much of the key's own unit one of it is.
  package struct Unit: Hashable, Sendable {
    /// Without white space around it; of letters and signs, beginning with neither a digit nor an
    /// exponent.
    package let name: String
    /// Above 0; 1 for another name of the key's own unit.
    package let factor: ExactNumber

    package init(_ name: String, factor: ExactNumber = .one) {
      self.name = name
      self.factor = factor
    }
  }

  /// `nil` where there is no unit or more than `Limits.blanks`, the first is not the key's own, a
  /// factor is not above 0, a name is none, or two are the same.
  package init?(_ units: [Unit], isOptional: Bool = false) {
    guard (1...Limits.blanks).contains(units.count), units[0].factor == .one,
      units.allSatisfy({ $0.factor > .zero && $0.isReadable }),
      Set(units.map { Self.folded($0.name) }).count == units.count
    else { return nil }
    self.units = units
    self.isOptional = isOptional
  }

  /// How much of the key's own unit one of the named unit is; `nil` for a unit that is not accepted.
  ///
  /// Case matters, as in mW and MW. Width, white space and signs that Unicode holds for compatible
  /// (`℃` and `°C`, `m²` and `m2`, `µ` and `μ`) do not.
  package func factor(of name: String) -> ExactNumber? {
    let folded = Self.folded(name)
    return units.first { Self.folded($0.name) == folded }?.factor
  }

  fileprivate static func folded(_ name: String) -> String {
    name.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
  }
}

extension AcceptedUnits.Unit {
  /// Whether the name is read back behind a number and between the signs of a key.
  fileprivate var isReadable: Bool {
    guard name.count <= 20, !name.contains(where: { "[]|=?\\".contains($0) }),
      name.allSatisfy({ $0 == " " || !$0.isWhitespace }), name == name.trimmed.halfWidth,
      name.contains(where: { !$0.isNumber }), let read = KeyText.quantity("1" + name)
    else { return false }
    return read.number == .one && read.unit == name && !name.isEmpty
  }
}

extension AcceptedUnits {
  /// `[mm|毫米|cm=10]`, with `?` after it where the unit may be left out.
  var text: String {
    let names = units.map { unit in
      unit.factor == .one ? unit.name : "\(unit.name)=\(unit.factor)"
    }
    return "[\(names.joined(separator: "|"))]" + (isOptional ? "?" : "")
  }

  /// Reads what `text` writes, in half-width characters.
  init?(text: some StringProtocol) {
    var line = text.trimmed
    let isOptional = line.hasSuffix("?")
    if isOptional { line.removeLast() }
    guard line.hasPrefix("["), line.hasSuffix("]") else { return nil }
    var units: [Unit] = []
    let parts = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
    for part in parts {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(\.trimmed)
      guard sides.count <= 2 else { return nil }
      var factor = ExactNumber.one
      if sides.count == 2 {
        guard let given = ExactNumber(sides[1]) else { return nil }
        factor = given
      }
      units.append(Unit(sides[0], factor: factor))
    }
    self.init(units, isOptional: isOptional)
  }
}
