import Bytes
import Glibc
import Ledger

/// The append-only file of acts: the truth of an observatory.
///
/// Entries stand one to a line in segments named by month, `journal/2026-11.jsonl`. A segment is
/// only ever appended to; a clock that runs backwards goes on in the newest segment.
struct Journal: Sendable {
  /// The folder of the segments.
  let folder: String

  /// The longest line that is read, in bytes: room for the largest record and then some.
  static let longestLine = 16 << 20

  /// Where the journal stands.
  struct End: Sendable, Hashable {
    /// How many entries it holds.
    var count = 0
    /// The time of the last one.
    var time: Int64 = .min
    /// The newest segment's name, if there is one.
    var segment: String?
    /// Bytes after the last whole line of the newest segment: a write that was cut off.
    var tornBytes = 0
  }

  /// The names of the segments, oldest first.
  func segments() throws(DiskError) -> [String] {
    try Disk.names(in: folder).filter { $0.hasSuffix(".jsonl") }
  }

  /// Finds the end by reading the tail of the newest segment.
  ///
  /// - Complexity: O(length of the last entry).
  func end() throws -> End {
    var end = End()
    for name in try segments().reversed() {
      let torn = try readTail(of: name, into: &end)
      if end.segment == nil {
        end.segment = name
        end.tornBytes = torn
      }
      if end.count > 0 { break }
    }
    return end
  }

  /// Reads the last whole line of a segment; returns the bytes after it.
  private func readTail(of name: String, into end: inout End) throws -> Int {
    let path = "\(folder)/\(name)"
    var status = stat()
    guard stat(path, &status) == 0 else { throw DiskError("read", path) }
    let size = Int(status.st_size)
    var span = 1 << 16
    while true {
      let start = max(0, size - span)
      let tail = try Disk.read(path, from: start, count: size - start)
      guard let lineEnd = tail.lastIndex(of: 0x0A) else {
        if start == 0 { return size }
        guard span < Self.longestLine else { throw fault(name, 0, .tooLong) }
        span *= 4
        continue
      }
      let before = tail[..<lineEnd].lastIndex(of: 0x0A)
      if before == nil, start > 0, span < Self.longestLine {
        span *= 4
        continue
      }
      let entry = try parsed(tail[(before.map { $0 + 1 } ?? 0)..<lineEnd], name, 0)
      end.count = entry.index + 1
      end.time = entry.time
      return tail.count - lineEnd - 1
    }
  }

  private func fault(_ name: String, _ line: Int, _ reason: JournalFault.Reason) -> JournalFault {
    JournalFault(file: "\(folder)/\(name)", line: line, reason: reason)
  }

  private func parsed(
    _ line: ArraySlice<UInt8>, _ name: String, _ number: Int
  ) throws(JournalFault) -> JournalEntry {
    do { return try JournalEntry(line: line) } catch { throw fault(name, number, error) }
  }

  /// Cuts off what a killed write left after the last whole line.
  func dropTornTail(_ end: End) throws(DiskError) {
    guard end.tornBytes > 0, let segment = end.segment else { return }
    let path = "\(folder)/\(segment)"
    var status = stat()
    guard stat(path, &status) == 0, truncate(path, status.st_size - end.tornBytes) == 0 else {
      throw DiskError("repair", path)
    }
    try Disk.syncFolder(of: path)
  }

  /// Appends whole lines, durable when this returns; on failure the file is as before.
  func append(_ lines: [[UInt8]], to segment: String) throws(DiskError) {
    let path = "\(folder)/\(segment)"
    let isNew = !Disk.exists(path)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw DiskError("write", path) }
    defer { close(file) }
    let before = lseek(file, 0, SEEK_END)
    var block: [UInt8] = []
    block.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for line in lines {
      block.append(contentsOf: line)
      block.append(0x0A)
    }
    do throws(DiskError) {
      FaultPoint.reached("journal.append.first")
      try Disk.append(block.prefix(block.count / 2), to: file, path)
      FaultPoint.reached("journal.append.half")
      try Disk.append(block.suffix(from: block.count / 2), to: file, path)
      FaultPoint.reached("journal.append.whole")
      guard fsync(file) == 0 else { throw DiskError("write", path) }
      if isNew { try Disk.syncFolder(of: path) }
    } catch {
      // The old state must stand: cut off what was written of the new one.
      _ = ftruncate(file, before)
      throw error
    }
    FaultPoint.reached("journal.append.durable")
  }

  /// Calls `body` with each entry from `first` on, its line, and checks their order.
  ///
  /// - Complexity: O(bytes of the segments that hold them); memory of one block.
  func each(
    from first: Int = 0, _ body: (JournalEntry, _ line: ArraySlice<UInt8>) throws -> Void
  ) throws {
    var next: Int?
    var lastTime = Int64.min
    let names = try segments()
    for (position, name) in names.enumerated() {
      if position + 1 < names.count, let start = try firstIndex(of: names[position + 1]),
        start <= first
      {
        continue
      }
      try eachLine(of: name, isLast: position + 1 == names.count) { line, number in
        let entry = try parsed(line, name, number)
        let expected = next ?? entry.index
        guard entry.index == expected, next != nil || entry.index <= first else {
          throw fault(name, number, .outOfOrder(expected: expected, found: entry.index))
        }
        guard entry.time >= lastTime else { throw fault(name, number, .earlierThanBefore) }
        next = expected + 1
        lastTime = entry.time
        if entry.index >= first { try body(entry, line) }
      }
    }
  }

  private func firstIndex(of name: String) throws -> Int? {
    var span = 1 << 16
    while span <= Self.longestLine {
      let head = try Disk.read("\(folder)/\(name)", from: 0, count: span)
      if let end = head.firstIndex(of: 0x0A) { return try parsed(head[..<end], name, 1).index }
      if head.count < span { return nil }
      span *= 4
    }
    throw fault(name, 1, .tooLong)
  }

  private func eachLine(
    of name: String, isLast: Bool, _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) throws {
    let path = "\(folder)/\(name)"
    var held: [UInt8] = []
    var offset = 0
    var number = 0
    while true {
      let block = try Disk.read(path, from: offset, count: 4 << 20)
      offset += block.count
      held.append(contentsOf: block)
      var start = 0
      while let end = held[start...].firstIndex(of: 0x0A) {
        number += 1
        try body(held[start..<end], number)
        start = end + 1
      }
      held.removeFirst(start)
      guard held.count < Self.longestLine else { throw fault(name, number + 1, .tooLong) }
      if block.isEmpty { break }
    }
    // Only the newest segment may end in a cut-off write, which opening for writing repairs.
    guard held.isEmpty || isLast else { throw fault(name, number + 1, .torn) }
  }
}
