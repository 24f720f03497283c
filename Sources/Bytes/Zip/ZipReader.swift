/// Takes a ZIP archive (PKWARE APPNOTE.TXT 6.3.10) apart from its beginning, in pieces of any size.
///
/// Entries are read as they come, by their own heads; the directory at the end must say the same, so that what
/// other programs would take out of the archive is what was read. Memory stays the same whatever the entries
/// unpack to. Names are told and never opened.
public struct ZipReader: ~Copyable {
  /// What is met in the archive.
  public enum Event {
    /// An entry begins.
    case begin(ZipEntry)
    /// Its next bytes, unpacked. They lie there until the call returns.
    case bytes(UnsafeRawBufferPointer)
    /// It has ended, and its length and check sum are right.
    case end(ZipEntry)
  }

  /// What begins an archive with entries.
  public static let magic: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  enum State {
    case part
    case stored(left: Int)
    case deflated
    case descriptor
    case over
  }

  let limits: ZipLimits
  var state = State.part
  var held: [UInt8] = []
  /// Where the next byte stands in the archive.
  var place = 0
  var entry: ZipEntry?
  private var inflation: Inflation
  private var sum: UInt32 = 0
  private var size = 0
  private var packed = 0
  private var total = 0
  var directory = ZipDirectory()

  /// Makes a reader of one archive.
  ///
  /// - Parameter limits: how much an archive may hold before it is refused.
  public init(_ limits: ZipLimits = ZipLimits()) {
    self.limits = limits
    inflation = Inflation()
  }

  /// Reads the next bytes and tells `body` what is in them.
  ///
  /// - Throws: `ZipFault`, or what `body` throws; the reader is of no more use then.
  /// - Complexity: O(n) in the packed and unpacked bytes.
  public mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ body: (Event) throws -> Void
  ) throws {
    var rest = bytes
    while !rest.isEmpty {
      let used: Int
      switch state {
      case .part: used = try readPart(rest, body)
      case .stored(let left): used = try readStored(rest, left, body)
      case .deflated: used = try readDeflated(rest, body)
      case .descriptor: used = try readDescriptor(rest, body)
      case .over: throw fault(.trailing)
      }
      place += used
      rest = UnsafeRawBufferPointer(rebasing: rest[used...])
    }
  }

  /// Ends the archive.
  ///
  /// - Throws: `ZipFault` when it is not whole.
  public consuming func finish() throws(ZipFault) {
    guard case .over = state else { throw fault(.truncated) }
  }

  func fault(_ fault: ZipFault.Fault) -> ZipFault {
    ZipFault(fault, entry: entry?.name, offset: place)
  }

  /// Takes bytes until `count` are held; `true` when they are.
  mutating func gather(_ bytes: UnsafeRawBufferPointer, _ count: Int, used: inout Int) -> Bool {
    let more = min(max(0, count - held.count), bytes.count - used)
    held.append(contentsOf: bytes[used..<used + more])
    used += more
    return held.count >= count
  }

  mutating func begin(_ body: (Event) throws -> Void, used: Int) throws {
    let entry = try ZipEntry(head: held, offset: place + used - held.count)
    held.removeAll(keepingCapacity: true)
    self.entry = entry
    guard directory.add(entry) else { throw fault(.repeatedName) }
    guard directory.count <= limits.entries else {
      throw fault(.tooManyEntries(limit: limits.entries))
    }
    (sum, size, packed) = (0, 0, 0)
    try body(.begin(entry))
    if entry.method == 8 {
      inflation.reset()
      state = .deflated
    } else {
      guard let length = entry.packedSize else { throw fault(.unknownLength) }
      state = .stored(left: length)
      if length == 0 { try endData(body) }
    }
  }

  private mutating func readStored(
    _ bytes: UnsafeRawBufferPointer, _ left: Int, _ body: (Event) throws -> Void
  ) throws -> Int {
    let part = UnsafeRawBufferPointer(rebasing: bytes[..<min(left, bytes.count)])
    packed += part.count
    try tell(part, body)
    state = .stored(left: left - part.count)
    if left == part.count { try endData(body) }
    return part.count
  }

  private mutating func readDeflated(
    _ bytes: UnsafeRawBufferPointer, _ body: (Event) throws -> Void
  ) throws -> Int {
    var used = 0
    while used < bytes.count {
      let step: (used: Int, made: UnsafeRawBufferPointer, isAtEnd: Bool)
      do {
        step = try inflation.step(UnsafeRawBufferPointer(rebasing: bytes[used...]))
      } catch { throw fault(error) }
      used += step.used
      packed += step.used
      try tell(step.made, body)
      if step.isAtEnd {
        try endData(body)
        break
      }
      guard step.used > 0 || !step.made.isEmpty else { throw fault(.damaged) }
    }
    return used
  }

  private mutating func tell(
    _ made: UnsafeRawBufferPointer, _ body: (Event) throws -> Void
  ) throws {
    guard !made.isEmpty else { return }
    size += made.count
    total += made.count
    guard total <= limits.bytes else { throw fault(.tooLarge(limit: limits.bytes)) }
    guard size <= limits.freeBytes || size / limits.ratio <= packed else {
      throw fault(.tooDense(limit: limits.ratio))
    }
    if let whole = entry?.size, size > whole { throw fault(.wrongLength) }
    sum = Inflation.sum(sum, made)
    try body(.bytes(made))
  }

  /// The data are over: what the head says of them must be right, or stands behind them.
  private mutating func endData(_ body: (Event) throws -> Void) throws {
    guard let entry, !entry.hasDescriptor else {
      state = .descriptor
      return
    }
    try end(packed: entry.packedSize ?? 0, size: entry.size ?? 0, sum: entry.sum ?? 0, body)
  }

  mutating func end(
    packed: Int, size: Int, sum: UInt32, _ body: (Event) throws -> Void
  ) throws {
    guard packed == self.packed, size == self.size else { throw fault(.wrongLength) }
    guard sum == self.sum else { throw fault(.wrongSum) }
    guard let entry else { return }
    directory.end(entry, packed: packed, size: size, sum: sum)
    self.entry = nil
    state = .part
    try body(.end(entry))
  }
}
