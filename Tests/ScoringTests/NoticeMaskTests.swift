import Scoring
import Testing

@Suite struct NoticeMaskTests {
  @Test(arguments: [
    ("王小明", "王*明"), ("王明", "王*"), ("欧阳小雪", "欧**雪"), ("王", "*"), ("", ""),
    ("买买提·阿卜杜拉", "买**·阿***"), ("古丽•艾山", "古*•艾*"), ("阿里木·", "阿**·"),
    ("John Ronald Smith", "J*** R***** S****"), ("J. Smith", "J. S****"), ("Madonna", "M*****a"),
    ("𠮷野家", "𠮷*家"), ("Zoë", "Z*ë"),
  ])
  func theMiddleOfANameIsHidden(name: String, masked: String) {
    #expect(NoticeMask.name(name) == masked)
  }

  @Test(arguments: [
    ("202501000647", "202******647"), ("1003", "1**3"), ("123", "1**"), ("12", "1*"), ("1", "*"),
    ("A-2025-0001", "A-2******01"),
  ])
  func theMiddleHalfOfANumberIsHidden(number: String, masked: String) {
    #expect(NoticeMask.number(number) == masked)
  }
}
