import Bytes

/// An image file (W3C PNG, third edition) of one byte or less for each sample, not interlaced.
enum PNGFile {
  /// How the samples of a row are to be read.
  enum Colour: UInt8 {
    /// Indices into a palette.
    case palette = 3
    /// Red, green, blue and opacity.
    case full = 6
  }

  /// The file of rows without their filters.
  ///
  /// - Parameter palette: colours as 0xRRGGBB; empty where the samples are colours themselves.
  static func bytes(
    width: Int, height: Int, depth: UInt8, _ colour: Colour, palette: [UInt32] = [],
    rows: [[UInt8]]
  ) -> [UInt8] {
    var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = bigEndian(UInt32(width)) + bigEndian(UInt32(height))
    // Deflate, filters by row, no interlacing.
    append("IHDR", header + [depth, colour.rawValue, 0, 0, 0], to: &out)
    if !palette.isEmpty {
      append("PLTE", palette.flatMap { bigEndian($0).dropFirst() }, to: &out)
    }
    append("IDAT", compressed(rows), to: &out)
    append("IEND", [], to: &out)
    return out
  }

  /// The rows with the filter that suits them: steep lines are smaller as differences to the row
  /// above, all else as it is. A quick try tells which.
  private static func compressed(_ rows: [[UInt8]]) -> [UInt8] {
    var plain: [UInt8] = []
    var differences: [UInt8] = []
    var above = Array(repeating: UInt8(0), count: rows.first?.count ?? 0)
    for row in rows {
      plain.append(0)
      plain += row
      differences.append(2)
      for (byte, over) in zip(row, above) { differences.append(byte &- over) }
      above = row
    }
    let sizes = [plain, differences].map { Gzip.zlib($0, level: 5)?.count ?? 0 }
    let best = sizes[1] < sizes[0] ? differences : plain
    return Gzip.zlib(best) ?? stored(best)
  }

  /// The zlib form without compression (RFC 1950, RFC 1951 section 3.2.4), which needs no memory of
  /// zlib's own.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let count = min(bytes.count - start, 0xFFFF)
      let isLast = start + count == bytes.count
      out += [isLast ? 1 : 0, UInt8(count & 255), UInt8(count >> 8)]
      out += [UInt8(~count & 255), UInt8(~count >> 8 & 255)]
      out += bytes[start..<start + count]
      start += count
    } while start < bytes.count
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return out + bigEndian(high << 16 | low)
  }

  private static func append(_ name: StaticString, _ content: [UInt8], to out: inout [UInt8]) {
    var body: [UInt8] = []
    name.withUTF8Buffer { body.append(contentsOf: $0) }
    body += content
    out += bigEndian(UInt32(content.count)) + body + bigEndian(Gzip.crc32(body))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
