public import Bytes
import Messages
public import Record

/// A census as rows, for commands.
public struct CensusTable: Sendable {
  /// The stable names of the columns.
  public let columns = ["person", "name", "answer", "basis", "since", "until", "proceeding"]
  /// One row per person.
  public var rows: [[JSONValue]]
  /// How many were held for certain.
  public var certain: Int
  /// How many may have been held.
  public var possible: Int
  /// How many were not.
  public var excluded: Int
}

extension Observatory {
  /// Who was held on a day.
  public nonisolated func census(on day: CivilDay, in language: Language) throws -> CensusTable {
    let census = try Census(of: try holdings, on: day)
    return CensusTable(
      rows: census.entries.map { entry in
        [
          .string(entry.person.text), .string(entry.name.text(for: language).text),
          .string(entry.answer.rawValue), .string(entry.basis.rawValue),
          entry.since.map { .string($0.description) } ?? .null,
          entry.until.map { .string($0.description) } ?? .null,
          entry.proceeding.map { .string($0.text) } ?? .null,
        ]
      },
      certain: census.count(.yes), possible: census.count(.maybe), excluded: census.count(.no))
  }
}
