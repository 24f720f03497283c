import Bytes
public import Interference

/// A file of measurements as other programs write it: a report with one measurement to a line, one
/// measurement alone, an answer of OONI's interface, or an archive of such; plain or packed with gzip
/// or zstd, which its first bytes tell.
///
/// It is read in blocks: a file may be larger than memory.
public struct MeasurementFile: Sendable {
  /// What a reading met.
  public struct Summary: Sendable, Hashable {
    /// Measurements that could be read.
    public var measurements = 0
    /// Texts that were no measurement.
    public var refused = 0
    /// Defects inside measurements that could be read.
    public var defects = 0
    /// The first of both, each with its file and line.
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

  init(path: String, name: String? = nil, longestText: Int = 16 << 20) {
    self.path = path
    self.name = name ?? path
    self.longestText = longestText
  }

  private static let endings =
    [".json", ".jsonl"].flatMap { [$0, $0 + ".gz", $0 + ".zst"] }
    + [".tar", ".tar.gz", ".tar.zst"]

  /// The files at `paths`; of folders those below them that look like measurements.
  ///
  /// - Throws: `DiskError`.
  public static func all(at paths: [String]) throws -> [MeasurementFile] {
    try paths.flatMap { path -> [MeasurementFile] in
      guard Disk.isFolder(path) else { return [MeasurementFile(path: path)] }
      return try Disk.files(below: path).filter { name in endings.contains { name.hasSuffix($0) } }
        .map { MeasurementFile(path: "\(path)/\($0)") }
    }
  }

  private static let headSize = 1 << 18

  /// Whether the file's first text has what only measurements have.
  ///
  /// - Throws: `DiskError`.
  static func isOne(_ path: String) throws -> Bool {
    let head = try UnpackedFile.head(of: path, count: headSize)
    // Lists and objects, or an archive of them: a dump of a database has the same words.
    let first = head.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || TarReader.begins(head) else {
      return false
    }
    let text = String(decoding: head, as: UTF8.self)
    return ["test_keys", "raw_measurement", "test_name"].contains { text.contains($0) }
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
      let outcome = BatchOutcome(batch, longest: longestText) { $0 }
      ledger.enter(outcome, in: &summary)
      for measurement in outcome.values { try body(measurement) }
    }
  }
}

/// Where a measurement stands: the file, the member of an archive, the line.
public struct TextPlace: Sendable, Hashable, CustomStringConvertible {
  /// What the file is called.
  public var file: String
  /// The file inside an archive; `nil` for no archive.
  public var member: String?
  /// Counted from 1.
  public var line: Int

  /// File and line, or file and member.
  public var description: String { "\(file): \(member ?? "line \(line)")" }
}

/// Enters what was met into a summary, in the order of the files, with the lines counted on.
struct SummaryLedger {
  private let files: [MeasurementFile]
  private var file = 0
  private var lines = 0

  init(files: [MeasurementFile]) { self.files = files }

  private var path: String { files[file].name }

  /// A piece that is no batch.
  mutating func enter(_ piece: TextPiece, in summary: inout MeasurementFile.Summary) {
    switch piece {
    case .batch: break
    case .file(let index):
      file = index
      lines = 0
    case .tooLong:
      lines += 1
      summary.refused += 1
      summary.note("\(path): line \(lines): \(MeasurementFile.tooLong(files[file].longestText))")
    case .memberTooLong(let name):
      summary.refused += 1
      summary.note("\(path): \(name): \(MeasurementFile.tooLong(files[file].longestText))")
    case .damaged(let fault):
      summary.refused += 1
      summary.note("\(path): \(fault)")
    }
  }

  /// Where the values of a batch stand; to be asked before the batch is entered.
  func places<Value>(of outcome: BatchOutcome<Value>) -> [TextPlace] {
    var member: String?
    if case .member(let name) = outcome.form { member = name }
    return outcome.linesOfValues.map {
      TextPlace(file: path, member: member, line: lines + $0)
    }
  }

  /// What a batch gave.
  mutating func enter<Value>(
    _ outcome: BatchOutcome<Value>, in summary: inout MeasurementFile.Summary
  ) {
    summary.measurements += outcome.measurements
    summary.refused += outcome.refused
    summary.defects += outcome.defects
    for example in outcome.examples {
      if case .member(let name) = outcome.form {
        summary.note("\(path): \(name): \(example.text)")
      } else {
        summary.note("\(path): line \(lines + example.line): \(example.text)")
      }
    }
    lines += outcome.lines
  }
}
