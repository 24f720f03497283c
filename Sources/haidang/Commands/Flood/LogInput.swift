import Bytes
import Flood
import Glibc
import Observatory
import Signals
import Synchronization

/// A log that was named, with its beginning.
struct LogInput {
  /// The path; `nil` for standard input.
  var path: String?
  /// Its first bytes, unpacked; empty for standard input.
  var head: [UInt8] = []
  /// The time of its first line that can be read, in milliseconds since 1970.
  var first: Int64?

  private static let headSize = 64 << 10

  /// What it is called.
  var name: String { path.map(PathText.shown) ?? "-" }

  /// The logs in the order of their first lines, whatever the order of their names: `access.log` comes after
  /// `access.log.2.gz`. Those without a line that can be read stay where they were named, at the end.
  ///
  /// - Throws: `DiskError` for one that cannot be opened.
  static func all(_ paths: [String]) throws -> [LogInput] {
    let inputs = try paths.map { path in
      guard path != "-" else { return LogInput() }
      let head = try UnpackedFile.head(of: path, count: headSize)
      return LogInput(path: path, head: head, first: firstTime(in: head))
    }
    return inputs.enumerated().sorted {
      ($0.element.first ?? .max, $0.offset) < ($1.element.first ?? .max, $1.offset)
    }.map(\.element)
  }

  private static func firstTime(in head: [UInt8]) -> Int64? {
    head.withUnsafeBytes { bytes in
      guard let format = LogFormat.detect(bytes) else { return nil }
      var chunk = LogChunk()
      var reader = ChunkReader(
        LogReadingOptions(hash: KeyedHash(key: (0, 0))), format: format)
      reader.read(bytes, into: &chunk)
      return chunk.requests.first?.milliseconds
    }
  }
}

/// Fills buffers with the bytes of a log, for whichever thread asks.
final class LogSource: Sendable {
  private struct State: ~Copyable {
    /// `nil` for standard input, and after damage.
    var file: UnpackedFile?
    var block: [UInt8] = []
    var place = 0
    var damage: String?
  }

  private let state: Mutex<State>
  private let isStream: Bool

  /// - Throws: `DiskError`.
  init(_ input: LogInput) throws {
    isStream = input.path == nil
    if let path = input.path {
      state = Mutex(State(file: try UnpackedFile(path)))
    } else {
      state = Mutex(State(file: nil))
    }
  }

  /// Why the log ended before its end; `nil` where it did not.
  var damage: String? { state.withLock { $0.damage } }

  /// Fills a buffer, and says with how many bytes; 0 at the end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isStream else { return Self.read(buffer) }
    let room = buffer.count
    let (block, range) = state.withLock { state in Self.take(room, of: &state) }
    block.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
    return range.count
  }

  /// A block, and what of it comes next.
  private static func take(_ most: Int, of state: inout State) -> ([UInt8], Range<Int>) {
    while state.place == state.block.count {
      do {
        guard let next = try state.file?.next() else { return ([], 0..<0) }
        state.block = next
        state.place = 0
      } catch {
        // What was unpacked before the damage counts.
        state.damage = "\(error)"
        state.file = nil
        return ([], 0..<0)
      }
    }
    let range = state.place..<min(state.block.count, state.place + most)
    state.place = range.upperBound
    return (state.block, range)
  }

  private static func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      return max(0, count)
    }
  }
}
