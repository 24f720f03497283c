import Bytes

/// A chart as a palette PNG (colour type 3; W3C PNG, third edition) of 720 by 320 pixels, for
/// readers whose browser shows no SVG, such as Tor Browser at its safest level.
public enum ChartPNG {
  /// The file of a chart; the same chart has the same bytes.
  ///
  /// A chart of at most three series has 4 bits for each pixel, another has 8. A series of sixty
  /// numbers takes at most 8 KB whatever its shape; several that cross at every step take more.
  ///
  /// - Complexity: O(pixels that are painted).
  public static func bytes(of chart: Chart) -> [UInt8] {
    let raster = ChartRaster(ChartLayout(chart))
    let depth: UInt8 = raster.palette.count <= 16 ? 4 : 8
    var out: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = bigEndian(UInt32(raster.width)) + bigEndian(UInt32(raster.height))
    // Colour type 3, deflate, filters by row, no interlacing.
    append("IHDR", header + [depth, 3, 0, 0, 0], to: &out)
    append("PLTE", raster.palette.flatMap { bigEndian($0).dropFirst() }, to: &out)
    append("IDAT", compressed(rows(of: raster, depth: depth)), to: &out)
    append("IEND", [], to: &out)
    return out
  }

  /// The rows of the image without their filters.
  private static func rows(of raster: ChartRaster, depth: UInt8) -> [[UInt8]] {
    (0..<raster.height).map { row in
      let pixels = raster.pixels[row * raster.width..<(row + 1) * raster.width]
      guard depth == 4 else { return Array(pixels) }
      return stride(from: pixels.startIndex, to: pixels.endIndex, by: 2).map { place in
        pixels[place] << 4 | (place + 1 < pixels.endIndex ? pixels[place + 1] : 0)
      }
    }
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
