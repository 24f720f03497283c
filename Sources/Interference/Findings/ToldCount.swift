import Bytes
import Record

/// A count as readers have it, read back from what is told: sums of such counts tell nothing new.
struct ToldCount: Sendable, Hashable {
  private static let fields: [(name: String, state: LayerState)] = [
    ("ok", .ok), ("blocked", .blocked), ("down", .down), ("refused", .refused),
  ]

  /// How many there are and how many could be judged; `nil` where that is withheld.
  private(set) var measurements: Int?
  private(set) var judged: Int?
  /// From how many vantage points they come, at least: the most of any part, for who is in two parts is one.
  private(set) var vantagePoints = 0
  /// How the blocked ones were blocked, as far as that is told.
  private(set) var mechanisms: [String: Int] = [:]
  /// At least so many of the blocked ones hold a trace that only interference leaves.
  private(set) var artefacts = 0
  private var states: [LayerState: Int] = [:]

  /// A sum of nothing.
  init() {
    (measurements, judged) = (0, 0)
    for field in Self.fields { states[field.state] = 0 }
  }

  /// - Parameter told: a row or a day of a finding of reachability.
  init(_ told: JSONValue) {
    measurements = told["measurements"].int
    judged = told["judged"].int
    vantagePoints = told["vantage_points"].int ?? 0
    for field in Self.fields { states[field.state] = told[field.name].int }
    // Days do not tell it, but by the others.
    if states[.ok] == nil, let judged, let others = sum(of: [.blocked, .down, .refused]) {
      states[.ok] = judged - others
    }
    for one in told["mechanisms"].elements {
      guard let name = one["mechanism"].text, let count = one["count"].int else { continue }
      mechanisms[name, default: 0] += count
      if Mechanism(rawValue: name)?.isArtefact ?? false { artefacts += count }
    }
  }

  private func sum(of states: [LayerState]) -> Int? {
    let counts = states.compactMap { self.states[$0] }
    return counts.count == states.count ? counts.reduce(0, +) : nil
  }

  /// How many came to a state; `nil` where that is withheld.
  subscript(state: LayerState) -> Int? { states[state] }

  /// A day does not count mechanisms: where its month has one only, it is the day's; and the traces of its
  /// blocked ones are those of its month, where most of these have one.
  mutating func takeTraces(from month: ToldCount) {
    guard let blocked = self[.blocked], let all = month[.blocked], all > 0 else { return }
    if blocked > 0, let only = month.mechanisms.first, month.mechanisms == [only.key: all] {
      mechanisms = [only.key: blocked]
    }
    artefacts = month.artefacts * 2 >= all ? blocked : 0
  }

  /// Adds another count; what either withholds the sum withholds.
  mutating func add(_ other: ToldCount) {
    measurements = measurements.flatMap { own in other.measurements.map { own + $0 } }
    judged = judged.flatMap { own in other.judged.map { own + $0 } }
    vantagePoints = max(vantagePoints, other.vantagePoints)
    mechanisms.merge(other.mechanisms, uniquingKeysWith: +)
    artefacts += other.artefacts
    for field in Self.fields {
      states[field.state] = self[field.state].flatMap { own in other[field.state].map { own + $0 } }
    }
  }

  /// What they support, as far as told numbers say so.
  var state: FindingState {
    guard let judged, let blocked = self[.blocked] else { return .insufficient }
    let numbers = ObservationCount.Numbers(
      judged: judged, ok: self[.ok] ?? 0, blocked: blocked, down: self[.down] ?? 0,
      refused: self[.refused] ?? 0, artefacts: artefacts,
      // What one vantage point alone saw is not told.
      blockedVantagePoints: min(2, blocked))
    return numbers.state
  }

  /// As members of a row or a whole.
  func write(into content: inout JSONObject, isRow: Bool) {
    func number(_ count: Int?) -> JSONValue { count.map { .integer(Int64($0)) } ?? .null }
    content.set("measurements", number(measurements))
    content.set("judged", number(judged))
    content.set("blocked", number(self[.blocked]))
    content["vantage_points"] = .integer(Int64(vantagePoints))
    let ranked = mechanisms.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    content.set(
      "mechanisms",
      .array(
        ranked.map { ["count": .integer(Int64($0.value)), "mechanism": .string($0.key)] }))
    guard isRow else { return }
    for name in ["down", "refused", "ok"] {
      content.set(name, number(Self.fields.first { $0.name == name }.flatMap { self[$0.state] }))
    }
  }

  /// As a day.
  func cell(on day: CivilDay) -> JSONValue? {
    guard let judged else { return nil }
    var content = JSONObject([
      ("on", .string("\(day)")), ("judged", .integer(Int64(judged))),
      ("vantage_points", .integer(Int64(vantagePoints))),
    ])
    for name in ["blocked", "down", "refused"] {
      let count = Self.fields.first { $0.name == name }.flatMap { self[$0.state] }
      content.set(name, count.map { .integer(Int64($0)) } ?? .null)
    }
    return .object(content)
  }
}
