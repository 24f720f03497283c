import Bytes
import Interference

/// What reading one batch of texts gave. Lines count from the beginning of the batch where it is one
/// of lines.
struct BatchOutcome<Value: Sendable>: Sendable {
  /// Something to be named, and where it is.
  struct Example: Sendable {
    var place: TextPlace
    var text: String
    /// Whether it is said of all texts of the file alike.
    var isOfWholeFile = false
  }

  /// What to make of measurements.
  struct Work: Sendable {
    /// What is wanted of a measurement.
    var map: @Sendable (Measurement) -> Value
    /// Why nothing could be wanted of it, for it to be counted and named.
    var remark: @Sendable (Measurement, Value) -> String?
  }

  private(set) var areLines = true
  private(set) var values: [Value] = []
  /// Where each value stands.
  private(set) var placesOfValues: [TextPlace] = []
  private(set) var lines = 0
  private(set) var measurements = 0
  private(set) var unobserved = 0
  private(set) var refused = 0
  private(set) var defects = 0
  /// The first to be named: a file of rubbish must not fill the memory.
  private(set) var examples: [Example] = []

  /// Reads all texts of a batch and makes of each measurement what is wanted.
  init(_ batch: TextBatch, longest: Int, _ work: Work) {
    var reader = MeasurementReader()
    if case .texts(let texts) = batch.form {
      areLines = false
      for text in texts { take(batch.bytes[text.range], text.place, &reader, work) }
      return
    }
    var start = 0
    while start < batch.bytes.count {
      // A packed file can hold any number of empty lines.
      if batch.bytes[start] == 0x0A {
        lines += 1
        start += 1
        continue
      }
      let end = batch.bytes[start...].firstIndex(of: 0x0A) ?? batch.bytes.count
      lines += 1
      let place = TextPlace(line: lines)
      if end - start > longest {
        refused += 1
        note(place, MeasurementFile.tooLong(longest))
      } else {
        take(batch.bytes[start..<end], place, &reader, work)
      }
      start = end + 1
    }
  }

  private mutating func take(
    _ text: ArraySlice<UInt8>, _ place: TextPlace, _ reader: inout MeasurementReader, _ work: Work
  ) {
    guard text.contains(where: { $0 > 0x20 }) else { return }
    let result = reader.read(text)
    if let measurement = result.measurement {
      measurements += 1
      defects += result.defects.count
      let value = work.map(measurement)
      if let remark = work.remark(measurement, value) {
        unobserved += 1
        note(place, remark)
      }
      values.append(value)
      placesOfValues.append(place)
    } else {
      refused += 1
    }
    for defect in result.defects {
      note(
        place, "\(defect)",
        isOfWholeFile: defect.reason == .listsOnly || defect.reason == .countsOnly)
    }
  }

  private mutating func note(
    _ place: TextPlace, _ text: @autoclosure () -> String, isOfWholeFile: Bool = false
  ) {
    guard examples.count < MeasurementFile.Summary.mostOfABatch else { return }
    examples.append(Example(place: place, text: text(), isOfWholeFile: isOfWholeFile))
  }
}
