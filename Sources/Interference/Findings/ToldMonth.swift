import Bytes
import Record

/// A finding of reachability as readers have it: whatever an episode tells is made of such months.
///
/// An episode that counted for itself would count between other borders than the months do, and what it
/// counts more or less than they would be one volunteer's.
struct ToldMonth: Sendable {
  /// A row of a network, or of several together.
  struct Row: Sendable {
    /// `nil` for several together.
    let network: UInt32?
    /// How many networks stand together; `nil` for one.
    let together: Int?
    let name: String?
    let state: FindingState
    let count: ToldCount
    /// The day or month of its first and of its last, as they are told.
    let span: (first: String, last: String)?
    /// The days that are told by themselves.
    let days: [CivilDay: ToldCount]
  }

  let country: String
  let target: String
  /// `2026-03`.
  let name: String
  let days: ClosedRange<CivilDay>
  let rows: [Row]
  /// As they stand in the finding.
  let witnesses: [JSONValue]

  /// - Parameter content: of a finding of reachability; another's gives `nil`.
  init?(_ content: JSONValue) {
    guard content["method"].text == FindingMethod.reachability.rawValue,
      content["retracted"].isNull, let country = content["country"].text,
      let target = content["targets"].elements.first?.text, let name = content["span"].text,
      let first = CivilDay(parsing: "\(name)-01"), let next = first.adding(months: 1)
    else { return nil }
    self.country = country
    self.target = target
    self.name = name
    days = first...next.adding(days: -1)
    witnesses = content["witnesses"].elements
    let rows = content["rows"].elements.filter { $0["judged"].int != nil }
    let isNamed = rows.contains { $0["network"].int != nil }
    var cells: [UInt32?: [CivilDay: ToldCount]] = [:]
    for cell in content["cells"].elements {
      guard let day = cell["on"].text.flatMap({ CivilDay(parsing: $0) }) else { continue }
      let network = Self.network(of: cell)
      // The days of all networks together are those of several that stand together only where no
      // other stands beside them.
      if network == nil, isNamed { continue }
      cells[network, default: [:]][day] = ToldCount(cell)
    }
    self.rows = rows.compactMap { row in
      guard let state = row["state"].text.flatMap({ FindingState(rawValue: $0) }) else {
        return nil
      }
      let network = Self.network(of: row)
      let count = ToldCount(row)
      let own = (cells[network] ?? [:]).mapValues { day in
        var day = day
        day.takeTraces(from: count)
        return day
      }
      let span = row["first"].text.flatMap { first in row["last"].text.map { (first, $0) } }
      return Row(
        network: network, together: row["networks"].int, name: row["name"].text, state: state,
        count: count, span: span, days: own)
    }
  }

  static func network(of part: JSONValue) -> UInt32? {
    part["network"].int.flatMap { UInt32(exactly: $0) }
  }
}
