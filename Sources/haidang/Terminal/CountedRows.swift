import Bytes
import Interference
import Observatory

/// Counts as the rows of a table, put in order at the end: they take less room than what was counted.
struct CountedRows {
  private var rows: [(key: TargetCount.Key, cells: [JSONValue])] = []

  mutating func add(_ counts: [TargetCount]) {
    rows += counts.map { ($0.key, VerdictText.cells(of: $0)) }
  }

  /// By target, country and network.
  var table: Table {
    Table(
      columns: VerdictText.columns, rows: rows.sorted { $0.key < $1.key }.map(\.cells))
  }
}

/// What OONI says of measurements, of all copies together.
struct OONISayings {
  private var says: [String: OONIVerdict] = [:]

  mutating func add(_ ooni: OONIVerdict?, of observation: Observation) {
    guard let ooni else { return }
    says[observation.measurement] = says[observation.measurement]?.filled(from: ooni) ?? ooni
  }

  subscript(observation: Observation) -> OONIVerdict? { says[observation.measurement] }
}
