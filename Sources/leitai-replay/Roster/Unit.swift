/// An employer that does not exist, in one city.
struct Unit: Hashable, Sendable {
  let name: String
  let city: City

  /// The units of a city: eight in a host city, two in another.
  ///
  /// 某某 stands where a real firm has its name, so that none of them is one.
  static func invented(in city: City) -> [Unit] {
    let start = City.all.firstIndex(of: city) ?? 0
    let count = city.isHost ? 8 : 2
    return (0..<count).map { number in
      // 5 has no factor in common with the number of trades: neighbours differ, nothing repeats.
      let trade = trades[(start + number * 5) % trades.count]
      return Unit(name: "\(city.shortName)某某\(trade)有限公司", city: city)
    }
  }

  private static let trades = [
    "重型机械", "电力装备", "焊接技术", "矿山机械", "化工", "光伏材料", "轨道交通装备", "水泥",
    "食品机械", "智能制造", "汽车零部件", "钢结构工程",
  ]
}
