import Foundation
import Signals
import Testing

@testable import Interference

/// The rows that OONI's pipeline made of measurements of twitter.com in one network of Uganda,
/// December 2025 to February 2026 (ooni/data, oonipipeline/tests/data).
enum UgandaRows {
  static let path = "\(Field.root)/event-series/uganda-2026-analysis-rows.sql"

  /// - Parameter isEachAlone: whether each row is taken for a volunteer by itself; else those of one
  ///   way of access and one resolver's network are one. Rows without program and report tell fewer
  ///   apart than reports do.
  static func observations(isEachAlone: Bool) throws -> [Observation] {
    try records(in: String(decoding: Field.bytes(path), as: UTF8.self)).map { row in
      let scores = [16, 19, 22].compactMap { Double(row[$0]) }
      let most = scores.max() ?? 0
      let layer = [(16, Layer.dns), (19, .tcp), (22, .tls)].first { Double(row[$0.0]) == most }?.1
      let isBlocked = most >= 0.5
      return Observation(
        measurement: row[10], target: row[0], test: row[2], country: row[5],
        network: UInt32(row[3]), resolverNetwork: UInt32(row[6]),
        vantagePoint: isEachAlone ? row[10] : "\(row[5]) AS\(row[3]) \(row[8]) AS\(row[6])",
        isPseudonym: false, run: isEachAlone ? nil : row[10], start: try #require(time(row[9])),
        state: isBlocked ? .blocked : .ok,
        layer: isBlocked ? layer : nil)
    }
  }

  static func time(_ text: String) -> Int64? {
    let parts = text.split { "- :.".contains($0) }.compactMap { Int64($0) }
    guard parts.count >= 6 else { return nil }
    // Days since 1970 (H. Hinnant, chrono-compatible low-level date algorithms).
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let ofEra = year % 400
    let ofYear = (153 * ((parts[1] + 9) % 12) + 2) / 5 + parts[2] - 1
    let days = year / 400 * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
  }

  /// The values of each row of the statement's VALUES.
  static func records(in sql: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String]?
    var value = ""
    let text = try #require(sql.range(of: "VALUES")).upperBound
    var letters = sql[text...].makeIterator()
    var isQuoted = false
    while let letter = letters.next() {
      if isQuoted {
        if letter == "\\" {
          value.append(letters.next() ?? "\\")
        } else if letter == "'" {
          isQuoted = false
        } else {
          value.append(letter)
        }
        continue
      }
      switch letter {
      case "'": isQuoted = true
      case "(": (row, value) = ([], "")
      case ",":
        if row != nil { row?.append(value.trimmingCharacters(in: .whitespaces)); value = "" }
      case ")":
        if var done = row {
          done.append(value.trimmingCharacters(in: .whitespaces)); rows.append(done)
        }
        row = nil
      default: value.append(letter)
      }
    }
    return rows
  }
}

@Suite("The block of January 2026 in Uganda")
struct UgandaTests {
  /// The rows do not say of which reports they are: a device that goes through a list of addresses of the
  /// site looks like many, and with bursts set aside, as methods get them, fewer votes have to suffice.
  @Test(
    arguments: [(true, false, 6), (false, false, 9), (true, true, 8), (false, true, 9)]
      as [(Bool, Bool, Int64)])
  func isOneEpisodeWithItsOnsetAndEndWithinHours(
    isEachAlone: Bool, areBurstsSetAside: Bool, known: Int64
  ) throws {
    guard FileManager.default.fileExists(atPath: UgandaRows.path) else {
      print("skipped: the rows do not lie beside the repository")
      return
    }
    let observations = try RunSpans.marked(UgandaRows.observations(isEachAlone: isEachAlone))
    #expect(observations.count == 470)
    let episodes = EpisodeDetector().episodes(
      in: areBurstsSetAside ? BurstCheck().judged(observations) : observations)
    for episode in episodes { print(episode.line) }
    #expect(episodes.count == 1)
    let episode = try #require(episodes.first)
    let hours: Int64 = 6 * 3600
    let onset = try #require(UgandaRows.time("2026-01-18 05:46:00"))
    let ends = try (
      #require(UgandaRows.time("2026-01-23 20:50:00")),
      #require(UgandaRows.time("2026-01-24 13:49:00"))
    )
    #expect(episode.kind == .blocking)
    #expect(abs(episode.onset.estimate - onset) <= hours)
    // Fewer volunteers that are surely others take longer to convince.
    #expect(episode.alarm - onset <= known * 3600)
    let end = try #require(episode.end)
    let late = areBurstsSetAside ? 7 * 3600 : hours
    #expect((ends.0 - late...ends.1 + late).contains(end.estimate))
    #expect(episode.networks == [20294])
    #expect(episode.targets == ["twitter.com"])
    #expect(episode.isAlarm)
    #expect(episode.changes.map(\.kind) == [.blocked, .unblocked])
  }
}

extension Episode {
  /// One line for the eye.
  var line: String {
    func hours(_ time: Int64) -> String {
      let days = Date(timeIntervalSince1970: Double(time))
      return days.ISO8601Format()
    }
    return
      "\(id) \(kind.rawValue) \(country) \(hours(onset.estimate)) first \(hours(onset.firstSeen)) [\(hours(onset.earliest)) \(hours(onset.latest))] alarm \(hours(alarm)) end \(end.map { "\(hours($0.estimate)) [\(hours($0.earliest)) \(hours($0.latest))] known \(hours(endAlarm ?? 0))" } ?? "-") \(scope.rawValue) targets \(targets.count) networks \(networks) n \(tally.n) k \(tally.k) vp \(tally.vantagePointsBlocked)/\(tally.vantagePoints) \(strength.rawValue) \(labels.map(\.rawValue)) s \(decision.statistic) h \(decision.threshold) p0 \(decision.before) p1 \(decision.after)"
  }
}
