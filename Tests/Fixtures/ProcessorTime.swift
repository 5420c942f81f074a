import Glibc

/// The processor time that `body` takes on this thread. What other tests and programs do meanwhile
/// hardly changes it, unlike the time that passes.
package func processorTime(_ body: () throws -> Void) rethrows -> Duration {
  let begin = timeOfThisThread()
  try body()
  return timeOfThisThread() - begin
}

private func timeOfThisThread() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
