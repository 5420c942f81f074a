import Contests

/// Finds questions that say almost the same, as clusters.
///
/// Two questions are similar when they have the same numbers and their shingles (runs of three
/// characters of the stem and of each option, so that neither punctuation nor the order of options
/// counts) overlap by at least `threshold`. Candidates come from the rarest shingles of each question
/// (the prefix filter of set similarity joins: Bayardo, Ma, Srikant 2007), so that the work grows
/// with the bank and not with its square.
struct SimilarQuestions {
  /// Shared shingles over all shingles, in percent.
  static let threshold = 85

  /// How many earlier questions with the same rare shingle a question is compared with. Where more
  /// share it, those between are compared with each other and end up in one cluster.
  private static let neighbours = 6

  /// A question with the first one of its cluster.
  struct Match: Hashable {
    let question: Int
    let first: Int
    /// Shared shingles in percent; 100 for the same content in other punctuation or order.
    let percent: Int
  }

  /// Every question but the first of each cluster, in the order of the bank.
  let matches: [Match]

  init(_ questions: [Question]) {
    let shingles = ShingleSets(questions)
    var clusters = Clusters(count: questions.count)
    var pairs: [UInt64] = []
    for question in questions.indices {
      for shingle in shingles.rarest(of: question) {
        pairs.append(UInt64(shingle) << 32 | UInt64(question))
      }
    }
    pairs.sort()
    var start = 0
    for end in pairs.indices {
      if pairs[end] >> 32 != pairs[start] >> 32 { start = end }
      for other in max(start, end - Self.neighbours)..<end {
        let (left, right) = (Int(pairs[other] & 0xFFFF_FFFF), Int(pairs[end] & 0xFFFF_FFFF))
        guard clusters.root(left) != clusters.root(right) else { continue }
        if shingles.percent(left, right) >= Self.threshold { clusters.join(left, right) }
      }
    }
    matches = questions.indices.compactMap { question in
      let first = clusters.root(question)
      guard first != question else { return nil }
      return Match(
        question: question, first: first, percent: shingles.percent(first, question))
    }
  }
}

/// The shingles of every question as sorted sets of hashes, in one array.
private struct ShingleSets {
  private var shingles: [UInt32] = []
  private var starts: [Int] = [0]
  /// How often a shingle occurs, roughly: hashes share their places.
  private var counts = [UInt16](repeating: 0, count: 1 << 20)

  init(_ questions: [Question]) {
    starts.reserveCapacity(questions.count + 1)
    var set: [UInt32] = []
    for question in questions {
      let numbers = ComparableText.numbers(in: [question.stem] + question.options)
      var seed: UInt64 = 0xCBF2_9CE4_8422_2325
      for number in numbers {
        for byte in number.utf8 { Self.mix(&seed, UInt64(byte)) }
        Self.mix(&seed, 0x20)
      }
      set.removeAll(keepingCapacity: true)
      Self.add(question.passage + question.stem, seed: seed, to: &set)
      if question.kind != .trueFalse {
        for option in question.options + question.premises {
          Self.add(option, seed: seed &+ 1, to: &set)
        }
      }
      set.sort()
      var last: UInt32?
      for shingle in set where shingle != last {
        shingles.append(shingle)
        counts[Int(shingle >> 12)] = counts[Int(shingle >> 12)].addingClamped(1)
        last = shingle
      }
      starts.append(shingles.count)
    }
  }

  /// Enough of the rarest shingles that two similar questions have one of them in common.
  func rarest(of question: Int) -> [UInt32] {
    let set = shingles[starts[question]..<starts[question + 1]]
    let count = set.count - (set.count * SimilarQuestions.threshold + 99) / 100 + 1
    var byRarity = set.map { UInt64(counts[Int($0 >> 12)]) << 32 | UInt64($0) }
    byRarity.sort()
    return byRarity.prefix(count).map { UInt32(truncatingIfNeeded: $0) }
  }

  /// Shared shingles over all shingles of the two.
  func percent(_ left: Int, _ right: Int) -> Int {
    var (a, b) = (starts[left], starts[right])
    let (endA, endB) = (starts[left + 1], starts[right + 1])
    let (sizeA, sizeB) = (endA - a, endB - b)
    guard min(sizeA, sizeB) * 100 >= max(sizeA, sizeB) * SimilarQuestions.threshold,
      sizeA > 0
    else { return 0 }
    var shared = 0
    while a < endA, b < endB {
      if shingles[a] == shingles[b] { shared += 1 }
      let (next, other) = (shingles[a], shingles[b])
      if next <= other { a += 1 }
      if other <= next { b += 1 }
    }
    return shared * 100 / (sizeA + sizeB - shared)
  }

  private static func add(_ text: String, seed: UInt64, to set: inout [UInt32]) {
    let scalars = ComparableText(text).scalars
    guard scalars.count > 3 else {
      var hash = seed
      for scalar in scalars { mix(&hash, UInt64(scalar.value)) }
      set.append(folded(hash))
      return
    }
    for start in 0..<(scalars.count - 2) {
      var hash = seed
      mix(&hash, UInt64(scalars[start].value))
      mix(&hash, UInt64(scalars[start + 1].value))
      mix(&hash, UInt64(scalars[start + 2].value))
      set.append(folded(hash))
    }
  }

  /// One round of SplitMix64's mixing: the same on every machine.
  private static func mix(_ hash: inout UInt64, _ value: UInt64) {
    hash = (hash ^ value) &* 0xBF58_476D_1CE4_E5B9
    hash ^= hash >> 29
  }

  private static func folded(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}

/// Disjoint sets; the root of a set is its smallest member.
private struct Clusters {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func root(_ member: Int) -> Int {
    var member = member
    while parents[member] != member {
      parents[member] = parents[parents[member]]
      member = parents[member]
    }
    return member
  }

  mutating func join(_ left: Int, _ right: Int) {
    let (a, b) = (root(left), root(right))
    parents[max(a, b)] = min(a, b)
  }
}

extension UInt16 {
  fileprivate func addingClamped(_ value: UInt16) -> UInt16 {
    let (sum, overflow) = addingReportingOverflow(value)
    return overflow ? .max : sum
  }
}
