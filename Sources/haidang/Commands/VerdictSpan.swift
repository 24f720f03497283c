import ArgumentParser
import Glibc
import Interference
import Messages
import Record

/// From when until when measurements are asked for, in seconds since 1970.
struct VerdictSpan: Sendable {
  private var start: Int64?
  /// The second after the last.
  private var end: Int64?

  /// Reads a beginning, a date or so many hours, days or weeks before now, and the days from which on
  /// and up to whose end measurements count.
  init(since: String?, from: String?, until: String?) throws {
    start = try since.map(SinceDate.seconds) ?? from.map { try Self.day($0) }
    end = try until.map { try Self.day($0) + 86_400 }
    if let start, let end, start >= end { throw ValidationError(say("verdict.empty-span")) }
  }

  func contains(_ time: Int64) -> Bool {
    if let start, time < start { return false }
    if let end, time >= end { return false }
    return true
  }

  private static func day(_ text: String) throws -> Int64 {
    guard let day = CivilDay(parsing: text) else {
      throw ValidationError(say("verdict.bad-day", ["text": .text(text)]))
    }
    return Int64(day.sinceEpoch) * 86_400
  }
}

/// A beginning: a date, or so many hours, days or weeks before now.
enum SinceDate {
  /// Seconds since 1970.
  static func seconds(_ text: String) throws -> Int64 {
    if let day = CivilDay(parsing: text) { return Int64(day.sinceEpoch) * 86_400 }
    let lengths: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = text.last.flatMap({ lengths[$0] }), let count = Int64(text.dropLast()),
      0..<1_000_000 ~= count
    else { throw ValidationError(say("verdict.bad-since", ["text": .text(text)])) }
    return Int64(time(nil)) - count * unit
  }
}

/// Which measurements are asked for.
struct Wanted: Sendable {
  var host: String?
  var country: String?
  var span: VerdictSpan

  /// The same for all hosts: what else a vantage point tried tells whether it is a witness.
  var ofAllHosts: Wanted { Wanted(host: nil, country: country, span: span) }

  func includes(_ observation: Observation) -> Bool {
    if let country, observation.country != country { return false }
    guard span.contains(observation.start) else { return false }
    guard let host else { return true }
    return observation.target == host || observation.target.hasSuffix("." + host)
      || observation.target.hasPrefix(host + "/")
  }
}

/// What the threads make of a measurement: small, for many of them wait to be added up.
struct Judged: Sendable {
  /// Those of the time and country that are asked for, whatever their host, and all of messengers: these are judged by
  /// what others saw of them, wherever they are.
  var observations: [Observation]
  /// Whether there is none at all.
  var isEmpty: Bool
  /// What OONI says of it.
  var ooni: OONIVerdict?
  /// Every layer's verdict, where that is asked for.
  var told: [String] = []

  init(
    _ measurement: Measurement, by judge: WebJudge, _ wanted: Wanted, explainedAs form: Table.Form?
  ) {
    let all = measurement.observations(by: judge)
    isEmpty = all.isEmpty
    observations = all.filter { $0.isOfMessenger || wanted.ofAllHosts.includes($0) }
    ooni = measurement.ooni
    guard let form else { return }
    let asked = all.filter(wanted.includes)
    if !asked.isEmpty {
      told = VerdictExplanation.texts(of: measurement, asked, by: judge, as: form)
    }
  }
}
