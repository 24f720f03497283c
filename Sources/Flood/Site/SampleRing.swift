/// Lines of the last minutes, a few of each second, for evidence: what was asked, by which agents, from where.
///
/// Eight lines of a second are kept, chosen evenly among all of it.
struct SampleRing: Sendable {
  static let perSecond = 8
  static let slots = 1 << 11
  static let longest = 768

  private var bytes = [UInt8](repeating: 0, count: slots * longest)
  private var requests = [Request](repeating: Request(), count: slots)
  private var seconds = [Int64](repeating: 0, count: slots)
  private var next = 0
  private var filled = 0
  private var second: Int64 = .min
  private var inSecond = 0

  /// Keeps a line if its second has room.
  @inline(__always)
  mutating func offer(_ request: Request, second: Int64, line: UnsafePointer<UInt8>) {
    if second != self.second {
      self.second = second
      inSecond = 0
    }
    inSecond &+= 1
    if inSecond <= Self.perSecond {
      keep(request, line, slot: next)
      next = (next + 1) & (Self.slots - 1)
      filled = min(filled + 1, Self.slots)
      return
    }
    // The n-th line takes the place of one of the eight with a chance of eight in n; the draw is a hash of both numbers.
    var draw =
      UInt64(truncatingIfNeeded: second) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(inSecond)
      &* 0xBF58_476D_1CE4_E5B9
    draw = (draw ^ draw >> 29) &* 0x94D0_49BB_1331_11EB
    let place = Int(((draw >> 32) &* UInt64(inSecond)) >> 32)
    if place < Self.perSecond {
      keep(request, line, slot: (next - 1 - place + Self.slots) & (Self.slots - 1))
    }
  }

  private mutating func keep(_ request: Request, _ line: UnsafePointer<UInt8>, slot: Int) {
    let count = min(Int(request.lineCount), Self.longest)
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      (base + slot * Self.longest).update(from: line, count: count)
    }
    requests[slot] = request
    requests[slot].lineCount = UInt32(count)
    seconds[slot] = second
  }

  /// The last line that was kept, if it is of this second or later.
  func last(since start: Int64) -> SampledLine? {
    let slot = (next - 1 + Self.slots) & (Self.slots - 1)
    guard filled > 0, seconds[slot] >= start else { return nil }
    return line(slot)
  }

  /// The line at a place.
  func line(_ slot: Int) -> SampledLine {
    let from = slot * Self.longest
    return SampledLine(
      second: seconds[slot], request: requests[slot],
      line: Array(bytes[from..<from + Int(requests[slot].lineCount)]))
  }

  /// The places of lines from one second up to another, which is not in it; oldest first.
  func slots(from start: Int64, to end: Int64) -> [Int] {
    var slots: [Int] = []
    var older = 0
    for back in 1...max(1, filled) where filled > 0 && older < 16 {
      let slot = (next - back + Self.slots) & (Self.slots - 1)
      let second = seconds[slot]
      if second >= start, second < end { slots.append(slot) }
      // Lines are nearly in order.
      older = second < start ? older + 1 : 0
    }
    return slots.reversed()
  }
}

/// A line kept for evidence.
struct SampledLine: Sendable {
  /// When, by the engine's clock.
  var second: Int64
  var request: Request
  var line: [UInt8]
}

extension Int64 {
  /// Milliseconds as whole seconds, rounded down.
  @inline(__always) var flooredSeconds: Int64 {
    self >= 0 ? self / 1_000 : -((-self + 999) / 1_000)
  }
}
