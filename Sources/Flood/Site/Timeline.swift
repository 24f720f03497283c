/// What became of the lines' times.
public struct TimeReport: Sendable, Hashable {
  /// Lines that came after their second had been closed.
  public internal(set) var late = 0
  /// Lines far ahead of all others.
  public internal(set) var ahead = 0
  /// Steps of the server's clock: when, and by how many seconds.
  public internal(set) var steps: [ClockStep] = []
  /// Silences of more than six hours.
  public internal(set) var gaps = 0
  /// How late lines come, in seconds, but for one of a thousand.
  public internal(set) var lateness: Int64 = 5

  /// A step of the server's clock.
  public struct ClockStep: Sendable, Hashable {
    /// When it was seen, in seconds since 1970 by the clock before it.
    public var second: Int64
    /// By how many seconds the clock went on.
    public var by: Int64
  }
}

/// Gives requests their place in time: holds back what is ahead of its time, notes what is late, and follows a clock that
/// steps.
struct Timeline: Sendable {
  enum Place {
    /// Its second is open.
    case open(Int64)
    /// It is late, or waits.
    case none
    /// A step of the clock, or a leap ahead, was believed: all that waited is to be placed again.
    case again
  }

  private static let leap: Int64 = 120
  private static let stepLines = 100

  private(set) var latest: Int64 = .min
  private(set) var report = TimeReport()
  /// What has to be added to the log's times.
  private(set) var shift: Int64 = 0
  /// Lines that wait for others to agree with them.
  private(set) var waiting: [(request: Request, line: [UInt8])] = []
  private var waitsAhead = false
  private var waitingFor: Int64 = 0
  private var histogram = [Int](repeating: 0, count: 121)
  private var placed = 0
  private var recent = 0
  private var recentLate = 0
  /// All seconds up to this one are closed.
  var closed: Int64 = .min

  init(lateness: Int64) { report.lateness = lateness }

  /// Where a request belongs.
  @inline(__always)
  mutating func place(_ request: Request, _ line: UnsafePointer<UInt8>) -> Place {
    let second = request.milliseconds.flooredSeconds &+ shift
    placed &+= 1
    recent &+= 1
    if second == latest, waiting.isEmpty { return .open(second) }
    return placeOther(second, request, line)
  }

  @inline(never)
  private mutating func placeOther(
    _ second: Int64, _ request: Request, _ line: UnsafePointer<UInt8>
  ) -> Place {
    if latest == .min {
      latest = second
      closed = second - 1
      return .open(second)
    }
    if placed >= 10_000 { learnLateness() }
    if recent > 2_000 { (recent, recentLate) = (recent / 2, recentLate / 2) }
    if second > latest {
      guard second - latest > Self.leap else {
        calm()
        latest = second
        return .open(second)
      }
      return wait(request, line, ahead: true, difference: second - latest)
    }
    note(latest - second)
    if second > closed {
      calm()
      return .open(second)
    }
    report.late += 1
    recentLate += 1
    // More than one of a hundred too late: it is waited longer for them from now on.
    if recentLate > 5, recentLate * 100 > recent, latest - second < 120 {
      report.lateness = max(report.lateness, latest - second + 1)
    }
    guard latest - second > 60 else { return .none }
    return wait(request, line, ahead: false, difference: latest - second)
  }

  /// What waited was alone: a line in disorder.
  private mutating func calm() {
    guard !waiting.isEmpty else { return }
    if waitsAhead { report.ahead += waiting.count }
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func wait(
    _ request: Request, _ line: UnsafePointer<UInt8>, ahead: Bool, difference: Int64
  ) -> Place {
    // Two lines ahead of all others agree, whatever lies between them: a log may be silent for hours.
    if !waiting.isEmpty, waitsAhead != ahead || (!ahead && abs(difference - waitingFor) > 60) {
      calm()
    }
    if waiting.isEmpty { waitingFor = difference }
    waitsAhead = ahead
    waiting.append(
      (request, Array(UnsafeBufferPointer(start: line, count: Int(request.lineCount)))))
    // A leap ahead is mostly a silence: two lines are enough. Back again is a clock that was set.
    guard waiting.count >= (ahead ? 2 : Self.stepLines) else { return .none }
    if ahead {
      if shift != 0, abs(difference - shift) < 90 {
        report.steps.append(.init(second: latest, by: difference))
        shift = 0
      } else {
        let target = waiting[0].request.milliseconds.flooredSeconds + shift
        if target - latest > 21_600 { report.gaps += 1 }
        latest = target
      }
    } else {
      report.late -= waiting.count
      report.steps.append(.init(second: latest, by: -difference))
      shift += waitingFor
    }
    return .again
  }

  /// At the end of the log nothing can agree any more: what waits ahead is believed.
  mutating func believe() {
    guard waitsAhead, let first = waiting.first else { return }
    latest = first.request.milliseconds.flooredSeconds + shift
  }

  mutating func takeWaiting() -> [(request: Request, line: [UInt8])] {
    defer { waiting.removeAll(keepingCapacity: true) }
    return waiting
  }

  private mutating func note(_ lateness: Int64) {
    histogram[Int(min(120, lateness))] += 1
  }

  /// One of a thousand lines may come later than is waited for.
  private mutating func learnLateness() {
    var left = placed / 1_000
    var place = 120
    while place > 1, left >= histogram[place] {
      left -= histogram[place]
      place -= 1
    }
    report.lateness = Int64(max(1, place))
    for index in histogram.indices { histogram[index] /= 2 }
    placed /= 2
  }
}
