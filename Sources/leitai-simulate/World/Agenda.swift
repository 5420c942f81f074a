/// What is going to happen, by its time in milliseconds; of things at one time what was put down first.
struct Agenda<Event> {
  private struct Entry {
    let time: Int64
    let order: Int

    func precedes(_ other: Entry) -> Bool {
      time != other.time ? time < other.time : order < other.order
    }
  }

  private var heap: [Entry] = []
  /// By `Entry.order`; taken out when their time comes.
  private var events: [Event?] = []

  mutating func put(_ event: Event, at time: Int64) {
    heap.append(Entry(time: time, order: events.count))
    events.append(event)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// What comes next; absent when nothing does.
  mutating func take() -> (time: Int64, event: Event)? {
    guard let first = heap.first, let event = events[first.order] else { return nil }
    events[first.order] = nil
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.time, event)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
