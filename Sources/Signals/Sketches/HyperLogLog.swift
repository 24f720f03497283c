import func Glibc.log

/// How many different keys there were, in a few kilobytes whatever their number (Flajolet, Fusy, Gandouet and
/// Meunier, 2007; small counts by linear counting).
///
/// The standard error of ``estimate`` is ``relativeError`` of the true number. Keys are hashes of 64 bits, well mixed.
public struct HyperLogLog: Sendable, Hashable {
  /// The logarithm to base 2 of the number of registers.
  public let precision: Int
  @usableFromInline var registers: [UInt8]

  /// An empty sketch.
  /// - Parameter precision: 4 to 16; 12 takes 4 KiB and errs by 1.6 %, 14 takes 16 KiB and errs by 0.8 %.
  public init(precision: Int = 12) {
    self.precision = min(16, max(4, precision))
    registers = [UInt8](repeating: 0, count: 1 << self.precision)
  }

  /// Adds a key by its hash.
  @inlinable @inline(__always)
  public mutating func add(_ hash: UInt64) {
    let place = Int(truncatingIfNeeded: hash >> UInt64(64 &- precision))
    // A one at the end stops the count where all bits are zero.
    let rest = hash << UInt64(precision) | 1 << UInt64(precision &- 1)
    let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount &+ 1)
    if rank > registers[place] { registers[place] = rank }
  }

  /// The number of different keys.
  public var estimate: Double {
    let count = Double(registers.count)
    var sum = 0.0
    var empty = 0
    for register in registers {
      sum += 1 / Double(UInt64(1) << UInt64(min(62, register)))
      if register == 0 { empty += 1 }
    }
    let raw = 0.7213 / (1 + 1.079 / count) * count * count / sum
    return raw <= 2.5 * count && empty > 0 ? count * log(count / Double(empty)) : raw
  }

  /// The standard error of ``estimate`` as a share of it.
  public var relativeError: Double { 1.04 / Double(registers.count).squareRoot() }

  /// Makes it the sketch of all keys of both.
  /// - Throws: `SketchFault.differentSizes`.
  public mutating func merge(_ other: HyperLogLog) throws(SketchFault) {
    guard precision == other.precision else { throw .differentSizes }
    for place in registers.indices {
      registers[place] = max(registers[place], other.registers[place])
    }
  }

  /// Forgets everything.
  public mutating func clear() {
    for place in registers.indices { registers[place] = 0 }
  }

  /// The sketch as bytes.
  public var snapshot: [UInt8] {
    var writer = SketchWriter(1)
    writer.put(UInt8(precision))
    writer.put(registers)
    return writer.finished()
  }

  /// The sketch out of its bytes.
  /// - Throws: `SketchFault`.
  public init(snapshot: [UInt8]) throws(SketchFault) {
    var reader = try SketchReader(snapshot, kind: 1)
    let precision = Int(try reader.take(UInt8.self))
    guard (4...16).contains(precision) else { throw .damaged }
    self.precision = precision
    registers = try reader.takeList()
    guard registers.count == 1 << precision, registers.allSatisfy({ $0 <= 64 }) else {
      throw .damaged
    }
  }
}
