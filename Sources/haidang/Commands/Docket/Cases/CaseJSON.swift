import Bytes
import Docket
import Record

/// Cases for programs. The whole of a case is its file: `docket show --json`.
enum CaseJSON {
  /// The case as its file has it.
  static func whole(_ docketCase: DocketCase) -> JSONValue { CaseFile.json(of: docketCase) }

  /// Where a case stands.
  static func summary(_ docketCase: DocketCase) -> JSONValue {
    [
      "appeals": .array(docketCase.appeals.map(appeal)), "case": .string(docketCase.id),
      "entries": .integer(Int64(docketCase.entries.count)),
    ]
  }

  private static func appeal(_ appeal: Appeal) -> JSONValue {
    [
      "forum": .string(appeal.forum), "id": .string(appeal.id),
      "outcome": .string(appeal.outcome.rawValue), "stage": .string(appeal.stage.rawValue),
      "state": .string(appeal.state.rawValue),
      "window_closes": appeal.window?.closes.map { .integer($0) } ?? .null,
    ]
  }

  /// What is due.
  static func row(_ row: CaseAgenda.Row, at now: Int64, in zone: TimeZoneOffset) -> JSONValue {
    [
      "assumed": .bool(row.isAssumed), "case": .string(row.docketCase),
      "days_left": .integer(Int64(row.daysLeft(at: now, in: zone))), "due": .integer(row.due),
      "forum": row.forum.map { .string($0) } ?? .null,
      "last_day": .string("\(row.lastDay(in: zone))"), "subject": .string(row.subject),
      "what": .string(row.what.code),
    ]
  }
}
