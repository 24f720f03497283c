/// The entries behind up to 256 neighbouring leaves as one file: each a big-endian 16-bit length
/// and as many bytes (C2SP tlog-tiles).
public struct EntryBundle: Sendable {
  /// The file's bytes.
  public let bytes: [UInt8]
  /// Where in the file each entry stands, without its length.
  public let ranges: [Range<Int>]

  /// The most bytes that one entry may have.
  public static let longestEntry = 65_535

  /// Where a bundle stops making sense.
  public struct Fault: Error, Sendable, Hashable {
    /// The byte of the file.
    public var offset: Int
    /// How many whole entries stand before it.
    public var entries: Int
  }

  /// Reads a bundle that should hold `width` entries, and nothing else.
  ///
  /// - Throws: `Fault` where an entry runs over the end of the file, or where something follows
  ///   the last one.
  public init(parsing bytes: [UInt8], width: Int) throws(Fault) {
    try self.init(prefix: width, of: bytes)
    let end = self.ranges.last?.upperBound ?? 0
    guard end == bytes.count else { throw Fault(offset: end, entries: width) }
  }

  /// Reads the first `width` entries of a bundle that may hold more.
  ///
  /// - Throws: `Fault` where an entry runs over the end of the file.
  public init(prefix width: Int, of bytes: [UInt8]) throws(Fault) {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(width)
    var place = 0
    for index in 0..<width {
      guard place + 2 <= bytes.count else { throw Fault(offset: place, entries: index) }
      let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
      guard place + 2 + length <= bytes.count else { throw Fault(offset: place, entries: index) }
      ranges.append(place + 2..<place + 2 + length)
      place += 2 + length
    }
    self.bytes = bytes
    self.ranges = ranges
  }

  /// One entry's bytes; `index` counts from the bundle's first entry.
  public subscript(index: Int) -> ArraySlice<UInt8> { bytes[ranges[index]] }

  /// The bytes of the first `width` entries with their lengths.
  func prefix(_ width: Int) -> ArraySlice<UInt8> {
    bytes[..<(width == 0 ? 0 : ranges[width - 1].upperBound)]
  }

  /// The leaf hashes of the entries.
  func leaves() -> [TreeHash] {
    bytes.withUnsafeBytes { buffer in
      ranges.map { TreeHash.leaf(UnsafeRawBufferPointer(rebasing: buffer[$0])) }
    }
  }

  /// Adds an entry with its length to the end of a bundle.
  static func append(_ entry: [UInt8], to bundle: inout [UInt8]) {
    bundle.append(UInt8(entry.count >> 8))
    bundle.append(UInt8(entry.count & 0xFF))
    bundle.append(contentsOf: entry)
  }
}
