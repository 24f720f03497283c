import Signals
import Synchronization

@testable import Flood

/// A made-up site and its visitors: lines of an access log out of a seed, in addresses that are never routed.
struct MadeUpLog {
  var lines: [(second: Int64, text: String)] = []
  private var draw: SplitMix64
  let start: Int64 = 1_772_323_200  // 1 March 2026, 00:00 UTC

  init(seed: UInt64) { draw = SplitMix64(seed: seed) }

  static let agents = (118..<132).map {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/\($0).0.0.0 Safari/537.36"
  }

  mutating func address() -> String {
    "240.\(draw.below(30)).\(draw.below(256)).\(1 + draw.below(254))"
  }

  mutating func put(
    _ second: Int64, _ address: String, _ request: String, status: Int = 200,
    referrer: String = "-",
    agent: String
  ) {
    lines.append(
      (
        second,
        "\(address) - - [\(Self.stamp(second))] \"\(request) HTTP/1.1\" \(status) 5120 \"\(referrer)\" \"\(agent)\""
      ))
  }

  /// A visit: pages, and with them their furniture unless a network in front keeps it.
  mutating func visit(
    at second: Int64, furniture: Bool = true, agent: String? = nil,
    referrer: String = "https://search.example/",
    path: String? = nil, failing: Double = 0, followed: Double = 0.42
  ) {
    let who = address()
    let agent = agent ?? Self.agents[draw.below(Self.agents.count)]
    var (time, from) = (second, referrer)
    repeat {
      let page = path ?? "/2026/03/bai-viet-\(100 + draw.below(300))/"
      let fails = draw.happens(failing)
      put(time, who, "GET \(page)", status: fails ? 502 : 200, referrer: from, agent: agent)
      from = "https://toa-soan.example\(page)"
      if furniture, !fails {
        for asset in ["/style.css", "/app.js", "/logo.svg", "/anh-\(draw.below(900)).jpg"] {
          put(time + Int64(draw.below(3)), who, "GET \(asset)", referrer: from, agent: agent)
        }
      }
      time += 5 + Int64(draw.below(60))
    } while draw.happens(followed)
  }

  mutating func ordinary(hours: Double, perSecond rate: Double = 0.3, furniture: Bool = true) {
    for second in 0..<Int64(hours * 3_600) {
      for _ in 0..<draw.poisson(rate) { visit(at: start + second, furniture: furniture) }
    }
  }

  mutating func crowd(
    at offset: Int64, seconds: Int64, perSecond rate: Double, furniture: Bool = true,
    agent: String? = nil,
    referrer: String = "https://social.example/", failing: Double = 0, followed: Double = 0.42
  ) {
    for second in 0..<seconds {
      let share = second < 60 ? Double(second) / 60 : 1 - Double(second) / Double(seconds)
      for _ in 0..<draw.poisson(rate * share) {
        visit(
          at: start + offset + second, furniture: furniture, agent: agent, referrer: referrer,
          path: "/2026/03/bai-viet-7/", failing: failing, followed: followed)
      }
    }
  }

  mutating func flood(
    at offset: Int64, seconds: Int64, perSecond rate: Double, sources: Int = 500,
    request: (inout SplitMix64) -> String = { _ in "GET /" }, status: Int = 200,
    agent: String = "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:40.0) Gecko/20100101 Firefox/40.1"
  ) {
    let bots = (0..<sources).map { _ in
      "241.\(draw.below(200)).\(draw.below(256)).\(1 + draw.below(254))"
    }
    for second in 0..<seconds {
      for _ in 0..<draw.poisson(rate) {
        put(
          start + offset + second, bots[draw.below(bots.count)], request(&draw), status: status,
          agent: agent)
      }
    }
  }

  /// The log's bytes in the order of time.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    for line in lines.enumerated().sorted(by: {
      ($0.element.second, $0.offset) < ($1.element.second, $1.offset)
    }) {
      out += line.element.text.utf8
      out.append(0x0A)
    }
    return out
  }

  /// What is found.
  func report(_ settings: SiteSettings = SiteSettings(), threads: Int = 1) -> SiteReport {
    Self.report(bytes, settings).report
  }

  static func report(
    _ bytes: [UInt8], _ settings: SiteSettings = SiteSettings(), step: Int = 1 << 16
  ) -> (report: SiteReport, file: LogPipeline.FileReport) {
    let hash = KeyedHash(key: (3, 4))
    let pipeline = LogPipeline(SiteEngine(settings, hash: hash), LogReadingOptions(hash: hash))
    let source = ByteFeed(bytes, step: step)
    pipeline.begin { source.fill($0) }
    pipeline.work()
    let file = pipeline.endFile()
    return (pipeline.finish(), file)
  }

  static func stamp(_ second: Int64) -> String {
    let days = second / 86_400
    let rest = second % 86_400
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (year, month, day) = civil(days)
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    return
      "\(two(day))/\(names[Int(month - 1)])/\(year):\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60)) +0000"
  }

  /// Hinnant's civil from days.
  private static func civil(_ days: Int64) -> (Int64, Int64, Int64) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, day)
  }
}

/// Bytes that come in steps of any size.
final class ByteFeed: Sendable {
  private let bytes: [UInt8]
  private let step: Int
  private let place: Mutex<Int>

  init(_ bytes: [UInt8], step: Int) {
    self.bytes = bytes
    self.step = max(1, step)
    place = Mutex(0)
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    place.withLock { place in
      let count = min(step, buffer.count, bytes.count - place)
      guard count > 0 else { return 0 }
      bytes.withUnsafeBytes { all in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[place..<place + count]))
      }
      place += count
      return count
    }
  }
}
