import QuestionBanks

/// Invents names of people.
enum PersonName {
  /// A name; every now and then one that many people have, or one with a character outside the
  /// common sets, because both are what real rosters trip over.
  ///
  /// - Parameter index: the person's place on the roster, zero-based.
  static func invented(index: Int, using random: inout SeededGenerator) -> String {
    let surname = surnames[random.below(surnames.count)]
    let first = given[random.below(given.count)]
    let second = given[random.below(given.count)]
    let isCommon = random.below(100) < 8
    let isShort = random.below(100) < 22
    if index % 400 == 7 { return surname + rare[0] }
    if index % 400 == 13 { return surname + first + rare[1] }
    if isCommon { return common[random.below(common.count)] }
    return isShort ? surname + first : surname + first + second
  }

  /// 䶮 is in Unicode since 3.0 and in few fonts; 𠮷 lies beyond the basic plane, so it takes two
  /// units of UTF-16 and four bytes of UTF-8.
  static let rare = ["䶮", "𠮷"]

  private static let common = [
    "张伟", "王磊", "李娜", "刘洋", "王芳", "李强", "张敏", "陈杰", "王静", "李军", "刘伟", "张丽",
  ]

  /// The commonest first and more than once, as in life.
  private static let surnames = characters(
    """
    王王王王王王李李李李李李张张张张张刘刘刘刘陈陈陈赵赵孙孙周周杨杨徐徐吴吴朱朱
    马马胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢
    傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷侍苗权渠时种
    """)

  private static let given = characters(
    """
    伟强磊军洋勇杰涛超明刚平辉鹏飞波斌宇浩凯健俊帆旭亮峰建国华志海龙永生文武新民东
    娜敏静丽艳芳燕玲丹萍红梅雪莉颖琳婷慧倩晶欣怡佳悦思雨晨子涵梓轩博睿诚安宁远航毅恒
    立德正良仁义信礼学勤业兴振邦家树林松柏春秋冬夏青山川岩石泉云
    """)

  private static func characters(_ text: String) -> [String] {
    text.filter { !$0.isNewline }.map(String.init)
  }
}
