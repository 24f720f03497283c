import Bytes
import Interference
import Observatory
import Record

/// Observations one by one, beside what OONI says of their measurements.
///
/// There is no address and no pseudonym of a volunteer in the rows, and no text of pages; they are for
/// the machine they are made on all the same, for a row is one volunteer's measurement.
enum VerdictRows {
  static func table(of rows: [ToldObservation]) -> Table {
    var table = Table(columns: [
      "measurement", "time", "country", "network", "resolver_network", "target", "test", "state",
      "layer", "mechanism", "rule", "likelihood", "ooni_blocking", "ooni_accessible",
      "ooni_anomaly", "ooni_confirmed", "ooni_failure",
    ])
    table.rows = rows.map { (key($0), cells($0)) }.sorted { $0.0.isBefore($1.0) }.map(\.1)
    return table
  }

  /// Rows stand in one order, whatever the order of files: what is the same in all of this is the
  /// same row but for what OONI says.
  private struct Key {
    var start: Int64
    var texts: [String]

    func isBefore(_ other: Key) -> Bool {
      start != other.start ? start < other.start : texts.lexicographicallyPrecedes(other.texts)
    }
  }

  private static func key(_ row: ToldObservation) -> Key {
    Key(
      start: row.observation.start,
      texts: [row.observation.measurement, row.observation.target] + cells(row).map(Table.plain))
  }

  private static func cells(_ row: ToldObservation) -> [JSONValue] {
    let observation = row.observation
    func network(_ number: UInt32?) -> JSONValue { number.map { .string("AS\($0)") } ?? .null }
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    func said(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }
    return [
      .string(observation.uid ?? observation.measurement), VerdictText.time(observation.start),
      text(observation.country), network(observation.network),
      network(observation.resolverNetwork), .string(observation.target),
      .string(observation.test), .string(observation.state.rawValue),
      text(observation.layer?.rawValue), text(observation.mechanism?.rawValue),
      text(observation.rule?.rawValue), observation.likelihood.map { .number($0) } ?? .null,
      text(row.ooni?.blocking), said(row.ooni?.accessible), said(row.ooni?.anomaly),
      said(row.ooni?.confirmed), said(row.ooni?.failure),
    ]
  }
}
