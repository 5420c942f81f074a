import Foundation
import Glibc

/// What this process has used.
enum ProcessUsage {
  /// The processor time of this thread. What other programs do does not change it.
  static var nanoseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// The greatest resident memory since the program was started.
  static var peakBytes: Int { status("VmHWM:") }

  /// The resident memory at present.
  static var residentBytes: Int { status("VmRSS:") }

  private static func status(_ name: String) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) })
    else { return 0 }
    return (Int(line.filter(\.isNumber)) ?? 0) << 10
  }

  /// Has the system end this process when it uses more processor time than that from now on,
  /// and when it wants more memory than any run may.
  static func end(afterSeconds seconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(2), &timer, nil)
  }

  /// Lets this process have so much memory, of every kind, and no core file.
  static func limitMemory(bytes: Int) {
    var limit = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
    setrlimit(__rlimit_resource_t(9), &limit)
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(4), &none)
  }
}
