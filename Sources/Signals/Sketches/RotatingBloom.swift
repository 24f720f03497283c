import func Glibc.pow

/// Whether a key came within the last generations, in bounded memory (Bloom, 1970; several filters, the oldest of which
/// is emptied in turn).
///
/// Who came is never denied within the generations kept. Who did not is taken for known with probability
/// ``falseRate``, which must be subtracted from what is counted.
public struct RotatingBloom: Sendable, Hashable {
  private let mask: UInt64
  private let hashes: Int
  private var words: [[UInt64]]
  private var filled: [Int]
  private var current = 0

  /// Empty filters.
  /// - Parameters:
  ///   - bits: of each generation, rounded up to a power of two.
  ///   - hashes: bits set for each key.
  ///   - generations: how many there are; at least 2.
  public init(bits: Int = 1 << 20, hashes: Int = 5, generations: Int = 2) {
    var size = 64
    while size < min(bits, 1 << 32) { size <<= 1 }
    mask = UInt64(size - 1)
    self.hashes = min(16, max(1, hashes))
    words = Array(repeating: [UInt64](repeating: 0, count: size / 64), count: max(2, generations))
    filled = Array(repeating: 0, count: max(2, generations))
  }

  /// Notes a key by its hash; whether it was known.
  public mutating func insert(_ hash: UInt64) -> Bool {
    let step = hash >> 32 | 1
    var isKnown = false
    for generation in words.indices where !isKnown {
      isKnown = holds(hash, step, in: generation)
    }
    var place = hash
    words[current].withUnsafeMutableBufferPointer { current in
      var added = 0
      for _ in 0..<hashes {
        let bit = place & mask
        let word = Int(truncatingIfNeeded: bit >> 6)
        let one = UInt64(1) << (bit & 63)
        if current[word] & one == 0 {
          current[word] |= one
          added += 1
        }
        place = place &+ step &* 0x9E37_79B9_7F4A_7C15
      }
      filled[self.current] += added
    }
    return isKnown
  }

  /// Whether a key is known.
  public func contains(_ hash: UInt64) -> Bool {
    words.indices.contains { holds(hash, hash >> 32 | 1, in: $0) }
  }

  private func holds(_ hash: UInt64, _ step: UInt64, in generation: Int) -> Bool {
    var place = hash
    return words[generation].withUnsafeBufferPointer { words in
      for _ in 0..<hashes {
        let bit = place & mask
        if words[Int(truncatingIfNeeded: bit >> 6)] & 1 << (bit & 63) == 0 { return false }
        place = place &+ step &* 0x9E37_79B9_7F4A_7C15
      }
      return true
    }
  }

  /// Starts a new generation in the place of the oldest.
  public mutating func rotate() {
    current = (current + 1) % words.count
    words[current] = [UInt64](repeating: 0, count: words[current].count)
    filled[current] = 0
  }

  /// The share of the present generation's bits that are set; above a half it tells too many keys known.
  public var fill: Double { Double(filled[current]) / Double(mask + 1) }

  /// With what probability a key that never came is taken for known.
  public var falseRate: Double {
    1 - filled.reduce(1) { $0 * (1 - pow(Double($1) / Double(mask + 1), Double(hashes))) }
  }

  /// Makes it know what either knew; generations are matched by their age.
  /// - Throws: `SketchFault.differentSizes`.
  public mutating func merge(_ other: RotatingBloom) throws(SketchFault) {
    guard mask == other.mask, hashes == other.hashes, words.count == other.words.count else {
      throw .differentSizes
    }
    for age in words.indices {
      let mine = (current + words.count - age) % words.count
      let its = (other.current + words.count - age) % words.count
      for place in words[mine].indices { words[mine][place] |= other.words[its][place] }
      filled[mine] = words[mine].reduce(0) { $0 + $1.nonzeroBitCount }
    }
  }

  /// The filters as bytes.
  public var snapshot: [UInt8] {
    var writer = SketchWriter(4)
    writer.put(UInt8(hashes))
    writer.put(UInt16(words.count))
    writer.put(UInt16(current))
    for generation in words { writer.put(list: generation) }
    return writer.finished()
  }

  /// The filters out of their bytes.
  /// - Throws: `SketchFault`.
  public init(snapshot: [UInt8]) throws(SketchFault) {
    var reader = try SketchReader(snapshot, kind: 4)
    hashes = Int(try reader.take(UInt8.self))
    let generations = Int(try reader.take(UInt16.self))
    current = Int(try reader.take(UInt16.self))
    guard (1...16).contains(hashes), generations >= 2, current < generations else { throw .damaged }
    var words: [[UInt64]] = []
    for _ in 0..<generations { words.append(try reader.takeList()) }
    let size = words[0].count
    guard size > 0, size & (size - 1) == 0, words.allSatisfy({ $0.count == size }) else {
      throw .damaged
    }
    mask = UInt64(size * 64 - 1)
    filled = words.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
    self.words = words
  }
}
