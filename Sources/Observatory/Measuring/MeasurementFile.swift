import Bytes
public import Interference

/// A file of measurements as other programs write it: a report with one measurement to a line,
/// measurements over many lines, lists of them, answers of OONI's interface, or an archive of such;
/// plain or packed with gzip or zstd, which its first bytes tell.
///
/// It is read in blocks: a file may be larger than memory.
public struct MeasurementFile: Sendable {
  /// What a reading met.
  public struct Summary: Sendable, Hashable {
    /// Measurements that could be read.
    public var measurements = 0
    /// Those of them that gave no observation.
    public var unobserved = 0
    /// Texts that were no measurement.
    public var refused = 0
    /// Files that the system does not let be read.
    public var closed = 0
    /// Defects inside measurements that could be read.
    public var defects = 0
    /// The first of all that is not as it should be, each with its file and line.
    public var examples: [String] = []

    /// How many are named; all are counted.
    let mostExamples: Int

    /// Nothing met yet.
    public init(mostExamples: Int = 50) { self.mostExamples = mostExamples }

    /// A batch names no more than these.
    static let mostOfABatch = 10_000

    mutating func note(_ text: @autoclosure () -> String) {
      if examples.count < mostExamples { examples.append(text()) }
    }
  }

  let path: String
  /// What it is called where its defects are named.
  let name: String
  /// Texts longer than this are refused: a measurement has a megabyte or two.
  let longestText: Int

  /// Whether it was found in a folder, and not named: that it cannot be opened is told then, and no
  /// reason to end.
  let isFound: Bool

  init(
    path: String, name: String? = nil, longestText: Int = 16 << 20, isFound: Bool = false
  ) {
    self.path = path
    self.name = name ?? PathText.shown(path)
    self.longestText = longestText
    self.isFound = isFound
  }

  static func tooLong(_ limit: Int) -> String {
    let size = limit % (1 << 20) == 0 ? "\(limit >> 20) MiB" : "\(limit) bytes"
    return "the line is longer than \(size)"
  }

  /// Calls `body` with every measurement in the file.
  ///
  /// - Throws: `DiskError`, or what `body` throws. What is damaged is counted and named in `summary`.
  public func each(
    _ summary: inout Summary, _ body: (Measurement) throws -> Void
  ) throws {
    var texts = MeasurementTexts([self])
    var ledger = SummaryLedger(files: [self])
    while let piece = try texts.next() {
      guard case .batch(let batch) = piece else {
        ledger.enter(piece, in: &summary)
        continue
      }
      let outcome = BatchOutcome(
        batch, longest: longestText,
        BatchOutcome.Work(map: { $0 }, remark: { _, _ in nil }))
      ledger.enter(outcome, in: &summary)
      for measurement in outcome.values { try body(measurement) }
    }
  }
}

/// Where a measurement stands: the file, and the place in it.
public struct MeasurementPlace: Sendable, Hashable, CustomStringConvertible {
  /// What the file is called.
  public var file: String
  /// The place in the file.
  var text: TextPlace

  /// The file, and the file inside an archive where it is one.
  public var source: String { text.member.map { "\(file): \($0)" } ?? file }
  /// The line, counted from 1.
  public var line: Int { text.line }
  /// The byte in the line; `nil` for the first text of a line.
  public var column: Int? { text.column }

  /// File and line, or file and member.
  public var description: String { "\(file): \(text.description)" }
}

/// Enters what was met into a summary, in the order of the files, with the lines counted on.
struct SummaryLedger {
  private let files: [MeasurementFile]
  private var file = 0
  private var lines = 0
  /// What was said of the file as a whole.
  private var said: Set<String> = []

  init(files: [MeasurementFile]) { self.files = files }

  private var path: String { files[file].name }

  /// A piece that is no batch.
  mutating func enter(_ piece: TextPiece, in summary: inout MeasurementFile.Summary) {
    switch piece {
    case .batch: break
    case .file(let index):
      file = index
      lines = 0
      said = []
    case .tooLong:
      lines += 1
      summary.refused += 1
      summary.note("\(path): line \(lines): \(MeasurementFile.tooLong(files[file].longestText))")
    case .textTooLong(let place):
      summary.refused += 1
      let why = MeasurementFile.tooLong(files[file].longestText)
      summary.note("\(path): \(at(place)): \(why)")
    case .refused(let place, let why):
      summary.refused += 1
      summary.note("\(path): \(at(place)): \(why)")
    case .damaged(let fault):
      summary.refused += 1
      summary.note("\(path): \(fault)")
    case .closed(let why):
      summary.closed += 1
      summary.note("\(path): \(why)")
    }
  }

  /// Where the values of a batch stand; to be asked before the batch is entered.
  func places<Value>(of outcome: BatchOutcome<Value>) -> [MeasurementPlace] {
    outcome.placesOfValues.map { MeasurementPlace(file: path, text: counted($0)) }
  }

  private func at(_ place: TextPlace) -> String { counted(place).description }

  /// Lines before were counted by their batches.
  private func counted(_ place: TextPlace) -> TextPlace {
    var place = place
    place.line += lines
    return place
  }

  /// What a batch gave.
  mutating func enter<Value>(
    _ outcome: BatchOutcome<Value>, in summary: inout MeasurementFile.Summary
  ) {
    summary.measurements += outcome.measurements
    summary.unobserved += outcome.unobserved
    summary.refused += outcome.refused
    summary.defects += outcome.defects
    for example in outcome.examples {
      // An answer of an interface is one for all of its rows.
      if example.isOfWholeFile, !said.insert(example.text).inserted { continue }
      summary.note("\(path): \(at(example.place)): \(example.text)")
    }
    lines += outcome.lines
  }
}
