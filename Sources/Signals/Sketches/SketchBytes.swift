/// Why bytes are not the snapshot of a sketch.
public enum SketchFault: Error, Sendable, Hashable {
  /// They are of another kind of sketch, or of a version this program does not know.
  case unknownKind
  /// They are cut off, or their check sum is wrong.
  case damaged
  /// The two sketches have different sizes, so that they cannot be merged.
  case differentSizes
}

/// Writes snapshots: numbers in little-endian order behind a kind and a version, closed by a check sum.
struct SketchWriter {
  private(set) var bytes: [UInt8]

  init(_ kind: UInt8, version: UInt8 = 1) { bytes = [0x53, 0x4B, kind, version] }

  mutating func put<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ list: [UInt8]) {
    put(UInt64(list.count))
    bytes.append(contentsOf: list)
  }

  mutating func put<Number: FixedWidthInteger>(list: [Number]) {
    put(UInt64(list.count))
    bytes.reserveCapacity(bytes.count + list.count * Number.bitWidth / 8 + 8)
    for number in list { put(number) }
  }

  consuming func finished() -> [UInt8] {
    let sum = bytes.withUnsafeBytes { StableHash($0).low }
    put(sum)
    return bytes
  }
}

/// Reads what ``SketchWriter`` wrote, and never beyond it.
struct SketchReader {
  private let bytes: [UInt8]
  private var place = 4
  private let end: Int

  init(_ bytes: [UInt8], kind: UInt8, version: UInt8 = 1) throws(SketchFault) {
    guard bytes.count >= 12 else { throw .damaged }
    guard bytes[0] == 0x53, bytes[1] == 0x4B, bytes[2] == kind, bytes[3] == version else {
      throw .unknownKind
    }
    end = bytes.count - 8
    let sum = bytes[..<end].withUnsafeBytes { StableHash($0).low }
    let told = bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
    }
    guard sum == told else { throw .damaged }
    self.bytes = bytes
  }

  mutating func take<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws(SketchFault) -> Number {
    let size = Number.bitWidth / 8
    guard place + size <= end else { throw .damaged }
    defer { place += size }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self))
    }
  }

  mutating func takeList<Number: FixedWidthInteger & BitwiseCopyable>(
    of type: Number.Type = Number.self
  ) throws(SketchFault) -> [Number] {
    let count = try take(UInt64.self)
    guard count <= UInt64((end - place) * 8 / Number.bitWidth) else { throw .damaged }
    var list: [Number] = []
    list.reserveCapacity(Int(count))
    for _ in 0..<count { list.append(try take(Number.self)) }
    return list
  }
}
