/// What is wrong with a line. Some such lines are read all the same; see ``isRead``.
public enum LineFault: UInt8, Sendable, Hashable, CaseIterable {
  /// Nothing stands in it.
  case blank
  /// It ends before the answer's status.
  case truncated
  /// It ends behind the status, as inside of the agent: what stands before is read.
  case cutOff
  /// Two lines without an end between them; both are read.
  case glued
  /// Zero bytes stand in front, as after a crash of the machine: the rest is read.
  case zeros
  /// Longer than 64 KiB; the rest is skipped.
  case oversize
  /// Another shape than that of the log.
  case shape
  /// A time that cannot be.
  case time

  /// Whether the request in it counts.
  public var isRead: Bool { self == .cutOff || self == .glued || self == .zeros }
}

/// Where something stands in a file.
public struct LinePlace: Sendable, Hashable {
  /// The line, counted from 1.
  public var line: Int
  /// The first byte of the line in the (unpacked) file, counted from 0.
  public var byte: Int
  /// The line's beginning, with what is no plain text left out.
  public var excerpt: String

  /// Makes a place.
  public init(line: Int, byte: Int, excerpt: String = "") {
    self.line = line
    self.byte = byte
    self.excerpt = excerpt
  }
}

/// How many lines had each fault, and where the first few stand.
public struct LineFaults: Sendable, Hashable {
  /// So many places are kept of each fault.
  public static let kept = 5
  private var counts = [Int](repeating: 0, count: LineFault.allCases.count)
  private var first = [[LinePlace]](repeating: [], count: LineFault.allCases.count)

  /// None.
  public init() {}

  /// How many lines had a fault.
  public subscript(_ fault: LineFault) -> Int { counts[Int(fault.rawValue)] }

  /// The first places of a fault.
  public func places(_ fault: LineFault) -> [LinePlace] { first[Int(fault.rawValue)] }

  /// How many lines could not be read.
  public var rejected: Int { LineFault.allCases.reduce(0) { $0 + ($1.isRead ? 0 : self[$1]) } }
  /// How many lines had any fault.
  public var total: Int { counts.reduce(0, +) }

  /// Whether another place of this fault would be kept.
  func wantsPlace(_ fault: LineFault) -> Bool { first[Int(fault.rawValue)].count < Self.kept }

  mutating func note(_ fault: LineFault, at place: LinePlace?) {
    counts[Int(fault.rawValue)] += 1
    if let place, wantsPlace(fault) { first[Int(fault.rawValue)].append(place) }
  }

  /// Adds the faults of a later part of a file, whose lines and bytes are counted from its own beginning.
  mutating func add(_ other: LineFaults, lines: Int, bytes: Int) {
    for fault in LineFault.allCases {
      let index = Int(fault.rawValue)
      counts[index] += other.counts[index]
      for place in other.first[index] where first[index].count < Self.kept {
        first[index].append(
          LinePlace(line: place.line + lines, byte: place.byte + bytes, excerpt: place.excerpt))
      }
    }
  }
}
