/// The character references of HTML: what stands between `&` and `;`.
enum HTMLEntities {
  /// Longer than any name in the table and any number of a character.
  static let longestName = 10

  /// The character of a reference such as `nbsp`, `#215` or `#xD7`; numbers that name no character
  /// give U+FFFD.
  ///
  /// - Returns: `nil` when it is no reference.
  static func scalar(_ name: some Collection<UInt8>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else {
      return named[String(decoding: name, as: UTF8.self)]
    }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
    let number = isHexadecimal ? digits.dropFirst() : digits
    guard !number.isEmpty, number.allSatisfy(Self.isHexadecimalDigit) else { return nil }
    let text = String(decoding: number, as: UTF8.self)
    guard let value = UInt32(text, radix: isHexadecimal ? 16 : 10) else { return nil }
    // Pages written under Windows number its own characters, which no standard gives these numbers.
    if (0x80...0x9F).contains(value) {
      return windows1252[Int(value) - 0x80]
    }
    return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }

  private static let windows1252 = Array(
    ("€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}" + "\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ").unicodeScalars)

  private static let named: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [:]
    for (offset, name) in latin1.split(separator: " ").enumerated() {
      table[String(name)] = Unicode.Scalar(UInt8(160 + offset))
    }
    for pair in others.split(separator: " ") {
      guard let last = pair.unicodeScalars.last else { continue }
      table[String(String.UnicodeScalarView(pair.unicodeScalars.dropLast()))] = last
    }
    for (name, sign) in [("ensp", "\u{2002}"), ("emsp", "\u{2003}"), ("thinsp", "\u{2009}")] {
      table[name] = sign.unicodeScalars.first
    }
    for (name, value) in [("zwnj", 0x200C), ("zwj", 0x200D), ("Tab", 9), ("NewLine", 10)] {
      table[name] = Unicode.Scalar(value)
    }
    return table
  }()

  /// The names of U+00A0 to U+00FF, in order.
  private static let latin1 = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
    Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
    ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
    szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute \
    icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml \
    yacute thorn yuml
    """

  /// Each name with its character at the end.
  private static let others = """
    amp& lt< gt> quot" apos' AlphaΑ BetaΒ GammaΓ DeltaΔ EpsilonΕ ZetaΖ EtaΗ ThetaΘ IotaΙ KappaΚ \
    LambdaΛ MuΜ NuΝ XiΞ OmicronΟ PiΠ RhoΡ SigmaΣ TauΤ UpsilonΥ PhiΦ ChiΧ PsiΨ OmegaΩ alphaα betaβ \
    gammaγ deltaδ epsilonε zetaζ etaη thetaθ iotaι kappaκ lambdaλ muμ nuν xiξ omicronο piπ rhoρ \
    sigmafς sigmaσ tauτ upsilonυ phiφ chiχ psiψ omegaω thetasymϑ upsihϒ pivϖ OEligŒ oeligœ ScaronŠ \
    scaronš YumlŸ fnofƒ circˆ tilde˜ ndash– mdash— lsquo‘ rsquo’ sbquo‚ ldquo“ rdquo” bdquo„ \
    dagger† Dagger‡ bull• hellip… permil‰ prime′ Prime″ lsaquo‹ rsaquo› oline‾ frasl⁄ euro€ imageℑ \
    weierp℘ realℜ trade™ alefsymℵ larr← uarr↑ rarr→ darr↓ harr↔ crarr↵ \
    lArr⇐ uArr⇑ rArr⇒ dArr⇓ hArr⇔ forall∀ \
    part∂ exist∃ empty∅ nabla∇ isin∈ notin∉ ni∋ prod∏ sum∑ minus− lowast∗ radic√ prop∝ infin∞ ang∠ \
    and∧ or∨ cap∩ cup∪ int∫ there4∴ sim∼ cong≅ asymp≈ ne≠ equiv≡ le≤ ge≥ sub⊂ sup⊃ nsub⊄ sube⊆ \
    supe⊇ oplus⊕ otimes⊗ perp⊥ sdot⋅ lceil⌈ rceil⌉ lfloor⌊ rfloor⌋ loz◊ spades♠ clubs♣ hearts♥ \
    diams♦ colon: semi; comma, period. num# percnt% lpar( rpar) lsqb[ rsqb] lcub{ rcub} sol/ \
    bsol\\ \
    equals= plus+ ast* excl\u{21} quest? commat@ dollar$ lowbar_ verbar| grave` Hat^
    """
}
