internal import CZstd

/// Takes Zstandard frames (RFC 8878) apart, in pieces of any size; several in a row are one text.
///
/// Memory stays the same whatever the text expands to: what has been unpacked is handed on in
/// blocks, and a frame that asks for a larger window than ``largestWindow`` is refused.
public struct ZstdReader: ~Copyable {
  /// Why a text is not Zstandard, or is damaged. Offsets count packed bytes from 0.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The block that begins at `at` is none, or its sum is wrong; what the library says of it.
    case damaged(at: Int, String)
    /// The text ends at `at`, inside a frame.
    case truncated(at: Int)
    /// The frame at `at` wants to look back further than ``largestWindow``.
    case windowTooLarge(at: Int)
    /// The library has no memory left.
    case noMemory

    /// What is wrong.
    public var description: String {
      switch self {
      case .damaged(let offset, let why):
        "the compressed data are damaged at byte \(offset): \(why)"
      case .truncated(let offset): "the compressed data end too early, at byte \(offset)"
      case .windowTooLarge(let offset):
        "the compressed data at byte \(offset) need a window of more than 128 MiB; "
          + "pack them again without --long"
      case .noMemory: "no memory is left to unpack"
      }
    }
  }

  /// How far back a frame may refer, in bytes: what `zstd` itself allows unless told otherwise.
  public static let largestWindow = 1 << 27

  /// Whether `bytes` begin like a frame, or like one of those that programs skip (RFC 8878,
  /// section 3.1.2), with which parallel packers begin a file.
  public static func begins(_ bytes: some Collection<UInt8>) -> Bool {
    let head = Array(bytes.prefix(4))
    return head == [0x28, 0xB5, 0x2F, 0xFD]
      || head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18]
  }

  private static let block = 1 << 17

  private let stream: OpaquePointer
  private var isInside = false
  private var consumed = 0
  /// Whether a block was filled to its end, so that the library may have kept some.
  private var mayHoldMore = false
  /// How many bytes the library wants next: up to the end of a block, so that faults have a place.
  private var wanted = 1

  /// Makes a reader.
  ///
  /// - Throws: `Fault.noMemory`.
  public init() throws(Fault) {
    guard let made = ZSTD_createDStream() else { throw .noMemory }
    stream = made
    let log = Int32(Self.largestWindow.trailingZeroBitCount)
    // Both only fail for a value out of bounds or in the middle of a frame.
    _ = ZSTD_DCtx_setParameter(made, ZSTD_d_windowLogMax, log)
    wanted = max(1, ZSTD_initDStream(made))
  }

  deinit { ZSTD_freeDStream(stream) }

  /// Unpacks the next bytes and hands them to `body` in blocks.
  ///
  /// - Throws: `Fault`, or what `body` throws; the reader is of no more use then.
  public mutating func read(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
    var place = 0
    while let block = try next(of: bytes, from: &place) { try body(block) }
  }

  /// Unpacks one block out of `bytes`, for callers who ask for blocks when they want them.
  ///
  /// - Parameter place: Where to go on in `bytes`; it is moved to where the next call goes on.
  /// - Returns: A block that is not empty, or `nil` when `bytes` are used up.
  /// - Throws: `Fault`; the reader is of no more use then.
  public mutating func next(of bytes: [UInt8], from place: inout Int) throws(Fault) -> [UInt8]? {
    while place < bytes.count || mayHoldMore {
      var (used, status) = (0, 0)
      let end = place + min(wanted, bytes.count - place)
      let block = [UInt8](unsafeUninitializedCapacity: Self.block) { output, made in
        (used, made, status) = step(bytes, place..<end, into: output)
      }
      if ZSTD_isError(status) != 0 { throw fault(status) }
      place += used
      consumed += used
      isInside = status != 0
      wanted = isInside ? status : 1
      mayHoldMore = isInside && block.count == Self.block
      if !block.isEmpty { return block }
    }
    return nil
  }

  private func step(
    _ bytes: [UInt8], _ part: Range<Int>, into out: UnsafeMutableBufferPointer<UInt8>
  ) -> (used: Int, made: Int, status: Int) {
    bytes.withUnsafeBufferPointer { buffer in
      var input = ZSTD_inBuffer(
        src: buffer.baseAddress.map { $0 + part.lowerBound }, size: part.count, pos: 0)
      var output = ZSTD_outBuffer(dst: out.baseAddress, size: out.count, pos: 0)
      let status = ZSTD_decompressStream(stream, &output, &input)
      return (input.pos, output.pos, status)
    }
  }

  private func fault(_ status: Int) -> Fault {
    switch ZSTD_getErrorCode(status) {
    case ZSTD_error_frameParameter_windowTooLarge: .windowTooLarge(at: consumed)
    case ZSTD_error_memory_allocation: .noMemory
    default: .damaged(at: consumed, String(cString: ZSTD_getErrorName(status)))
    }
  }

  /// Ends the text.
  ///
  /// - Throws: `Fault.truncated` inside a frame.
  public consuming func finish() throws(Fault) {
    if isInside { throw .truncated(at: consumed) }
  }
}
