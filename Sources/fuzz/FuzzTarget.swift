import Bytes
import Interference

/// A reader that is given damaged input. It may refuse what it likes and must come back.
struct FuzzTarget: Sendable {
  /// What the command line calls it.
  var name: String
  /// How the names of fitting corpus files end; empty for all files.
  var endings: [String]
  /// What stands inside a corpus file and is worth damaging by itself.
  var unwrap: @Sendable ([UInt8]) -> [UInt8]? = { _ in nil }
  /// Reads one input and throws everything away.
  var run: @Sendable ([UInt8]) -> Void

  /// All targets. A new reader is one more line here.
  static let all: [FuzzTarget] = [
    FuzzTarget(
      name: "measurement", endings: [".json", ".jsonl", ".pretty"], unwrap: measurementInside
    ) { input in
      var reader = MeasurementReader()
      let result = reader.read(input)
      for defect in result.defects { precondition(!defect.description.isEmpty) }
      guard let measurement = result.measurement else { return }
      let judge = WebJudge()
      let rows = measurement.observations(by: judge)
      // The same input, the same rows: judged twice in one run.
      precondition(measurement.observations(by: judge) == rows)
      _ = OutageCheck().judged(rows)
    },
    FuzzTarget(name: "json", endings: [".json", ".jsonl", ".pretty"]) { input in
      var tape = JSONTape()
      let isOnTape = (try? tape.read(input)) != nil
      // What the strict reader takes, the tape must take.
      if (try? JSONValue(parsing: input)) != nil { precondition(isOnTape) }
    },
    FuzzTarget(name: "csv", endings: [".csv", ".tsv"]) { input in
      let whole = try? CSVReader.rows(of: input)
      // In two pieces it is the same table.
      let middle = input.count / 2
      let parts = try? {
        var reader = CSVReader()
        var rows = try reader.read(Array(input[..<middle]))
        rows += try reader.read(Array(input[middle...]))
        if let last = try reader.finish() { rows.append(last) }
        return rows
      }()
      precondition(whole == parts)
    },
    FuzzTarget(name: "gzip", endings: [".gz"]) { input in
      guard var reader = try? GzipReader() else { return }
      try? reader.read(input) { _ in }
      try? reader.finish()
    },
  ]
}

/// Answers of OONI's interface carry the measurement as text.
@Sendable private func measurementInside(_ bytes: [UInt8]) -> [UInt8]? {
  var tape = JSONTape()
  guard (try? tape.read(bytes)) != nil else { return nil }
  let inner = tape.text("raw_measurement", of: .root) ?? tape.text("body", of: .root)
  return inner.map { Array($0.utf8) }
}
