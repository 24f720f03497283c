/// An entry of an archive, as its own head tells.
public struct ZipEntry: Sendable, Hashable {
  /// Its name: it is shown, and never opened. Bytes that are not UTF-8 are replaced.
  public var name: String
  /// Where its head begins in the archive.
  public var offset: Int
  /// 0 is stored, 8 is deflated.
  public var method: Int
  /// How many bytes it has in the archive, where its head says so.
  public internal(set) var packedSize: Int?
  /// How many bytes it has, where its head says so.
  public internal(set) var size: Int?
  /// The check sum, where its head says so.
  var sum: UInt32?
  var isWide = false
  var hasDescriptor = false

  /// Whether it is a folder.
  public var isFolder: Bool { name.utf8.last == UInt8(ascii: "/") }

  /// Reads the head of an entry (APPNOTE.TXT 6.3.10, section 4.3.7); `bytes` begin with its signature and hold
  /// all of it.
  init(head bytes: [UInt8], offset: Int) throws(ZipFault) {
    let flags = ZipNumber.read(bytes, at: 6, 2)
    let nameLength = ZipNumber.read(bytes, at: 26, 2)
    let nameBytes = bytes[30..<30 + nameLength]
    let name = String(decoding: nameBytes, as: UTF8.self)
    self.name = name
    self.offset = offset
    method = ZipNumber.read(bytes, at: 8, 2)
    // Bit 0: encrypted; 6: strongly; 13: even the head is masked.
    guard flags & 0b10_0000_0100_0001 == 0 else {
      throw ZipFault(.encrypted, entry: name, offset: offset)
    }
    guard method == 0 || method == 8 else {
      throw ZipFault(.method(method), entry: name, offset: offset)
    }
    guard Self.isSound(nameBytes) else { throw ZipFault(.badName, entry: name, offset: offset) }
    hasDescriptor = flags & 8 != 0
    var packed = ZipNumber.read(bytes, at: 18, 4)
    var whole = ZipNumber.read(bytes, at: 22, 4)
    let wide = ZipNumber.wideSizes(
      in: bytes[(30 + nameLength)...], wants: [whole == Self.full, packed == Self.full])
    isWide = wide != nil
    if let wide {
      if whole == Self.full { whole = wide[0] ?? whole }
      if packed == Self.full { packed = wide[1] ?? packed }
    }
    guard whole >= 0, packed >= 0 else { throw ZipFault(.wrongLength, entry: name, offset: offset) }
    let isKnown = !hasDescriptor || packed > 0
    packedSize = isKnown ? packed : nil
    size = isKnown ? whole : nil
    sum = isKnown ? UInt32(truncatingIfNeeded: ZipNumber.read(bytes, at: 14, 4)) : nil
  }

  /// Stands in a narrow field whose value is in the wide part.
  static let full = 0xFFFF_FFFF

  private static func isSound(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, first != UInt8(ascii: "/"),
      !name.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }),
      !(name.count > 1 && name[name.startIndex + 1] == UInt8(ascii: ":"))
    else { return false }
    return !name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .contains { $0.elementsEqual("..".utf8) || $0.elementsEqual(".".utf8) }
  }
}

/// Numbers in archives: the lowest byte first.
enum ZipNumber {
  /// A number of up to eight bytes; one beyond 63 bits is negative.
  static func read(_ bytes: some RandomAccessCollection<UInt8>, at place: Int, _ count: Int) -> Int
  {
    var value: UInt64 = 0
    let start = bytes.index(bytes.startIndex, offsetBy: place)
    for byte in bytes[start..<bytes.index(start, offsetBy: count)].reversed() {
      value = value << 8 | UInt64(byte)
    }
    return Int(truncatingIfNeeded: value)
  }

  /// The numbers of the wide part (section 4.5.3) that are wanted, or `nil` without one.
  static func wideSizes(in extra: ArraySlice<UInt8>, wants: [Bool]) -> [Int?]? {
    var rest = extra
    while rest.count >= 4 {
      let length = read(rest, at: 2, 2)
      guard rest.count >= 4 + length else { return nil }
      if read(rest, at: 0, 2) == 1 {
        var fields = rest.dropFirst(4).prefix(length)
        return wants.map { isWanted in
          guard isWanted, fields.count >= 8 else { return nil }
          defer { fields = fields.dropFirst(8) }
          return read(fields, at: 0, 8)
        }
      }
      rest = rest.dropFirst(4 + length)
    }
    return nil
  }
}
