import func Glibc.exp
import func Glibc.log

/// A uniform sample of a stream of unknown length (Li's algorithm L, 1994): what it skips costs one comparison.
///
/// The draw comes from a seed: the same stream gives the same sample.
public struct Reservoir<Element: Sendable>: Sendable {
  /// How many are kept.
  public let capacity: Int
  /// What is kept, in no particular order.
  public private(set) var kept: [Element] = []
  /// How many there were.
  public private(set) var seen: UInt64 = 0
  private var next: UInt64
  private var weight: Double
  private var draw: SplitMix64

  /// An empty sample.
  public init(capacity: Int, seed: UInt64) {
    self.capacity = max(1, capacity)
    draw = SplitMix64(seed: seed)
    next = UInt64(self.capacity)
    weight = exp(log(1 - draw.uniform()) / Double(self.capacity))
    skip()
  }

  private mutating func skip() {
    let steps = log(1 - draw.uniform()) / log(1 - weight)
    next = steps.isFinite && steps < 1e15 ? next &+ UInt64(steps) : .max
  }

  /// Whether the next element would be kept; if not, it is counted and need not be made.
  /// - Returns: Whether ``keep(_:)`` is to be called.
  @inline(__always)
  public mutating func wantsNext() -> Bool {
    if kept.count < capacity || seen >= next { return true }
    seen &+= 1
    return false
  }

  /// Keeps an element that ``wantsNext()`` asked for.
  public mutating func keep(_ element: Element) {
    seen &+= 1
    guard kept.count == capacity else {
      kept.append(element)
      return
    }
    kept[draw.below(capacity)] = element
    weight *= exp(log(1 - draw.uniform()) / Double(capacity))
    next = seen
    skip()
  }

  /// Starts anew, with the draw going on.
  public mutating func clear() {
    kept.removeAll(keepingCapacity: true)
    seen = 0
    next = UInt64(capacity)
    weight = exp(log(1 - draw.uniform()) / Double(capacity))
    skip()
  }
}
