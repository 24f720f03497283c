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
    var taken = 0
    while taken < bytes.count {
      var out = [UInt8](repeating: 0, count: Self.block)
      let (used, made, status) = step(bytes, from: taken, into: &out)
      taken += used
      count += made
      if made > 0 {
        out.removeLast(out.count - made)
        try body(out)
      }
      switch status {
      case Z_STREAM_END:
        isInside = false
        guard inflateReset(stream) == Z_OK else { throw Fault.noMemory }
      case Z_OK, Z_BUF_ERROR:
        isInside = true
        if used == 0, made == 0 { throw Fault.damaged(after: count) }
      default: throw Fault.damaged(after: count)
      }
    }
  }

  private mutating func step(
    _ bytes: [UInt8], from start: Int, into out: inout [UInt8]
  ) -> (used: Int, made: Int, status: Int32) {
    bytes.withUnsafeBufferPointer { input in
      out.withUnsafeMutableBufferPointer { output in
        let left = min(input.count - start, Int(UInt32.max))
        // zlib reads its input through a pointer that is not marked const.
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: input.baseAddress.map { $0 + start })
        stream.pointee.avail_in = UInt32(left)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let status = inflate(stream, Z_NO_FLUSH)
        return (
          left - Int(stream.pointee.avail_in), output.count - Int(stream.pointee.avail_out), status
        )
      }
    }
  }

  /// Ends the text.
  ///
  /// - Throws: `Fault.truncated` inside a member.
  public consuming func finish() throws(Fault) {
    if isInside { throw .truncated(after: count) }
  }
}
