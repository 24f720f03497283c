extension ZipReader {
  /// Reads a head: of an entry, or a part of the directory.
  mutating func readPart(
    _ bytes: UnsafeRawBufferPointer, _ body: (Event) throws -> Void
  ) throws -> Int {
    var used = 0
    guard gather(bytes, 4, used: &used) else { return used }
    switch ZipNumber.read(held, at: 0, 4) {
    case 0x0403_4B50 where !directory.hasBegun:
      guard gather(bytes, 30, used: &used) else { return used }
      let length = 30 + ZipNumber.read(held, at: 26, 2) + ZipNumber.read(held, at: 28, 2)
      guard gather(bytes, length, used: &used) else { return used }
      try begin(body, used: used)
    case 0x0201_4B50:
      guard gather(bytes, 46, used: &used) else { return used }
      let length =
        46 + ZipNumber.read(held, at: 28, 2) + ZipNumber.read(held, at: 30, 2)
        + ZipNumber.read(held, at: 32, 2)
      guard gather(bytes, length, used: &used) else { return used }
      guard directory.confirm(held) else { throw fault(.directoryDisagrees) }
      held.removeAll(keepingCapacity: true)
    case 0x0606_4B50:
      guard gather(bytes, 12, used: &used) else { return used }
      let length = ZipNumber.read(held, at: 4, 8)
      guard (44...1 << 16).contains(length) else { throw fault(.badSignature) }
      guard gather(bytes, 12 + length, used: &used) else { return used }
      guard directory.isWhole(count: ZipNumber.read(held, at: 32, 8)) else {
        throw fault(.directoryDisagrees)
      }
      held.removeAll(keepingCapacity: true)
    case 0x0706_4B50:
      guard gather(bytes, 20, used: &used) else { return used }
      held.removeAll(keepingCapacity: true)
    case 0x0605_4B50:
      guard gather(bytes, 22, used: &used) else { return used }
      guard gather(bytes, 22 + ZipNumber.read(held, at: 20, 2), used: &used) else { return used }
      let count = ZipNumber.read(held, at: 10, 2)
      guard directory.isWhole(count: count == 0xFFFF ? directory.count : count) else {
        throw fault(.directoryDisagrees)
      }
      held.removeAll(keepingCapacity: true)
      state = .over
    default: throw fault(.badSignature)
    }
    return used
  }

  /// Reads what stands behind the data of an entry (section 4.3.9), with or without its signature.
  mutating func readDescriptor(
    _ bytes: UnsafeRawBufferPointer, _ body: (Event) throws -> Void
  ) throws -> Int {
    var used = 0
    guard gather(bytes, 4, used: &used) else { return used }
    let start = ZipNumber.read(held, at: 0, 4) == 0x0807_4B50 ? 4 : 0
    let width = entry?.isWide ?? false ? 8 : 4
    guard gather(bytes, start + 4 + 2 * width, used: &used) else { return used }
    let sum = UInt32(truncatingIfNeeded: ZipNumber.read(held, at: start, 4))
    let packed = ZipNumber.read(held, at: start + 4, width)
    let size = ZipNumber.read(held, at: start + 4 + width, width)
    held.removeAll(keepingCapacity: true)
    try end(packed: packed, size: size, sum: sum, body)
    return used
  }
}

/// What was read of the entries, to be compared with the directory at the end of the archive.
struct ZipDirectory: Sendable {
  private struct Seen: Sendable {
    var name: String
    var packed = 0
    var size = 0
    var sum: UInt32 = 0
    var isConfirmed = false
  }

  private var names: Set<String> = []
  private var entries: [Int: Seen] = [:]
  private var confirmed = 0
  /// Whether a part of the directory has been read.
  private(set) var hasBegun = false

  /// How many entries were read.
  var count: Int { entries.count }

  /// Keeps an entry; `false` when its name is there already, however its letters are written.
  mutating func add(_ entry: ZipEntry) -> Bool {
    entries[entry.offset] = Seen(name: entry.name)
    return names.insert(entry.name.lowercased()).inserted
  }

  mutating func end(_ entry: ZipEntry, packed: Int, size: Int, sum: UInt32) {
    entries[entry.offset] = Seen(name: entry.name, packed: packed, size: size, sum: sum)
  }

  /// Whether a line of the directory (section 4.3.12) says the same of an entry that was read.
  mutating func confirm(_ line: [UInt8]) -> Bool {
    hasBegun = true
    let nameLength = ZipNumber.read(line, at: 28, 2)
    let extraLength = ZipNumber.read(line, at: 30, 2)
    var size = ZipNumber.read(line, at: 24, 4)
    var packed = ZipNumber.read(line, at: 20, 4)
    var offset = ZipNumber.read(line, at: 42, 4)
    let extra = line[(46 + nameLength)..<(46 + nameLength + extraLength)]
    let wants = [size, packed, offset].map { $0 == ZipEntry.full }
    if let wide = ZipNumber.wideSizes(in: extra, wants: wants) {
      size = wide[0] ?? size
      packed = wide[1] ?? packed
      offset = wide[2] ?? offset
    }
    guard let seen = entries[offset], !seen.isConfirmed, seen.size == size, seen.packed == packed,
      seen.sum == UInt32(truncatingIfNeeded: ZipNumber.read(line, at: 16, 4)),
      seen.name == String(decoding: line[46..<46 + nameLength], as: UTF8.self)
    else { return false }
    entries[offset]?.isConfirmed = true
    confirmed += 1
    return true
  }

  /// Whether the directory has named all entries.
  mutating func isWhole(count: Int) -> Bool {
    hasBegun = true
    return confirmed == entries.count && count == entries.count
  }
}
