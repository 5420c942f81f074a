extension OccupationCode {
  /// Where the codes are from, 职业分类大典.
  package static var classification: LocalizedText {
    LocalizedText(
      zhHans: "中华人民共和国职业分类大典（2022年版）",
      en: "Occupational Classification of the People's Republic of China (2022 edition)")
  }

  /// The official name in 职业分类大典 (2022); absent for those that are not listed here.
  package var name: String? { Self.names[text] }

  /// The occupations of the reference contest and those beside them.
  private static let names = [
    "6-18-02-04": "焊工", "6-20-01-01": "装配钳工", "6-28-01-14": "变配电运行值班员",
    "6-28-01-15": "继电保护员", "6-31-01-01": "设备点检员", "6-31-01-02": "机修钳工",
    "6-31-01-03": "电工", "6-31-01-09": "工程机械维修工", "6-31-07-01": "工业机器人系统运维员",
  ]
}
