internal import CZlib

/// Takes gzip members (RFC 1952) apart, in pieces of any size; several in a row are one text.
///
/// Memory stays the same whatever the text expands to: what has been unpacked is handed on in blocks.
public struct GzipReader: ~Copyable {
  /// Why a text is not gzip, or is damaged.
  public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The bytes are no gzip member; how many unpacked bytes came before.
    case damaged(after: Int)
    /// The text ends inside a member.
    case truncated(after: Int)
    /// zlib has no memory left.
    case noMemory

    /// What is wrong.
    public var description: String {
      switch self {
      case .damaged(let count): "the compressed data are damaged after \(count) unpacked bytes"
      case .truncated(let count): "the compressed data end too early, after \(count) unpacked bytes"
      case .noMemory: "no memory is left to unpack"
      }
    }
  }

  /// What begins a gzip member.
  public static let magic: [UInt8] = [0x1F, 0x8B]

  private static let block = 1 << 18

  // zlib keeps the address of its stream: it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInside = false
  private var count = 0
  /// What is thrown after the block that came before it: a text whose sum is wrong at the end is whole.
  private var due: Fault?

  /// Makes a reader.
  ///
  /// - Throws: `Fault.noMemory`.
  public init() throws(Fault) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard haidang_inflateInit(stream, 15 + 16) == Z_OK else { throw .noMemory }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks the next bytes and hands them to `body` in blocks.
  ///
  /// - Throws: `Fault`, or what `body` throws.
  public mutating func read(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) throws {
    var place = 0
    while let block = try next(of: bytes, from: &place) { try body(block) }
  }

  /// Unpacks one block out of `bytes`, for callers who ask for blocks when they want them. What could be
  /// unpacked before damage is given first.
  ///
  /// - Parameter place: Where to go on in `bytes`; it is moved to where the next call goes on.
  /// - Returns: A block that is not empty, or `nil` when `bytes` are used up.
  /// - Throws: `Fault`.
  public mutating func next(of bytes: [UInt8], from place: inout Int) throws(Fault) -> [UInt8]? {
    if let due { throw due }
    while place < bytes.count {
      var (used, made, status): (Int, Int, Int32) = (0, 0, Z_OK)
      let block = [UInt8](unsafeUninitializedCapacity: Self.block) { output, filled in
        (used, made, status) = step(bytes, from: place, into: output)
        filled = made
      }
      place += used
      count += made
      switch status {
      case Z_STREAM_END:
        isInside = false
        guard inflateReset(stream) == Z_OK else { throw .noMemory }
      case Z_OK, Z_BUF_ERROR:
        isInside = true
        if used == 0, made == 0 { throw .damaged(after: count) }
      default:
        guard made > 0 else { throw .damaged(after: count) }
        due = .damaged(after: count)
      }
      if made > 0 { return block }
    }
    return nil
  }

  private mutating func step(
    _ bytes: [UInt8], from start: Int, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (used: Int, made: Int, status: Int32) {
    bytes.withUnsafeBufferPointer { input in
      let left = min(input.count - start, Int(UInt32.max))
      // zlib reads its input through a pointer that is not marked const.
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + start })
      stream.pointee.avail_in = UInt32(left)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      let status = inflate(stream, Z_NO_FLUSH)
      return (
        left - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out), status
      )
    }
  }

  /// Ends the text.
  ///
  /// - Throws: `Fault.truncated` inside a member.
  public consuming func finish() throws(Fault) {
    if let due { throw due }
    if isInside { throw .truncated(after: count) }
  }
}
