import Bytes
public import Interference

/// A file of measurements as other programs write it: a report with one measurement to a line, one
/// measurement alone, or an answer of OONI's interface; plain or compressed with gzip.
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

    /// Nothing met yet.
    public init() {}

    static let mostExamples = 50

    mutating func take(_ defects: [ReadingDefect], isRead: Bool, _ place: @autoclosure () -> String)
    {
      if isRead { self.defects += defects.count } else { refused += 1 }
      for defect in defects where examples.count < Self.mostExamples {
        examples.append("\(place()): \(defect)")
      }
    }
  }

  /// Lines longer than this are refused: a measurement has a megabyte at most.
  private static let longestLine = 64 << 20

  let path: String

  /// The files at `paths`; of folders those below them that look like measurements.
  ///
  /// - Throws: `DiskError`.
  public static func all(at paths: [String]) throws -> [MeasurementFile] {
    try paths.flatMap { path -> [MeasurementFile] in
      guard Disk.isFolder(path) else { return [MeasurementFile(path: path)] }
      return try Disk.files(below: path).filter { name in
        [".json", ".jsonl", ".json.gz", ".jsonl.gz"].contains { name.hasSuffix($0) }
      }.map { MeasurementFile(path: "\(path)/\($0)") }
    }
  }

  private static let headSize = 1 << 18

  /// Whether the file's first text has what only measurements have.
  ///
  /// - Throws: `DiskError`.
  static func isOne(_ path: String) throws -> Bool {
    struct Enough: Error {}
    var head: [UInt8] = []
    do {
      try MeasurementFile(path: path).blocks { block in
        head += block
        if head.count >= headSize { throw Enough() }
      }
    } catch is Enough {} catch is GzipReader.Fault {}
    let text = String(decoding: head.prefix(headSize), as: UTF8.self)
    return ["test_keys", "raw_measurement", "test_name"].contains { text.contains($0) }
  }

  /// Calls `body` with every measurement in the file.
  ///
  /// - Throws: `DiskError`, or what `body` throws. What is damaged is counted and named in `summary`.
  public func each(
    _ summary: inout Summary, _ body: (Measurement) throws -> Void
  ) throws {
    var reader = MeasurementReader()
    var lines = LineCutter(longest: Self.longestLine)
    var whole: WholeText? = WholeText()
    func take(_ line: ArraySlice<UInt8>, _ number: Int, _ summary: inout Summary) throws {
      guard line.contains(where: { $0 > 0x20 }) else { return }
      let result = reader.read(line)
      summary.take(
        result.defects, isRead: result.measurement != nil, "\(path): line \(number)")
      guard let measurement = result.measurement else { return }
      summary.measurements += 1
      try body(measurement)
    }
    do {
      try blocks { block in
        whole = try whole?.appending(block)
        guard whole == nil || whole?.isPretty == false else { return }
        if let held = whole {
          whole = nil
          try lines.cut(held.bytes) { try take($0, $1, &summary) }
        } else {
          try lines.cut(block) { try take($0, $1, &summary) }
        }
      }
      if let whole { try take(whole.bytes[...], 1, &summary) }
      try lines.finish { try take($0, $1, &summary) }
    } catch let fault as GzipReader.Fault {
      summary.refused += 1
      summary.examples.append("\(path): \(fault)")
    } catch let fault as LineCutter.TooLong {
      summary.refused += 1
      summary.examples.append("\(path): line \(fault.number) is longer than 64 MiB")
    }
  }

  /// The file's text in blocks, unpacked.
  private func blocks(_ body: ([UInt8]) throws -> Void) throws {
    var offset = 0
    var first = try Disk.read(path, from: 0, count: 1 << 20)
    guard first.starts(with: GzipReader.magic) else {
      while !first.isEmpty {
        offset += first.count
        try body(first)
        first = try Disk.read(path, from: offset, count: 1 << 20)
      }
      return
    }
    var gzip = try GzipReader()
    while !first.isEmpty {
      offset += first.count
      try gzip.read(first, body)
      first = try Disk.read(path, from: offset, count: 1 << 20)
    }
    try gzip.finish()
  }
}

/// The beginning of a file that may be one measurement over many lines.
private struct WholeText {
  private(set) var bytes: [UInt8] = []
  /// Where the first line ends, once that is known.
  private var lineEnd: Int?

  private static let longest = 64 << 20

  /// With more of the file.
  ///
  /// - Throws: `LineCutter.TooLong` when that is too long to be one measurement.
  func appending(_ block: [UInt8]) throws -> WholeText {
    var all = self
    if lineEnd == nil { all.lineEnd = block.firstIndex(of: 0x0A).map { bytes.count + $0 } }
    all.bytes.append(contentsOf: block)
    guard all.bytes.count <= Self.longest || !all.isPretty else {
      throw LineCutter.TooLong(number: 1)
    }
    return all
  }

  /// Whether the first line is only the beginning of a value.
  var isPretty: Bool {
    guard let end = lineEnd else { return true }
    return bytes[..<end].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "{") || $0 == 0x5B }
  }
}

/// Cuts blocks into lines.
private struct LineCutter {
  struct TooLong: Error { var number: Int }

  let longest: Int
  private var held: [UInt8] = []
  private var number = 0

  init(longest: Int) { self.longest = longest }

  mutating func cut(_ block: [UInt8], _ body: (ArraySlice<UInt8>, Int) throws -> Void) throws {
    var start = 0
    while let end = block[start...].firstIndex(of: 0x0A) {
      number += 1
      if held.isEmpty {
        try body(block[start..<end], number)
      } else {
        held.append(contentsOf: block[start..<end])
        try body(held[...], number)
        held.removeAll(keepingCapacity: true)
      }
      start = end + 1
    }
    held.append(contentsOf: block[start...])
    guard held.count <= longest else { throw TooLong(number: number + 1) }
  }

  /// The last line, when no line feed ends it.
  mutating func finish(_ body: (ArraySlice<UInt8>, Int) throws -> Void) throws {
    guard !held.isEmpty else { return }
    try body(held[...], number + 1)
    held = []
  }
}
