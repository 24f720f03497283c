import Foundation
import Testing

@testable import Signals

/// 168 hourly series of 16 weeks with 0.1 to 40 an hour and a change each, where they lie beside the
/// repository, watched with one false alarm in three months: drops downward, the others both ways.
@Suite("Series of low counts")
struct LowCountTests {
  private struct Label: Decodable {
    var windows: [[String]]
    var kind: String
    var base_per_hour: Double
  }

  private struct Outcome {
    var kind: String
    var base: Double
    /// When the change begins and ends, in hours.
    var window: Range<Int>?
    var alarms: [ChangeAlarm]
    /// When somebody was told that there is a change, or that there is more of one.
    var told: [(time: Int64, isRise: Bool)]
    var quietHours: Int
    var missing: [Int]
  }

  private static let data = URL(filePath: "../shared/data/signals/counts/seed1")

  private func outcomes() throws -> [Outcome]? {
    let labels = Self.data.appending(path: "labels.json")
    guard FileManager.default.fileExists(atPath: labels.path) else {
      print("skipped: ../shared/data/signals/counts/seed1 is not there")
      return nil
    }
    let series = try JSONDecoder().decode([String: Label].self, from: Data(contentsOf: labels))
    return try series.keys.sorted().compactMap { name in
      guard let label = series[name] else { return nil }
      let rows = try String(contentsOf: Self.data.appending(path: name), encoding: .utf8)
        .split(whereSeparator: \.isNewline).dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      let times = rows.map { String($0[0]) }
      // The first row is the first hour of a Monday.
      let bins = rows.enumerated().map { hour, row in
        SeriesBin(time: NullSeries.time(ofHour: hour), count: Int(row[1]))
      }
      var engine = ChangeEngine.watching(
        SeriesSettings(
          direction: label.kind == "drop" ? .down : .both, interval: 2190 * 3600))
      var events: [ChangeEvent] = []
      var told: [(time: Int64, isRise: Bool)] = []
      for bin in bins {
        let some = engine.update(ChangeEngine.id, bin)
        events += some
        for event in some where event.kind == .raised || event.kind == .grown {
          told.append((bin.time, event.alarm.isRise))
        }
      }
      let window = label.windows.first.flatMap { window in
        times.firstIndex(of: window[0]).map { first in
          first..<(times.firstIndex { $0 >= window[1] } ?? times.count)
        }
      }
      return Outcome(
        kind: label.kind, base: label.base_per_hour, window: window,
        alarms: events.filter { $0.kind == .raised }.map(\.alarm),
        told: told, quietHours: engine.state(of: ChangeEngine.id)?.quietBins ?? 0,
        missing: bins.indices.filter { bins[$0].count == nil })
    }
  }

  private func delay(_ outcome: Outcome, isRise: Bool) -> Int? {
    guard let window = outcome.window else { return nil }
    let begin = NullSeries.time(ofHour: window.lowerBound)
    return outcome.told.first { $0.isRise == isRise && $0.time >= begin }
      .map { Int(($0.time - begin) / 3600) }
  }

  @Test func passTheMarks() throws {
    guard let outcomes = try outcomes() else { return }
    #expect(outcomes.count == 168)
    let none = outcomes.filter { $0.kind == "none" }
    let alarms = none.reduce(0) { $0 + $1.alarms.count }
    let quiet = none.reduce(0) { $0 + $1.quietHours }
    #expect(quiet / max(alarms, 1) >= 1500, "\(alarms) false alarms in \(quiet) hours")
    print("none: \(alarms) false alarms in \(quiet) hours")

    for (kind, isRise, least, within) in [
      ("shift3", true, 1.0, 24), ("shift2", true, 1, 72), ("burst6h", true, 1, 6),
      ("burst1h", true, 0.1, 1), ("drop", false, 2, 48), ("slow", true, 1, 240),
    ] {
      let asked = outcomes.filter { $0.kind == kind && $0.base >= least }
      let delays = asked.map { delay($0, isRise: isRise) }
      let found = delays.count { $0.map { $0 <= within } ?? false }
      print(
        "\(kind) at \(least) an hour and more: \(found) of \(asked.count) within \(within) h;",
        delays.map { $0.map { "\($0)" } ?? "-" }.joined(separator: " "))
      if kind == "shift3" { #expect(10 * found >= 9 * asked.count) }
      if kind == "drop" { #expect(found == asked.count) }
    }
    for outcome in outcomes where outcome.kind == "outage" {
      let span = (outcome.missing.first ?? 0)...((outcome.missing.last ?? 0) + 1)
      let raised = outcome.alarms.filter {
        span.contains(Int(($0.raised - NullSeries.time(ofHour: 0)) / 3600))
      }
      #expect(raised.isEmpty, "base \(outcome.base)")
    }
  }
}
