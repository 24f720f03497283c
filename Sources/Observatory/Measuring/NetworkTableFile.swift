import Bytes
public import Interference
import Record

/// A file with a table of networks: what `location dump` writes, a MaxMind DB file, or CSV; plain or
/// packed with gzip or zstd. Its bytes tell which, whatever its name.
public enum NetworkTableFile {
  /// Why a file is no table.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The file.
    public var path: String
    /// What is wrong in it.
    public var why: String

    /// Both in one line.
    public var description: String { "\(path): \(why)" }
  }

  /// MaxMind's greatest files have some hundred megabytes.
  private static let largestMaxMind = 1 << 30

  private enum Reader {
    case dump(LocationDumpReader)
    case csv(NetworkCSVReader)
    case maxMind([UInt8])
  }

  /// Reads a table.
  ///
  /// - Throws: `DiskError` or `Failure`.
  public static func read(_ path: String) throws -> NetworkTableReading {
    do {
      var file = try UnpackedFile(path)
      var reader: Reader?
      while let block = try file.next() {
        switch reader ?? begun(block, path) {
        case .dump(var dump):
          // The only copy is fed, so that nothing of what it holds is copied.
          reader = .maxMind([])
          try dump.read(block)
          reader = .dump(dump)
        case .csv(var csv):
          reader = .maxMind([])
          try csv.read(block)
          reader = .csv(csv)
        case .maxMind(var bytes):
          reader = nil
          bytes.append(contentsOf: block)
          guard bytes.count <= largestMaxMind else {
            throw Failure(path: path, why: "the file is larger than 1 GiB")
          }
          reader = .maxMind(bytes)
        }
      }
      switch reader {
      case .dump(let dump): return try dump.finish()
      case .csv(let csv): return try csv.finish()
      case .maxMind(let bytes): return try MaxMindFile(bytes).reading()
      case nil: throw Failure(path: path, why: "the file is empty")
      }
    } catch let error as DiskError {
      throw error
    } catch let error as Failure {
      throw error
    } catch { throw Failure(path: path, why: "\(error)") }
  }

  /// Several tables in one: of two that speak about an address the first counts.
  ///
  /// - Returns: The table, `nil` without files, and what could not be used, each with its file.
  /// - Throws: `DiskError` or `Failure`.
  public static func table(
    at paths: [String]
  ) throws -> (table: NetworkTable?, defects: [String]) {
    var table: NetworkTable?
    var defects: [String] = []
    for path in paths {
      let reading = try read(path)
      defects += reading.examples.map { "\(path): \($0)" }
      if reading.refused > reading.examples.count {
        defects.append("\(path): \(reading.refused) lines or values left out")
      }
      table = table?.filled(from: reading.table) ?? reading.table
    }
    return (table, defects)
  }

  private static func begun(_ block: [UInt8], _ path: String) -> Reader {
    if LocationDumpReader.begins(block) { return .dump(LocationDumpReader()) }
    // No text has a zero in it; the numbers of a search tree begin with them.
    if block.prefix(4096).contains(0) { return .maxMind([]) }
    return .csv(NetworkCSVReader(source: source(path)))
  }

  /// CSV does not say of which day it is: the name of the file may.
  private static func source(_ path: String) -> NetworkTable.Source {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let digits = Array(name)
    let day = digits.indices.lazy.compactMap { start -> CivilDay? in
      guard start + 10 <= digits.count else { return nil }
      return CivilDay(parsing: String(digits[start..<start + 10]))
    }.first
    return NetworkTable.Source(name: name, day: day)
  }
}
