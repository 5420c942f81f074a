/// What one input may take of the process that reads it.
struct FuzzLimits: Sendable {
  /// Processor time of one reading.
  var milliseconds = 1_000

  /// Growth of the resident memory over a whole run. The largest tables of a small input are the
  /// 64 KiB buffers of archives and the caches of names, 4,096 entries each; the rest is what the
  /// allocator keeps.
  var growthBytes = 128 << 20

  /// Processor time of one reading after which it is taken to hang, and the process is ended.
  var hangSeconds = 20

  /// Memory of all kinds that the process may have.
  var processBytes = 4 << 30
}
