import ArgumentParser
import Bytes
import Glibc
import Transparency

/// `bench statements FILE…`: how fast EU statements of reasons are counted by groups.
struct StatementsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements",
    abstract: "Counts EU statements of reasons by groups, and measures it.")

  @Argument(help: "Tables, or daily archives of them.")
  var files: [String]
  @Option(help: "Columns to count by, with commas between; each:COLUMN counts each code of a list.")
  var by =
    "platform_name,category,decision_ground,source_type,automated_detection,automated_decision"
  @Option(help: "How many threads a plain table is counted on.")
  var threads = 1
  @Option(
    help:
      "Bytes of a piece of a plain table that is counted on several threads."
  )
  var piece = 32 << 20
  @Flag(help: "Print the groups as lines with tabs, and the figures on standard error.")
  var groups = false

  func run() async throws {
    let start = (cpu: Watch.cpuSeconds, wall: ContinuousClock.now)
    var counts = StatementCounts()
    var bytes = 0
    for file in files {
      let (some, size) = try await count(file)
      counts = files.count == 1 ? some : counts.adding(some)
      bytes += size
    }
    let cpu = Watch.cpuSeconds - start.cpu
    let wall = start.wall.duration(to: .now)
    let figures =
      "\(counts.rows) rows, \(bytes) bytes, \(counts.groups.count) groups, "
      + "\(counts.misshapen.count) misshapen; \(cpu) CPU s, \(wall) wall, "
      + "\(Int(Double(counts.rows) / cpu)) rows per CPU s, "
      + "\(Int(Double(bytes) / cpu / 1e6)) MB per CPU s, peak \(Watch.peakMegabytes) MB"
    if groups {
      for group in counts.groups {
        print((group.texts + ["\(group.count)"]).joined(separator: "\t"))
      }
      Watch.note(figures)
    } else {
      print(figures)
    }
  }

  private var query: StatementQuery {
    StatementQuery(
      by.split(separator: ",").map { name in
        name.hasPrefix("each:") ? .each(String(name.dropFirst(5))) : .column(String(name))
      })
  }

  private func count(_ path: String) async throws -> (StatementCounts, Int) {
    let file = try OpenFile(path)
    if try file.bytes(at: 0, count: 4) == ZipReader.magic { return try Self.archive(file, query) }
    if threads > 1 { return (try await count(file), file.size) }
    return (try Self.table(file, query), file.size)
  }

  // Not async: values that cannot be copied bring the compiler down there (Swift 6.3.1).
  @inline(never)
  private static func archive(_ file: OpenFile, _ query: StatementQuery) throws -> (
    StatementCounts, Int
  ) {
    var archive = StatementArchive(query)
    try file.read(from: 0) { bytes in
      try archive.read(bytes)
      return true
    }
    let result = try archive.finish()
    return (result.counts, result.tableBytes)
  }

  private static func table(_ file: OpenFile, _ query: StatementQuery) throws -> StatementCounts {
    var counter = StatementCounter(query)
    try file.read(from: 0) { bytes in
      try counter.read(bytes)
      return true
    }
    return try counter.finish()
  }

  /// Counts a plain table on several threads, piece by piece.
  private func count(_ file: OpenFile) async throws -> StatementCounts {
    var counter = StatementCounter(query)
    var place = 0
    try file.read(from: 0, by: 4096) { bytes in
      try counter.read(bytes)
      place += bytes.count
      return counter.header == nil
    }
    guard let header = counter.header else { return try counter.finish() }
    let query = query
    let first = try file.bytes(at: 0, count: place).firstIndex(of: 0x0A).map { $0 + 1 } ?? place
    let piece = max(1, piece)
    let ends = Array(stride(from: first + piece, to: file.size, by: piece)) + [Int.max]
    let starts = [first] + ends.dropLast()
    let lanes = threads
    let results = try await withThrowingTaskGroup(of: (Int, StatementPiece.Result).self) { group in
      func begin(_ index: Int) {
        group.addTask {
          let piece =
            index == 0
            ? StatementPiece(query, header: header, from: first, until: ends[0])
            : StatementPiece(query, header: header, guess: starts[index], until: ends[index])
          let start = starts[index] - (index == 0 ? 0 : 1)
          return (index, try Self.read(piece, of: file, from: start))
        }
      }
      // Whoever is done takes the next piece: a thread that the machine slows down holds up none.
      for index in starts.indices.prefix(lanes) { begin(index) }
      var results: [(Int, StatementPiece.Result)] = []
      while let result = try await group.next() {
        results.append(result)
        let next = results.count - 1 + lanes
        if next < starts.count { begin(next) }
      }
      return results
    }
    var pieces = results.sorted { $0.0 < $1.0 }.map(\.1)
    while true {
      switch try StatementPiece.join(pieces) {
      case .counts(let counts): return counts
      case .recount(let index, let start):
        let piece = StatementPiece(query, header: header, from: start, until: ends[index])
        pieces[index] = try Self.read(piece, of: file, from: start)
      }
    }
  }

  private static func read(
    _ piece: StatementPiece, of file: OpenFile, from start: Int
  ) throws -> StatementPiece.Result {
    var piece = piece
    try file.read(from: start) { bytes in
      piece.read(bytes)
      return !piece.isDone
    }
    return piece.finish()
  }
}

/// A file that several threads read.
private final class OpenFile: Sendable {
  let size: Int
  private let descriptor: Int32
  private let path: String

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw File.Fault(path: path) }
    size = Int(lseek(descriptor, 0, SEEK_END))
  }

  deinit { close(descriptor) }

  func bytes(at place: Int, count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let read = pread(descriptor, buffer.baseAddress, count, place)
      guard read >= 0 else { throw File.Fault(path: path) }
      filled = read
    }
  }

  /// Reads on from a place as long as `body` wants more.
  func read(
    from start: Int, by step: Int = 1 << 18, _ body: (UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 64)
    defer { buffer.deallocate() }
    var place = start
    while true {
      let count = pread(descriptor, buffer.baseAddress, step, place)
      guard count >= 0 else { throw File.Fault(path: path) }
      guard count > 0, try body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return }
      place += count
    }
  }
}
