import Accounts
import Contests
import Dispatch
import Fixtures
import Synchronization

/// Bytes that differ at every call and are the same in every run.
func seededBytes(_ seed: UInt64 = 1) -> RandomBytes {
  let state = SeededState(seed)
  return { count in (0..<count).map { _ in state.next() } }
}

private final class SeededState: Sendable {
  private let state: Mutex<UInt64>

  init(_ seed: UInt64) { state = Mutex(seed) }

  /// SplitMix64.
  func next() -> UInt8 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return UInt8(truncatingIfNeeded: mixed ^ (mixed >> 31))
    }
  }
}

enum AccountSample {
  static let now = Instant(milliseconds: 1_743_465_600_000)
  static let key = (0..<32).map { UInt8($0) }

  static func vault(key: [UInt8] = key) throws -> IdentityVault {
    try required(IdentityVault(key: key, randomBytes: seededBytes(7)))
  }

  /// Fast, for tests.
  static func cost() throws -> Password.Cost { try required(Password.Cost(exponent: 10)) }

  /// Two events, 机修钳工 and 电力监控, without stages.
  static func contest() throws -> Contest {
    Contest(
      id: try ContestID("suwanluyu-2025"), title: LocalizedText(zhHans: "练兵", en: "Practice"),
      tier: .regional, zone: try required(ContestZone("Asia/Shanghai")), hosts: [],
      events: [
        Event(
          id: try EventID("fitter"),
          title: LocalizedText(zhHans: "机修钳工", en: "Maintenance fitter"),
          occupation: try required(OccupationCode("6-31-01-02")), bank: try BankID("fitter"),
          stages: []),
        Event(
          id: try EventID("power"), title: LocalizedText(zhHans: "电力监控", en: "Power monitoring"),
          occupation: try required(OccupationCode("6-28-01-14")), bank: try BankID("power"),
          stages: []),
      ])
  }

  static func residentNumber(_ order: Int) -> String { Sample.residentNumber(order) }

  static func record(_ action: String = "test", at instant: Instant = now) -> AuditRecord {
    AuditRecord(at: instant, actor: "server", action: action, subject: "subject")
  }

  static func entry(
    _ admission: String, contest: String = "suwanluyu-2025", event: String = "fitter",
    paper: Int, code: AccessCode = AccessCode(randomBytes: seededBytes(3)),
    level: SkillLevel? = nil
  ) throws -> RosterEntry {
    let id = try ContestantID(admission)
    return RosterEntry(
      contestant: Contestant(
        id: id, contest: try ContestID(contest), event: try EventID(event), name: "张三",
        unit: try required(UnitName("徐州某重机厂")), region: try required(RegionCode("320302")),
        cityName: "徐州市", level: level),
      identity: try vault().protect(.resident(ResidentNumber(residentNumber(paper))), of: id),
      codeDigest: code.digest)
  }
}

struct Missing: Error {}

func required<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw Missing() }
  return value
}

/// Holds a thread until it is opened.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func wait() { semaphore.wait() }

  func open() { semaphore.signal() }
}
