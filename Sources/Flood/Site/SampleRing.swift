/// Lines of the last minutes, a few of each second, for evidence: what was asked, by which agents, from where.
///
/// The first eight lines of a second are kept, each with the number of requests that it stands for.
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
    if inSecond > Self.perSecond { return }
    keep(request, line)
  }

  private mutating func keep(_ request: Request, _ line: UnsafePointer<UInt8>) {
    let count = min(Int(request.lineCount), Self.longest)
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      (base + next * Self.longest).update(from: line, count: count)
    }
    requests[next] = request
    requests[next].lineCount = UInt32(count)
    seconds[next] = second
    next = (next + 1) & (Self.slots - 1)
    filled = min(filled + 1, Self.slots)
  }

  /// The kept lines from one second up to another, which is not in it; oldest first.
  func lines(from start: Int64, to end: Int64) -> [SampledLine] {
    var slots: [Int] = []
    var older = 0
    for back in 1...max(1, filled) where filled > 0 && older < 64 {
      let slot = (next - back + Self.slots) & (Self.slots - 1)
      let second = seconds[slot]
      if second >= start, second < end { slots.append(slot) }
      // Lines are nearly in order.
      older = second < start ? older + 1 : 0
    }
    return slots.reversed().map { slot in
      let from = slot * Self.longest
      return SampledLine(
        request: requests[slot], line: Array(bytes[from..<from + Int(requests[slot].lineCount)]))
    }
  }
}

/// A line kept for evidence.
struct SampledLine: Sendable {
  var request: Request
  var line: [UInt8]
}

extension Int64 {
  /// Milliseconds as whole seconds, rounded down.
  @inline(__always) var flooredSeconds: Int64 {
    self >= 0 ? self / 1_000 : -((-self + 999) / 1_000)
  }
}
