import Glibc

/// Numbers as decimal text of at most 15 significant digits, the precision that Excel shows.
enum DecimalText {
  /// The largest and smallest power of ten that is written out in plain digits.
  private static let plainExponents = -10...20

  static func text(_ value: Double, style: Cell.NumberStyle) -> String {
    switch style {
    case .general, .fixed:
      return text(value)
    case .percent:
      return text(value * 100) + "%"
    case .zeroPadded(let width):
      let digits = text(value.magnitude)
      guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text(value) }
      let padding = String(repeating: "0", count: max(0, Int(width) - digits.utf8.count))
      return (value < 0 ? "-" : "") + padding + digits
    }
  }

  /// The number rounded half away from zero; as it is where it would take a power of ten.
  static func fixed(_ value: Double, decimals: Int, hasThousands: Bool) -> String {
    let plain = text(value.magnitude)
    guard plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else {
      return text(value)
    }
    let parts = plain.utf8.split(separator: 0x2E)
    var fraction = parts.count > 1 ? Array(parts[1]) : []
    // A digit in front takes what is carried.
    var whole = [0x30] + Array(parts[0])
    let isUp = fraction.count > decimals && fraction[decimals] >= 0x35
    fraction = Array(fraction.prefix(decimals))
    fraction += repeatElement(0x30, count: decimals - fraction.count)
    if isUp {
      var digits = whole + fraction
      var index = digits.count - 1
      while index > 0, digits[index] == 0x39 {
        digits[index] = 0x30
        index -= 1
      }
      digits[index] += 1
      whole = Array(digits.prefix(whole.count))
      fraction = Array(digits.dropFirst(whole.count))
    }
    if whole[0] == 0x30 { whole.removeFirst() }
    var shown: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in whole.enumerated() {
      if hasThousands, index > 0, (whole.count - index) % 3 == 0 { shown.append(0x2C) }
      shown.append(digit)
    }
    if decimals > 0 { shown += [0x2E] + fraction }
    return String(decoding: shown, as: UTF8.self)
  }

  static func text(_ value: Double) -> String {
    if let whole = Int64(exactly: value), whole.magnitude < 1_000_000_000_000_000 {
      return String(whole)
    }
    guard value.isFinite else { return value.description }
    // d.dddddddddddddde±xx: one digit, fourteen decimals and an exponent.
    let scientific = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      _ = withVaList([value.magnitude]) { vsnprintf(start, buffer.count, "%.14e", $0) }
      return String(cString: start)
    }
    let parts = scientific.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return value.description }
    var digits = parts[0].filter { $0 != "." }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return (value < 0 ? "-" : "") + unsigned(digits, exponent: exponent)
  }

  /// - Parameter digits: significant digits, the first of them worth ten to the `exponent`.
  private static func unsigned(_ digits: String, exponent: Int) -> String {
    guard plainExponents.contains(exponent) else {
      let decimals = digits.dropFirst()
      let mantissa = digits.prefix(1) + (decimals.isEmpty ? "" : "." + decimals)
      return "\(mantissa)E\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
    }
    if exponent < 0 {
      return "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    let wholeDigits = exponent + 1
    guard digits.count > wholeDigits else {
      return digits + String(repeating: "0", count: wholeDigits - digits.count)
    }
    return digits.prefix(wholeDigits) + "." + digits.dropFirst(wholeDigits)
  }
}
