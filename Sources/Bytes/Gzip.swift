internal import CZlib

/// Gzip members (RFC 1952) whose bytes depend on the input alone: no name, no time of making.
public enum Gzip {
  /// The compressed form of `bytes`.
  ///
  /// - Parameter level: 1, fast, to 9, small.
  /// - Returns: `nil` only when zlib has no memory left.
  public static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8]? {
    deflated(bytes, level: level, windowBits: 15 + 16)
  }

  /// The zlib form (RFC 1950) of `bytes`, as PNG wants it.
  public static func zlib(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8]? {
    deflated(bytes, level: level, windowBits: 15)
  }

  /// The CRC-32 of `bytes` (ISO 3309), as PNG wants it.
  public static func crc32(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: CZlib.crc32(0, buffer.baseAddress, UInt32(buffer.count)))
    }
  }

  private static func deflated(_ bytes: [UInt8], level: Int32, windowBits: Int32) -> [UInt8]? {
    var stream = z_stream()
    guard haidang_deflateInit(&stream, level, windowBits) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var out = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let isWhole = bytes.withUnsafeBufferPointer { input in
      out.withUnsafeMutableBufferPointer { output in
        // zlib reads its input through a pointer that is not marked const.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
    }
    guard isWhole else { return nil }
    out.removeLast(out.count - Int(stream.total_out))
    return out
  }
}
