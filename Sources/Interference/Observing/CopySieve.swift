import Signals

/// Lets each measurement of a stream through once, and knows the copies that say different things.
///
/// Where nothing says which copy came first, none of them counts: whoever can write one can write the
/// other. It holds some 60 bytes for each observation, whatever its size.
public struct CopySieve: Sendable {
  /// Where a copy stands.
  public struct Place: Sendable, Hashable {
    /// What the file is called.
    public var file: String
    /// The line, counted from 1.
    public var line: Int
    /// The byte in the line; `nil` for the first text of a line.
    public var column: Int?

    /// Makes a place.
    public init(file: String, line: Int, column: Int? = nil) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// Two copies that differ.
  public struct Twins: Sendable, Hashable {
    /// Where the one met first stands.
    public var first: Place
    /// Where the other stands.
    public var second: Place
  }

  private struct Entry {
    /// Of what it says. Only compared within one run of the program.
    var content: Int
    var file: Int32
    var line: Int32
    /// 0 for none.
    var column: Int32
    var isContested = false
  }

  private var entries: [Entry] = []
  private var places: [StableHash: Int32] = [:]
  private var files: [String] = []
  private var numbers: [String: Int32] = [:]
  /// The copies that differ, in the order in which they were met.
  public private(set) var twins: [Twins] = []

  /// Has met nothing.
  public init() {}

  private static func keys(of observation: Observation) -> [StableHash] {
    [observation.measurement, observation.uid].compactMap(\.self).map {
      StableHash([$0, observation.target])
    }
  }

  private static func content(of observation: Observation) -> Int {
    var copy = observation
    copy.measurement = ""
    copy.uid = nil
    return copy.hashValue
  }

  /// Whether the observation was not met before.
  public mutating func admits(
    _ observation: Observation, file: String, line: Int, column: Int? = nil
  ) -> Bool {
    let keys = Self.keys(of: observation)
    let content = Self.content(of: observation)
    guard let known = keys.compactMap({ places[$0] }).first else {
      for key in keys { places[key] = Int32(truncatingIfNeeded: entries.count) }
      entries.append(
        Entry(
          content: content, file: number(of: file), line: Int32(truncatingIfNeeded: line),
          column: Int32(truncatingIfNeeded: column ?? 0)))
      return true
    }
    for key in keys { places[key] = known }
    let entry = entries[Int(known)]
    if entry.content != content {
      entries[Int(known)].isContested = true
      twins.append(
        Twins(
          first: Place(
            file: files[Int(entry.file)], line: Int(entry.line),
            column: entry.column == 0 ? nil : Int(entry.column)),
          second: Place(file: file, line: line, column: column)))
    }
    return false
  }

  private mutating func number(of file: String) -> Int32 {
    if let number = numbers[file] { return number }
    let number = Int32(files.count)
    numbers[file] = number
    files.append(file)
    return number
  }

  /// Whether copies of it say different things.
  public func isContested(_ observation: Observation) -> Bool {
    Self.keys(of: observation).contains { key in
      places[key].map { entries[Int($0)].isContested } ?? false
    }
  }
}
