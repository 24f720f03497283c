/// Why a snapshot cannot be read.
public enum SnapshotFault: Error, Sendable, Hashable {
  /// It does not begin as one.
  case notASnapshot
  /// It was written by a version that this one does not know.
  case version(UInt16)
  /// Its check sum is wrong: it is damaged or cut short.
  case damaged
  /// Its check sum is right, but what it says cannot be.
  case nonsense(String)
}

/// A state as bytes: a mark of four bytes, a version, numbers in little-endian order, a check sum.
package struct SnapshotWriter {
  package private(set) var bytes: [UInt8]

  package init(mark: String, version: UInt16) {
    bytes = Array(mark.utf8.prefix(4))
    write(version)
  }

  package mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Double) { write(value.bitPattern) }

  package mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

  package mutating func write(_ values: [Double]) {
    write(UInt32(values.count))
    for value in values { write(value) }
  }

  package mutating func write(_ values: [Int64]) {
    write(UInt32(values.count))
    for value in values { write(value) }
  }

  package mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes += text.utf8
  }

  package mutating func write<Value>(
    _ value: Value?, _ put: (inout SnapshotWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { put(&self, value) }
  }

  /// The bytes with their check sum.
  package func finished() -> [UInt8] {
    let sum = Checksum.crc32(bytes)
    return bytes + (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt32($0))) }
  }
}

/// Reads what `SnapshotWriter` wrote; nothing in the bytes is believed before the check sum is right,
/// and no length after it without the bytes for it.
package struct SnapshotReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// The version is the newest that is known; older ones have to be told apart by the caller.
  package init(_ bytes: [UInt8], mark: String, version: UInt16) throws(SnapshotFault) {
    guard bytes.count >= 10, bytes.starts(with: mark.utf8) else { throw .notASnapshot }
    let body = bytes.dropLast(4)
    var stored: UInt32 = 0
    for byte in bytes.suffix(4).reversed() { stored = stored << 8 | UInt32(byte) }
    guard Checksum.crc32(body) == stored else { throw .damaged }
    self.bytes = body
    place = 4
    let written = try read(UInt16.self)
    guard written == version else { throw .version(written) }
  }

  package var isAtEnd: Bool { place == bytes.endIndex }

  package mutating func read<Number: FixedWidthInteger>(
    _: Number.Type
  ) throws(SnapshotFault) -> Number {
    let size = Number.bitWidth / 8
    guard bytes.endIndex - place >= size else { throw .nonsense("cut short") }
    var value: Number = 0
    for index in (place..<place + size).reversed() {
      value = (size == 1 ? 0 : value << 8) | Number(truncatingIfNeeded: bytes[index])
    }
    place += size
    return value
  }

  package mutating func double() throws(SnapshotFault) -> Double {
    Double(bitPattern: try read(UInt64.self))
  }

  /// A number that is finite.
  package mutating func number() throws(SnapshotFault) -> Double {
    let value = try double()
    guard value.isFinite else { throw .nonsense("not a number") }
    return value
  }

  package mutating func flag() throws(SnapshotFault) -> Bool { try read(UInt8.self) != 0 }

  /// How many things follow that take `size` bytes each at the least.
  package mutating func count(of size: Int) throws(SnapshotFault) -> Int {
    let count = Int(try read(UInt32.self))
    guard count <= (bytes.endIndex - place) / max(size, 1) else { throw .nonsense("a length") }
    return count
  }

  package mutating func numbers(
    _ wanted: Int? = nil, mayBeInfinite: Bool = false
  ) throws(SnapshotFault) -> [Double] {
    let count = try count(of: 8)
    guard wanted == nil || wanted == count else { throw .nonsense("a length") }
    var values: [Double] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      let value = try double()
      guard value.isFinite || (mayBeInfinite && !value.isNaN) else {
        throw .nonsense("not a number")
      }
      values.append(value)
    }
    return values
  }

  package mutating func times(_ wanted: Int? = nil) throws(SnapshotFault) -> [Int64] {
    let count = try count(of: 8)
    guard wanted == nil || wanted == count else { throw .nonsense("a length") }
    var values: [Int64] = []
    for _ in 0..<count { values.append(try read(Int64.self)) }
    return values
  }

  package mutating func text() throws(SnapshotFault) -> String {
    let count = try count(of: 1)
    defer { place += count }
    return String(decoding: bytes[place..<place + count], as: UTF8.self)
  }

  package mutating func optional<Value>(
    _ get: (inout SnapshotReader) throws(SnapshotFault) -> Value
  ) throws(SnapshotFault) -> Value? {
    try flag() ? try get(&self) : nil
  }
}
