import Glibc
public import Interference
import Ledger

/// Observations put aside by target until all are there, since what they say together depends on all:
/// as much of them as there is room for in memory, the rest in a file without a name.
///
/// The file is sealed with a key that this run of the program alone knows, and gone with it: what
/// volunteers measured leaves no trace on the disk.
public struct ObservationSpool: ~Copyable {
  /// So many parts, and as many again for messengers.
  private static let parts = 64

  private struct Chunk {
    var part: Int
    var offset: Int
    var count: Int
  }

  private var open: [PackedObservations]
  private var held = 0
  private let room: Int
  private var chunks: [Chunk] = []
  private var file: Int32 = -1
  private var end = 0
  private let seal = PassingSeal()
  private let folder: String
  private var names: [String] = []
  private var numbers: [String: Int] = [:]

  /// - Parameters:
  ///   - room: so many bytes at most are held in memory.
  ///   - folder: where the file goes, if one is needed.
  public init(room: Int = 16 << 20, folder: String = ObservationSpool.usualFolder) {
    self.room = room
    self.folder = folder
    open = Array(repeating: PackedObservations(), count: 2 * Self.parts)
  }

  deinit { if file >= 0 { close(file) } }

  /// Where the system wants large temporary files.
  public static var usualFolder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/var/tmp"
  }

  /// How many bytes were put into the file.
  public var bytesOnDisk: Int { end }

  /// Puts an observation aside.
  ///
  /// - Throws: `DiskError` where the file cannot be made or written.
  public mutating func add(_ observation: Observation, at place: MeasurementPlace) throws {
    let part = Self.part(of: observation)
    let before = open[part].bytes.count
    open[part].append(
      PlacedObservation(
        observation.withShortRun, file: number(of: place.source), line: place.line,
        column: place.column))
    held += open[part].bytes.count - before
    if held > room { try putAside() }
  }

  /// What the file of a placed observation is called.
  public func name(of row: PlacedObservation) -> String { names[row.file] }

  /// Calls `body` with rows, without copies, with bursts and outages judged; all rows of a target and a
  /// network come in one call, and the calls in no order.
  ///
  /// - Parameter isSlim: whether names of measurements may be left out, and evidence of what is not
  ///   blocked.
  /// - Returns: the judgement, which knows the copies that differ.
  /// - Throws: `DiskError`, or what `body` throws.
  public borrowing func judge(
    isSlim: Bool = false, _ body: ([Observation]) throws -> Void
  ) throws -> PartedJudgement {
    var parts = Set(chunks.map(\.part))
    for part in open.indices where !open[part].bytes.isEmpty { parts.insert(part) }
    let (open, chunks, seal, file) = (open, chunks, seal, file)
    var judgement = PartedJudgement(
      of: parts.sorted().map { .init(number: $0, hasMessengers: $0 >= Self.parts) },
      isSlim: isSlim,
      load: { part, body in
        for (number, chunk) in chunks.enumerated() where chunk.part == part {
          let bytes = try seal.opened(Self.read(chunk, of: file), number: number)
          try PackedObservations(packed: bytes).each(body)
        }
        try open[part].each(body)
      })
    try judgement.each(body)
    return judgement
  }

  private static func part(of observation: Observation) -> Int {
    // Any hash serves: parts are never told of.
    let place = Int(UInt(bitPattern: observation.target.hashValue) % UInt(parts))
    return observation.isOfMessenger ? parts + place : place
  }

  private mutating func number(of name: String) -> Int {
    // Rows of one file come together.
    if names.last == name { return names.count - 1 }
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }

  // MARK: The file

  private mutating func putAside() throws {
    if file < 0 { file = try Self.namelessFile(in: folder) }
    for part in open.indices where !open[part].bytes.isEmpty {
      let sealed = try seal.sealed(open[part].bytes, number: chunks.count)
      try Self.write(sealed, to: file, at: end, in: folder)
      chunks.append(Chunk(part: part, offset: end, count: sealed.count))
      end += sealed.count
      open[part].removeAll()
    }
    held = 0
  }

  private static func read(_ chunk: Chunk, of file: Int32) throws(DiskError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: chunk.count)
    var filled = 0
    while filled < bytes.count {
      let read = bytes.withUnsafeMutableBytes {
        pread(
          file, $0.baseAddress.map { $0 + filled }, $0.count - filled,
          off_t(chunk.offset + filled))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { throw DiskError("read", Self.called) }
      filled += read
    }
    return bytes
  }

  private static let called = "the file of observations put aside"

  private static func namelessFile(in folder: String) throws(DiskError) -> Int32 {
    var template = Array((folder + "/haidang-XXXXXX").utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw DiskError("create a temporary file in", folder) }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    return file
  }

  private static func write(
    _ bytes: [UInt8], to file: Int32, at offset: Int, in folder: String
  ) throws(DiskError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(
          file, $0.baseAddress.map { $0 + written }, $0.count - written, off_t(offset + written))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiskError("write a temporary file in", folder) }
      written += count
    }
  }
}
