internal import Synchronization
internal import Signals

/// Reads logs with as many threads as one likes and gives their requests to one engine, in the order of the lines: what is
/// found hangs on the bytes alone, not on the number of threads.
///
/// The room has no threads and no files: callers give a closure that fills buffers, and call ``work()`` from each thread.
public final class LogPipeline: Sendable {
  /// How a file went.
  public struct FileReport: Sendable, Hashable {
    /// The shape of its lines; `nil` when no line had a known one.
    public var format: LogFormat?
    /// How many lines it has.
    public var lines = 0
    /// How many bytes it has, unpacked.
    public var bytes = 0
    /// What was wrong with lines.
    public var faults = LineFaults()
    /// Whether the file ends inside a line.
    public var endsInLine = false
  }

  /// Fills a buffer with the next bytes, and says how many; 0 at the end.
  public typealias Source = @Sendable (UnsafeMutableRawBufferPointer) -> Int

  private static let blockSize = 256 << 10

  private struct Input: Sendable {
    var source: Source?
    var carry: [UInt8] = []
    var number = 0
    var format: LogFormat?
    var isSkipping = false
    /// The one reader of a log whose lines hang on those before.
    var sequential: SequentialReader?
  }

  private struct Piece: Sendable {
    var number: Int
    var bytes: [UInt8]
    var chunk: LogChunk
  }

  private struct Output: Sendable {
    var engine: SiteEngine
    var next = 0
    var report = FileReport()
  }

  private let options: LogReadingOptions
  private let input = Mutex(Input())
  private let waiting = Mutex<[Int: Piece]>([:])
  private let output: Mutex<Output>

  /// Starts with an engine that has seen nothing, or goes on with one.
  public init(_ engine: SiteEngine, _ options: LogReadingOptions) {
    self.options = options
    output = Mutex(Output(engine: engine))
  }

  /// Begins a file.
  public func begin(_ source: @escaping Source) {
    input.withLock { input in
      input = Input()
      input.source = source
      input.format = options.format
    }
    output.withLock { output in
      output.next = 0
      output.report = FileReport()
    }
  }

  /// Reads until the file ends; several threads may call it at the same time.
  public func work() {
    var reader: ChunkReader?
    var spare: [LogChunk] = []
    while let (bytes, number, format, done) = nextPiece() {
      var chunk = done ?? spare.popLast() ?? LogChunk()
      if done == nil {
        if reader?.format != format { reader = ChunkReader(options, format: format) }
        bytes.withUnsafeBytes { reader?.read($0, into: &chunk) }
        readAgain(bytes, &chunk)
      }
      let piece = Piece(number: number, bytes: bytes, chunk: chunk)
      let isBehind = waiting.withLock { waiting in
        waiting[number] = piece
        return waiting.count > 4
      }
      drain(mustWait: isBehind, &spare)
    }
    drain(mustWait: true, &spare)
  }

  /// A piece most of whose lines are of another shape is read again in that shape.
  private func readAgain(_ bytes: [UInt8], _ chunk: inout LogChunk) {
    guard options.format == nil, chunk.lines >= 20, chunk.faults.rejected * 2 > chunk.lines else {
      return
    }
    bytes.withUnsafeBytes { buffer in
      guard let other = LogFormat.detect(buffer), other != .fields else { return }
      var again = LogChunk()
      var reader = ChunkReader(options, format: other)
      reader.read(buffer, into: &again)
      if again.faults.rejected < chunk.faults.rejected { chunk = again }
    }
  }

  /// Gives the engine what is next in order. Who finds it at work goes on reading, unless too much waits.
  private func drain(mustWait: Bool, _ spare: inout [LogChunk]) {
    func give(_ output: inout Output) {
      while let piece = waiting.withLock({ $0.removeValue(forKey: output.next) }) {
        piece.bytes.withUnsafeBytes { output.engine.ingest(piece.chunk, from: $0) }
        output.report.faults.add(
          piece.chunk.faults, lines: output.report.lines, bytes: output.report.bytes)
        output.report.lines += piece.chunk.lines
        output.report.bytes += piece.chunk.byteCount
        output.next += 1
        if spare.count < 2 { spare.append(piece.chunk) }
      }
    }
    if mustWait {
      output.withLock { give(&$0) }
    } else {
      _ = output.withLockIfAvailable { give(&$0) }
    }
  }

  private func nextPiece() -> ([UInt8], Int, LogFormat, LogChunk?)? {
    input.withLock { input in
      while true {
        guard let bytes = Self.fill(&input) else { return nil }
        if input.format == nil {
          input.format = bytes.withUnsafeBytes { LogFormat.detect($0) }
          if let found = input.format {
            output.withLock { output in
              output.engine.format = found
              output.report.format = found
            }
          }
        }
        // Lines of no known shape are counted as what the commonest shape makes of them.
        let format = input.format ?? .common
        let number = input.number
        input.number += 1
        guard format == .fields else { return (bytes, number, format, nil) }
        var chunk = LogChunk()
        if input.sequential == nil { input.sequential = SequentialReader(options) }
        bytes.withUnsafeBytes { input.sequential?.reader.read($0, into: &chunk) }
        return (bytes, number, format, chunk)
      }
    }
  }

  /// The next bytes up to an end of line.
  private static func fill(_ input: inout Input) -> [UInt8]? {
    guard let source = input.source else { return nil }
    while true {
      let held = input.carry.count
      var isEnd = false
      var bytes = [UInt8](unsafeUninitializedCapacity: held + blockSize) { buffer, count in
        _ = buffer.update(fromContentsOf: input.carry)
        let room = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[held...])
        let read = min(room.count, max(0, source(room)))
        isEnd = read == 0
        count = held + read
      }
      input.carry = []
      if isEnd {
        input.source = nil
        return bytes.isEmpty || input.isSkipping ? nil : bytes
      }
      if input.isSkipping {
        guard let end = bytes.firstIndex(of: 0x0A) else { continue }
        bytes.removeSubrange(...end)
        input.isSkipping = false
      }
      guard let last = bytes.lastIndex(of: 0x0A) else {
        input.carry = bytes
        // A line longer than any is handed on as it is, and the rest of it left out.
        if bytes.count > ChunkReader.longestLine * 2 {
          input.carry = []
          input.isSkipping = true
          return bytes
        }
        continue
      }
      input.carry = Array(bytes[(last + 1)...])
      bytes.removeSubrange((last + 1)...)
      return bytes
    }
  }

  /// How the file went.
  public func endFile() -> FileReport { output.withLock { $0.report } }

  /// Ends all: closes what is open, and says what was found.
  public func finish() -> SiteReport { output.withLock { $0.engine.finish() } }

  /// The engine as it stands.
  public var engine: SiteEngine { output.withLock { $0.engine } }
}

/// A reader that stays behind one lock.
///
/// Unchecked, because a reader holds memory of its own that it writes to: it is made and used under the lock of the input alone,
/// and no copy of it leaves that.
private struct SequentialReader: @unchecked Sendable {
  var reader: ChunkReader
  init(_ options: LogReadingOptions) { reader = ChunkReader(options, format: .fields) }
}
