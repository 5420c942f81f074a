import CPrefetch

#if canImport(Glibc)
  import Glibc
#endif

/// What lies far from the processor takes longer to fetch than anything takes to compute.
extension ContiguousArray {
  /// Has an element fetched from memory, however large it is, while the processor goes on.
  @inline(__always)
  func prefetch(_ index: Int) { prefetch(index..<index + 1) }

  /// The same with some that stand beside each other.
  @inline(__always)
  func prefetch(_ indices: Range<Int>) {
    withUnsafeBufferPointer { elements in
      guard let base = elements.baseAddress, !indices.isEmpty else { return }
      let first = UnsafeRawPointer(base + indices.lowerBound)
      let size = indices.count * MemoryLayout<Element>.stride
      for line in stride(from: 0, to: size - 1, by: 64) { cprefetch(first + line) }
      cprefetch(first + size - 1)
    }
  }

  /// Makes room beforehand, where the system has it in large pages: a processor remembers where few
  /// pages are, and looks up all others on each visit. Changes nothing but the speed.
  mutating func reserveInLargePages(_ count: Int) {
    reserveCapacity(count)
    #if canImport(Glibc)
      let page = Int(sysconf(Int32(_SC_PAGESIZE)))
      withUnsafeMutableBufferPointer { elements in
        guard let base = elements.baseAddress else { return }
        let begin = UnsafeMutableRawPointer(base).alignedUp(toMultipleOf: page)
        let end = UnsafeMutableRawPointer(base + count).alignedDown(toMultipleOf: page)
        if begin < end { _ = madvise(begin, end - begin, MADV_HUGEPAGE) }
      }
    #endif
  }
}
