import Fixtures
import Testing

@testable import QuestionBanks

@Suite struct HTMLTextTests {
  private func plain(_ html: String) -> String {
    HTMLText.plain(html) { source, caption in "[\(source)|\(caption)]" }
  }

  @Test(arguments: [
    ("", ""), ("甲", "甲"), ("<p>甲</p>", "甲"), ("<p>甲</p><p>乙</p>", "甲\n乙"), ("甲<br>乙", "甲\n乙"),
    ("甲<br/><br />乙", "甲\n\n乙"), ("<p>甲<br></p>", "甲"), ("<div><div>甲</div>乙</div>", "甲\n乙"),
    ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
    ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
    ("  甲 \n\t 乙  ", "甲 乙"), ("甲&nbsp;&nbsp;乙\u{A0}", "甲 乙"), ("a&#160;b", "a\u{A0}b"),
    ("a<b>b</b>c", "abc"), ("a <i> b </i> c", "a b c"), ("<P CLASS='x'>甲</P>", "甲"),
    ("<p title=\"a > b\">甲</p>", "甲"), ("<script>if (a < b) {}</script>甲", "甲"),
    ("<STYLE>p { }</STYLE >甲", "甲"), ("甲<!-- <b>乙</b> -->丙", "甲丙"), ("甲<!-- 乙", "甲"),
    ("<pre>a\n  b</pre>", "a\n  b"), ("<?xml version=\"1.0\"?>甲", "甲"),
  ])
  func tagsAreTakenAwayAndWhiteSpaceIsFolded(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"), ("&#65;&#x42;&#X43;", "ABC"),
    ("&times;&deg;&Omega;", "×°Ω"),
    ("&mu;&alpha;&le;&ne;&plusmn;", "μα≤≠±"), ("&Eacute;&yuml;&divide;", "Éÿ÷"),
    ("&real;&image;&hellip;", "ℜℑ…"), ("&#146;", "’"),
    ("&#0;&#55296;&#x110000;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("a & b", "a & b"), ("&unknown;", "&unknown;"), ("&amp", "&amp"), ("&;&#;&#x;", "&;&#;&#x;"),
    ("&amp;lt;", "&lt;"), ("a < b > c", "a < b > c"), ("1<2", "1<2"), ("<", "<"), ("</", "</"),
    ("a<b", "a<b"),
  ])
  func referencesAreDecodedAndLoneSignsStay(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("x<sup>2</sup>", "x²"), ("H<sub>2</sub>O", "H₂O"), ("10<sup>-3</sup>", "10⁻³"),
    ("x<sup>ab</sup>", "x^(ab)"), ("U<sub>max</sub>", "U_(max)"), ("x<sup></sup>y", "xy"),
    ("x<sup>2", "x²"), ("x</sup>2", "x2"), ("x<sup>a<sub>1</sub></sup>", "x^(a1)"),
  ])
  func scriptsStayReadable(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("<img src=\"a.png\" alt=\"图\">", "[a.png|图]"), ("<img src=a.png>", "[a.png|]"),
    ("<IMG ALT='a &amp; \"b\"' SRC = 'x?a=1&amp;b=2' />", "[x?a=1&b=2|a & \"b\"]"),
    ("甲<img>乙", "甲[|]乙"), ("甲 <img src=\"a\"> 乙", "甲 [a|] 乙"),
    ("<img src=\"a\" src=\"b\">", "[a|]"), ("<img/src=\"a\">", "[a|]"), ("<imgx src=\"a\">", ""),
  ])
  func picturesAreAskedFor(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: MoodleRoundTripTests.texts)
  func whatIsWrittenIsReadBackEqual(text: String) {
    let html = HTMLText.html(text) { _ in "" }
    #expect(Array(plain(html).utf8) == Array(text.utf8))
    #expect(Array(plain("<p>\(html)</p>").utf8) == Array(text.utf8))
    let image = "<img src=\"a\" alt=\"\(HTMLText.escaped(text, lineBreak: "&#10;"))\">"
    #expect(Array(plain(image).utf8) == Array("[a|\(text)]".utf8))
  }

  @Test(arguments: [
    "<", "<a ", "<a \"", "<a =\"", "</", "<!--", "<!", "<script>", "</script", "<style", "&", "&#",
    "&#1",
    "<sup>", "<sub>1", "</sup>", "<p>", "<br>", " ", "<img src=\"", "<img alt=a", "<pre>", "\u{A0}",
    "&nbsp;",
    "<sup>2</sup>", "甲<", "<img src='a'>",
  ])
  func timeGrowsWithTheLengthOnly(piece: String) {
    let html = String(repeating: piece, count: (1 << 17) / piece.utf8.count)
    let time = processorTime { _ = plain(html) }
    #expect(time < .seconds(8), "\(piece) took \(time)")
  }
}
