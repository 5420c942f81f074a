import Contests
import Foundation
import Testing

@Suite struct SkillLevelTests {
  @Test func eightLevelsStandInTheLadderOrder() {
    #expect(
      SkillLevel.allCases.sorted().map(\.name)
        == ["学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"])
  }

  @Test func everyNameIsReadBack() {
    for level in SkillLevel.allCases { #expect(SkillLevel(name: level.name) == level) }
  }

  @Test func numberedNamesCountDownwards() {
    let levels = ["五级", "四级", "三级", "二级", "一级"].map { SkillLevel(name: $0) }
    #expect(levels == [.junior, .intermediate, .senior, .technician, .seniorTechnician])
  }

  @Test(arguments: ["", "六级", "零级", "高级", "高级工 ", " 技师", "technician", "3", "助理工程师", "高级工\u{200B}"])
  func anyOtherNameIsRefused(name: String) {
    #expect(SkillLevel(name: name) == nil)
  }

  @Test func contestsAwardTheFiveLevelsInTheMiddle() {
    #expect(
      SkillLevel.allCases.filter(\.isAwardedByContests)
        == [.junior, .intermediate, .senior, .technician, .seniorTechnician])
  }

  @Test func codingIsTheChineseName() throws {
    let bytes = try JSONEncoder().encode(SkillLevel.allCases)
    #expect(String(decoding: bytes, as: UTF8.self).contains("高级技师"))
    #expect(try JSONDecoder().decode([SkillLevel].self, from: bytes) == SkillLevel.allCases)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([SkillLevel].self, from: Data(#"["大师"]"#.utf8))
    }
  }
}
