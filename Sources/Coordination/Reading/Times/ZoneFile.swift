/// Why a file of a time zone cannot be read.
public enum ZoneFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file is not of the form of RFC 8536.
  case notZoneFile
  /// It ends too early, at this byte.
  case truncated(offset: Int)
  /// A change leads to an offset that is not there, at this byte.
  case badOffset(offset: Int)

  /// What is wrong and where, in one line.
  public var description: String {
    switch self {
    case .notZoneFile: "not a file of a time zone (TZif, RFC 8536)"
    case .truncated(let offset): "the file of the time zone ends too early, at byte \(offset)"
    case .badOffset(let offset): "the file of the time zone is damaged at byte \(offset)"
    }
  }
}

extension LocalClock {
  /// The clock of a place, from the file that the operating system keeps for it
  /// (`/usr/share/zoneinfo/Asia/Ho_Chi_Minh`; TZif, RFC 8536).
  ///
  /// - Throws: `ZoneFileError` with the byte of the first fault.
  public init(zoneFile bytes: [UInt8]) throws(ZoneFileError) {
    var reader = ZoneFileReader(bytes: bytes)
    var counts = try reader.counts()
    if counts.version >= UInt8(ascii: "2") {
      try reader.skip(counts.length(timeSize: 4))
      counts = try reader.counts()
      try reader.read(counts, timeSize: 8)
      reader.readRule(after: counts)
    } else {
      try reader.read(counts, timeSize: 4)
    }
    self.init(changes: reader.changes, offsets: reader.offsets)
  }
}

private struct ZoneFileReader {
  struct Counts {
    var version: UInt8
    var utc, standard, leap, change, type, name: Int

    func length(timeSize: Int) -> Int {
      change * (timeSize + 1) + type * 6 + name + leap * (timeSize + 4) + standard + utc
    }
  }

  let bytes: [UInt8]
  var changes: [Int64] = []
  var offsets: [Int64] = []
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func skip(_ count: Int) throws(ZoneFileError) {
    guard count >= 0, bytes.count - place >= count else {
      throw .truncated(offset: bytes.count)
    }
    place += count
  }

  private mutating func number(_ size: Int) throws(ZoneFileError) -> Int64 {
    let start = place
    try skip(size)
    var value: Int64 = size == 4 && bytes[start] >= 0x80 ? -1 : 0
    for byte in bytes[start..<place] { value = value << 8 | Int64(byte) }
    return value
  }

  mutating func counts() throws(ZoneFileError) -> Counts {
    guard bytes.count - place >= 44, bytes[place...].starts(with: "TZif".utf8) else {
      throw .notZoneFile
    }
    let version = bytes[place + 4]
    place += 20
    var numbers: [Int] = []
    for _ in 0..<6 { numbers.append(Int(try number(4))) }
    guard numbers.allSatisfy({ $0 >= 0 }), numbers[4] > 0 else {
      throw .badOffset(offset: place)
    }
    return Counts(
      version: version, utc: numbers[0], standard: numbers[1], leap: numbers[2],
      change: numbers[3], type: numbers[4], name: numbers[5])
  }

  mutating func read(_ counts: Counts, timeSize: Int) throws(ZoneFileError) {
    guard bytes.count - place >= counts.length(timeSize: timeSize) else {
      throw .truncated(offset: bytes.count)
    }
    let start = place
    let types = start + counts.change * (timeSize + 1)
    func offset(_ type: Int) -> Int64 {
      let at = types + type * 6
      return Int64(
        Int32(truncatingIfNeeded: bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }))
    }
    offsets = [offset(0)]
    for change in 0..<counts.change {
      let time = try number(timeSize)
      let at = start + counts.change * timeSize + change
      guard Int(bytes[at]) < counts.type, changes.last.map({ $0 < time }) ?? true else {
        throw .badOffset(offset: at)
      }
      // Changes before the year 1 and after 9999 are marks of programs, not of clocks.
      guard abs(time) < 300_000_000_000 else { continue }
      changes.append(time)
      offsets.append(offset(Int(bytes[at])))
    }
    guard offsets.allSatisfy({ abs($0) < 93_600 }) else { throw .badOffset(offset: types) }
    place = start + counts.length(timeSize: timeSize)
  }

  /// The rule for the years after the last change stands in the last line.
  mutating func readRule(after counts: Counts) {
    guard place < bytes.count, bytes[place] == 0x0A else { return }
    let line = bytes[(place + 1)...].prefix { $0 != 0x0A }
    guard let rule = ClockRule(line) else { return }
    for year in 1970...2100 {
      for (time, offset) in rule.changes(in: year) where time > changes.last ?? .min {
        changes.append(time)
        offsets.append(offset)
      }
    }
  }
}
