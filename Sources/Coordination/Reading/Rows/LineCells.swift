internal import Bytes

/// Cuts lines of JSON into cells and hands them to a sink.
struct LineCells: Sendable {
  let plan: ColumnPlan
  var found: [ActionField: [String]] = [:]
  var missing: [ActionField] = []
  var unknown: [String] = []

  init(map: ColumnMap, offset: Int) { plan = ColumnPlan(header: [], map: map) }

  func check(_ report: ActionReadingReport) throws(ActionReadingError) {}

  mutating func cut(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool, into sink: inout ActionSink
  ) -> Int { bytes.count }
}
