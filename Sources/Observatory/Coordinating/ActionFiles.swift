import Bytes
public import Coordination
import Foundation
import Record

/// Files of actions, read one after the other into one set of columns.
public enum ActionFiles {
  /// What reading gave: the actions, and a report for each file.
  public struct Reading: Sendable {
    /// The actions of all files.
    public var columns: ActionColumns
    /// Per file its name as given and what became of its rows.
    public var reports: [(file: String, report: ActionReadingReport)]
  }

  /// Reads files, packed or not; `-` is standard input. A file given twice is read once.
  ///
  /// - Throws: `DiskError`; `ActionFileError` for a file that is of no use.
  public static func read(
    _ paths: [String], _ options: ActionReadingOptions, progress: Progress.Listener? = nil
  ) throws -> Reading {
    var reading = Reading(columns: ActionColumns(), reports: [])
    var read: Set<String> = []
    for (index, path) in paths.enumerated() {
      progress?(Progress(.reading, index, of: paths.count))
      let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      guard read.insert(path == "-" ? path : file).inserted else { continue }
      let result = try Self.read(path, options)
      if index == 0 {
        reading.columns = result.columns
      } else {
        reading.columns.append(result.columns)
      }
      reading.reports.append((path, result.report))
    }
    progress?(Progress(.reading, paths.count, of: paths.count))
    return reading
  }

  /// Calls with the pieces of a file, unpacked, or of standard input as they come.
  ///
  /// - Throws: `DiskError`, faults of packed files, and what `take` throws.
  public static func pieces(
    of path: String, _ take: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if path == "-" { return try StandardInput.each(take) }
    var file = try UnpackedFile(path)
    while let block = try file.next() { try block.withUnsafeBytes(take) }
  }

  /// Those of some files whose columns go by names of actions of accounts.
  public static func likely(among paths: [String]) -> [String] {
    paths.filter { path in
      guard path != "-", Disk.isRegular(path),
        let head = try? UnpackedFile.head(of: path, count: 8192)
      else { return false }
      return ActionReader.looksLikeActions(head)
    }
  }

  private static func read(
    _ path: String, _ options: ActionReadingOptions
  ) throws -> ActionReader.Result {
    var reader = ActionReader(options)
    do {
      try pieces(of: path) { try reader.read($0) }
      return try reader.finish()
    } catch let error as ActionReadingError {
      throw ActionFileError(file: path, why: error.description)
    } catch let error as GzipReader.Fault {
      throw ActionFileError(file: path, why: "\(error)")
    } catch let error as ZstdReader.Fault {
      throw ActionFileError(file: path, why: "\(error)")
    }
  }

  /// A clock by its offset (`+07:00`) or by the name of its zone (`Asia/Ho_Chi_Minh`).
  public static func clock(_ text: String) -> LocalClock? {
    if let offset = TimeZoneOffset(parsing: text) { return LocalClock(offset) }
    guard let zone = TimeZone(identifier: text) else { return nil }
    var changes: [Int64] = []
    var moment = Date(timeIntervalSince1970: 0)
    var offsets = [Int64(zone.secondsFromGMT(for: moment))]
    while let next = zone.nextDaylightSavingTimeTransition(after: moment),
      next.timeIntervalSince1970 < 4_102_444_800
    {
      changes.append(Int64(next.timeIntervalSince1970))
      offsets.append(Int64(zone.secondsFromGMT(for: next.addingTimeInterval(1))))
      moment = next
    }
    return LocalClock(changes: changes, offsets: offsets)
  }
}

/// A file of actions that is of no use, and why.
public struct ActionFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// What is wrong and what to do.
  public var why: String

  /// Makes one.
  public init(file: String, why: String) {
    self.file = file
    self.why = why
  }

  /// Both in one line.
  public var description: String { "\(file): \(why)" }
}
