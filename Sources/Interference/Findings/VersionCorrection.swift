import Bytes
import Record

/// What a version may say anew of measurements that the version before told already.
///
/// A new table of fingerprints, or the rows of others that messengers are compared with, change what is said
/// of measurements that are told. Readers have both versions: a count that went from 24 to 26 is one
/// volunteer's two measurements. Which measurements the version before counted as what is not known any more,
/// so a number may change only where whoever changed it must be as many as the disclosure floor asks for, that is
/// by more than fewer volunteers than that have measured; or where all of it is new or gone, for the difference
/// is then what one of the versions tells by itself.
/// Else the numbers stay as they were told, and what was measured since is added to them.
struct VersionCorrection {
  /// What the version before says.
  let recorded: JSONValue
  /// What would be told today of the measurements that the version before told.
  let again: Reachability
  /// The same as content.
  let content: JSONValue
  let floor: DisclosureFloor

  private struct Place: Hashable {
    var network: UInt32?
    var day: String?
  }

  /// Whether any number of what was told would be another today.
  var changesAny: Bool {
    ["rows", "cells", "measurements", "judged", "blocked", "vantage_points", "state"].contains {
      recorded[$0] != content[$0]
    }
  }

  /// Whether all such numbers are changed by enough.
  var mayBeTold: Bool {
    // What was made by other rules is not compared.
    guard recorded["method_version"] == content["method_version"] else { return true }
    let (old, new) = (Self.places(in: recorded), Self.places(in: content))
    return Set(old.keys).union(new.keys).allSatisfy { place in
      let own = observations(at: place)
      guard let one = old[place], let other = new[place] else {
        // A whole block that comes or goes.
        return ObservationCount(of: own).crowd.passes(floor)
      }
      let (before, after) = (Numbers(ToldCount(one)), Numbers(ToldCount(other)))
      if isBacked(before, after, own) { return true }
      // Days that come or go as a whole are looked at by themselves. One that goes may still be in the row's
      // numbers, among the days that are told together.
      let came = without(days(of: place, in: new, beside: old), after)
      let went = without(days(of: place, in: old, beside: new), before)
      return isBacked(before, came, own) || isBacked(went, came, own)
    }
  }

  /// The days of a row that one version tells and the other does not.
  private func days(
    of row: Place, in one: [Place: JSONValue], beside other: [Place: JSONValue]
  ) -> [Place: JSONValue] {
    one.filter { isDay($0.key, of: row) && other[$0.key] == nil }
  }

  private func without(_ days: [Place: JSONValue], _ numbers: Numbers) -> Numbers {
    days.reduce(into: numbers) { rest, day in
      rest.leaveOut(ToldCount(day.value), observations(at: day.key).count)
    }
  }

  private func isDay(_ day: Place, of row: Place) -> Bool {
    row.day == nil && row.network != nil && day.day != nil && day.network == row.network
  }

  /// The numbers of a row or a day that are compared; `nil` where one is withheld.
  private struct Numbers {
    var measurements: Int?
    var judged: Int?
    var states: [LayerState: Int] = [:]
    let vantagePoints: Int

    init(_ count: ToldCount) {
      (measurements, judged, vantagePoints) = (
        count.measurements, count.judged, count.vantagePoints
      )
      for state in [LayerState.blocked, .down, .refused] { states[state] = count[state] }
    }

    /// Takes a day's numbers off.
    mutating func leaveOut(_ day: ToldCount, _ count: Int) {
      measurements = measurements.map { $0 - count }
      judged = judged.flatMap { all in day.judged.map { all - $0 } }
      for (state, all) in states { states[state] = day[state].map { all - $0 } }
    }
  }

  private static func places(in content: JSONValue) -> [Place: JSONValue] {
    var places: [Place: JSONValue] = [:]
    for row in content["rows"].elements where !row["vantage_points"].isNull {
      places[Place(network: ToldMonth.network(of: row))] = row
    }
    for cell in content["cells"].elements {
      places[Place(network: ToldMonth.network(of: cell), day: cell["on"].text)] = cell
    }
    return places
  }

  private func observations(at place: Place) -> [Observation] {
    let named = Set(again.rows.compactMap(\.network))
    return again.observations.filter { observation in
      let isThere =
        place.network.map { $0 == observation.network }
        ?? (place.day != nil || observation.network.map { !named.contains($0) } ?? true)
      return isThere && place.day.map { "\(CivilDay(of: observation.start))" == $0 } ?? true
    }
  }

  private func isBacked(_ old: Numbers, _ new: Numbers, _ own: [Observation]) -> Bool {
    let most = Self.most(of: floor.vantagePoints - 1, among: own)
    func isBacked(_ old: Int?, _ new: Int?) -> Bool {
      // What is withheld in either cannot be compared.
      guard let old, let new, old != new else { return true }
      // The difference is then the one number itself, which its version tells as any first version would.
      return old == 0 || new == 0 || abs(new - old) > most
    }
    let measured = old.measurements.flatMap { all in old.judged.map { all - $0 } }
    let measures = new.measurements.flatMap { all in new.judged.map { all - $0 } }
    return isBacked(old.measurements, new.measurements) && isBacked(old.judged, new.judged)
      && isBacked(measured, measures)
      && [LayerState.blocked, .down, .refused].allSatisfy {
        isBacked(old.states[$0], new.states[$0])
      }
      && (old.vantagePoints == new.vantagePoints
        || abs(new.vantagePoints - old.vantagePoints) >= floor.vantagePoints)
  }

  /// How many measurements so few vantage points made at the most; without pseudonyms all may be one's.
  private static func most(of few: Int, among observations: [Observation]) -> Int {
    var counts: [String: Int] = [:]
    for observation in observations {
      counts[observation.run == nil ? observation.vantagePoint : "", default: 0] += 1
    }
    return counts.values.sorted(by: >).prefix(few).reduce(0, +)
  }

  // MARK: What is told instead

  /// The version before with what was measured since, which passes the floor by itself.
  ///
  /// - Parameter fresh: the content of a finding of what was measured since; `nil` where that is not told.
  func kept(with fresh: JSONValue?) -> JSONValue {
    guard var object = recorded.object else { return recorded }
    object["note"] = Self.note
    object["retracted"] = Optional<JSONValue>.none
    guard let fresh, !fresh["rows"].elements.isEmpty else { return .object(object) }
    var total = ToldCount(recorded)
    total.addUnlisted(ToldCount(fresh), old: recorded, new: fresh)
    let rows = Self.joined(recorded["rows"], fresh["rows"], isRow: true)
    object["rows"] = .array(rows)
    object["cells"] = .array(Self.joined(recorded["cells"], fresh["cells"], isRow: false))
    let networks = Set(rows.compactMap { $0["network"].int }).sorted()
    object["networks"] = networks.isEmpty ? nil : .array(networks.map { .integer(Int64($0)) })
    for name in ["measurements", "judged", "blocked", "mechanisms"] {
      object[name] = Optional<JSONValue>.none
    }
    total.write(into: &object, isRow: false)
    object["state"] = .string(Self.state(of: rows).rawValue)
    let known = recorded["witnesses"].elements
    let more = fresh["witnesses"].elements.filter { one in
      !known.contains { $0["network"] == one["network"] && $0["mechanism"] == one["mechanism"] }
    }
    object.set("witnesses", .array(known + more))
    return .object(object)
  }

  private static let note: JSONValue = [
    "en":
      "A part of a correction is withheld: measurements that were told already are judged otherwise today, but too few vantage points made them for the change to be told.",
    "vi":
      "Một phần của bản sửa được giữ lại: có phép đo đã công bố nay được đánh giá khác đi, nhưng quá ít điểm đo thực hiện chúng để nêu thay đổi ấy.",
  ]

  /// Rows, or days, of both, those of one network and day added up.
  private static func joined(
    _ old: JSONValue, _ new: JSONValue, isRow: Bool
  ) -> [JSONValue] {
    var joined = old.elements
    func key(_ part: JSONValue) -> [JSONValue] { [part["network"], part["on"]] }
    for part in new.elements {
      guard let index = joined.firstIndex(where: { key($0) == key(part) }) else {
        joined.append(part)
        continue
      }
      joined[index] = isRow ? row(joined[index], part) : cell(joined[index], part)
    }
    guard !isRow else { return joined }
    return joined.enumerated().sorted { one, other in
      let (a, b) = (one.element["network"].int ?? -1, other.element["network"].int ?? -1)
      let (day, next) = (one.element["on"].text ?? "", other.element["on"].text ?? "")
      if (a < 0) != (b < 0) { return a < 0 }
      return a == b ? day < next : one.offset < other.offset
    }.map(\.element)
  }

  private static func row(_ old: JSONValue, _ new: JSONValue) -> JSONValue {
    var count = ToldCount(old)
    count.add(ToldCount(new))
    var content = JSONObject([("state", .string(count.state.rawValue))])
    content.set("network", old["network"])
    content.set("name", old["name"].isNull ? new["name"] : old["name"])
    if let one = old["networks"].int {
      content["networks"] = .integer(Int64(max(one, new["networks"].int ?? 0)))
    }
    count.write(into: &content, isRow: true)
    for (name, isFirst) in [
      ("first", true), ("last", false), ("blocked_first", true), ("blocked_last", false),
    ] {
      let texts = [old[name].text, new[name].text].compactMap(\.self)
      content.set(name, (isFirst ? texts.min() : texts.max()).map { .string($0) } ?? .null)
    }
    return .object(content)
  }

  private static func cell(_ old: JSONValue, _ new: JSONValue) -> JSONValue {
    var count = ToldCount(old)
    count.add(ToldCount(new))
    guard let day = old["on"].text.flatMap({ CivilDay(parsing: $0) }),
      var content = count.cell(on: day)?.object
    else { return old }
    content.set("network", old["network"])
    content.set("mechanism", old["mechanism"].isNull ? new["mechanism"] : old["mechanism"])
    return .object(content)
  }

  /// As of all findings of reachability, from what is told.
  private static func state(of rows: [JSONValue]) -> FindingState {
    let states = rows.compactMap { $0["state"].text.flatMap { FindingState(rawValue: $0) } }
    for state in [FindingState.blocked, .likelyBlocked, .impaired] where states.contains(state) {
      return state
    }
    let total = rows.reduce(into: ToldCount()) { $0.add(ToldCount($1)) }
    let state = total.state
    return state == .ok && !states.contains(.ok) ? .insufficient : state
  }
}

extension ToldCount {
  /// Adds the whole of another finding; one that tells no numbers is nothing.
  fileprivate mutating func addUnlisted(_ other: ToldCount, old: JSONValue, new: JSONValue) {
    if old["measurements"].isNull, old["judged"].isNull, old["rows"].elements.isEmpty {
      self = other
    } else if !new["rows"].elements.isEmpty {
      add(other)
    }
  }
}
