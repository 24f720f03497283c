import Bytes
import Interference

/// What reading one batch of texts gave. Lines count from the beginning of the batch.
struct BatchOutcome<Value: Sendable>: Sendable {
  /// A defect and where it is.
  struct Example: Sendable {
    /// The line in the batch, counted from 1.
    var line: Int
    var text: String
  }

  var form: TextBatch.Form
  var values: [Value] = []
  /// The line of each value in the batch, counted from 1.
  var linesOfValues: [Int] = []
  var lines = 0
  var measurements = 0
  var refused = 0
  var defects = 0
  /// The first defects: a file of rubbish must not fill the memory.
  var examples: [Example] = []

  /// Reads all texts of a batch and makes of each measurement what `map` makes of it.
  init(_ batch: TextBatch, longest: Int, _ map: (Measurement) -> Value) {
    form = batch.form
    var reader = MeasurementReader()
    guard case .lines = batch.form else {
      lines = 1
      take(batch.bytes[...], &reader, map)
      return
    }
    var start = 0
    while start < batch.bytes.count {
      let end = batch.bytes[start...].firstIndex(of: 0x0A) ?? batch.bytes.count
      lines += 1
      if end - start > longest {
        refused += 1
        note(MeasurementFile.tooLong(longest))
      } else {
        take(batch.bytes[start..<end], &reader, map)
      }
      start = end + 1
    }
  }

  private mutating func take(
    _ text: ArraySlice<UInt8>, _ reader: inout MeasurementReader, _ map: (Measurement) -> Value
  ) {
    guard text.contains(where: { $0 > 0x20 }) else { return }
    let result = reader.read(text)
    if let measurement = result.measurement {
      measurements += 1
      defects += result.defects.count
      values.append(map(measurement))
      linesOfValues.append(lines)
    } else {
      refused += 1
    }
    for defect in result.defects { note("\(defect)") }
  }

  private mutating func note(_ text: @autoclosure () -> String) {
    guard examples.count < MeasurementFile.Summary.mostOfABatch else { return }
    examples.append(Example(line: lines, text: text()))
  }
}
