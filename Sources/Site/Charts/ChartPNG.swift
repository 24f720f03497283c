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
    return PNGFile.bytes(
      width: raster.width, height: raster.height, depth: depth, .palette, palette: raster.palette,
      rows: rows(of: raster, depth: depth))
  }

  private static func rows(of raster: ChartRaster, depth: UInt8) -> [[UInt8]] {
    (0..<raster.height).map { row in
      let pixels = raster.pixels[row * raster.width..<(row + 1) * raster.width]
      guard depth == 4 else { return Array(pixels) }
      return stride(from: pixels.startIndex, to: pixels.endIndex, by: 2).map { place in
        pixels[place] << 4 | (place + 1 < pixels.endIndex ? pixels[place + 1] : 0)
      }
    }
  }
}
