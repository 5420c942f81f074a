/// A text as comparisons see it: letters, digits and ideographs in half width and lower case, without
/// punctuation and white space.
struct ComparableText: Hashable {
  let scalars: [Unicode.Scalar]

  init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A, 0x4E00...0x9FFF: scalars.append(scalar)
      case 0x41...0x5A: scalars.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
      case 0xFF10...0xFF19, 0xFF41...0xFF5A:
        scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0xFF21...0xFF3A: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEC0)))
      case 0...0x7F, 0x3000...0x303F, 0xFF00...0xFFEF, 0x2000...0x206F: continue
      default:
        let properties = scalar.properties
        // Signs such as ± and ℃ say something; dashes and brackets do not.
        if properties.isAlphabetic || properties.numericType != nil
          || properties.generalCategory == .mathSymbol
          || properties.generalCategory == .otherSymbol
        {
          scalars.append(scalar)
        }
      }
    }
    self.scalars = scalars
  }

  /// The numbers of a text in ascending order: `2.5` is one, so that questions that differ only in
  /// their figures are told apart.
  static func numbers(in texts: [String]) -> [String] {
    var numbers: [String] = []
    var number: [UInt8] = []
    func finish() {
      if number.last == UInt8(ascii: ".") { number.removeLast() }
      numbers.append(String(decoding: number, as: UTF8.self))
      number.removeAll(keepingCapacity: true)
    }
    for text in texts {
      for byte in text.utf8 {
        if (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") && !number.isEmpty {
          number.append(byte)
        } else if !number.isEmpty {
          finish()
        }
      }
      if !number.isEmpty { finish() }
    }
    return numbers.sorted()
  }
}
