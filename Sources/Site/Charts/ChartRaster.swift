/// A drawing as rows of palette indices.
///
/// The ink of text and of each series has a ramp of tones from the paper to itself, so that an edge
/// can be smooth; a pixel where two inks meet takes the nearest tone of either ramp. Only sums,
/// products and square roots of IEEE 754 numbers are used, so that the same chart has the same
/// pixels everywhere.
struct ChartRaster: Sendable {
  let width: Int
  let height: Int
  /// The colours as 0xRRGGBB; the paper is the first.
  private(set) var palette: [UInt32] = [Chart.Ink.paper.rgb]
  /// One index into `palette` for each pixel, row by row.
  private(set) var pixels: [UInt8]
  /// For each colour of the palette the ramp that it is a part of, from its lightest tone.
  private var ramps: [Range<Int>] = [0..<1]
  private var inks: [Chart.Ink: Range<Int>] = [.paper: 0..<1]

  /// An empty sheet of paper.
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    pixels = Array(repeating: 0, count: width * height)
  }

  /// Paints a mask with an ink.
  mutating func paint(_ mask: CoverageMask, _ ink: Chart.Ink) {
    let ramp = ramp(of: ink)
    for row in 0..<mask.height {
      for column in 0..<mask.width {
        let share = mask.shares[row * mask.width + column]
        guard share > 0 else { continue }
        let place = (row + mask.top) * width + column + mask.left
        pixels[place] = blend(share, ramp, over: pixels[place])
      }
    }
  }

  /// Fills the whole pixels of a rectangle with an ink.
  mutating func fill(from: (x: Double, y: Double), to: (x: Double, y: Double), _ ink: Chart.Ink) {
    let index = UInt8(ramp(of: ink).upperBound - 1)
    let left = min(max(Int(from.x), 0), width)
    let right = min(max(Int(to.x), left), width)
    let top = min(max(Int(from.y), 0), height)
    let bottom = min(max(Int(to.y), top), height)
    for row in top..<bottom {
      for place in row * width + left..<row * width + right { pixels[place] = index }
    }
  }

  /// The tones of an ink; a new ink gets its own.
  private mutating func ramp(of ink: Chart.Ink) -> Range<Int> {
    if let known = inks[ink] { return known }
    let ramp = palette.count..<palette.count + ink.tones
    for level in 1...ink.tones {
      palette.append(Self.mix(ink.rgb, palette[0], share: level * 255 / ink.tones))
      ramps.append(ramp)
    }
    inks[ink] = ramp
    return ramp
  }

  /// The index for `share` of 255 parts of an ink over a pixel.
  private func blend(_ share: UInt8, _ ramp: Range<Int>, over under: UInt8) -> UInt8 {
    let full = ramp.upperBound - 1
    // Paper has no tones: it takes away from those of what it covers.
    let steps = full == 0 ? ramps[Int(under)].count : ramp.count
    let level = (Int(share) * steps + 127) / 255
    if level == 0 { return under }
    if level == steps { return UInt8(full) }
    if under == 0 { return UInt8(ramp.lowerBound + level - 1) }
    let wanted = Self.mix(palette[full], palette[Int(under)], share: Int(share))
    var best = (index: 0, distance: Self.distance(wanted, palette[0]))
    for tones in [ramp, ramps[Int(under)]] {
      for index in tones {
        let distance = Self.distance(wanted, palette[index])
        if distance < best.distance { best = (index, distance) }
      }
    }
    return UInt8(best.index)
  }

  static func mix(_ one: UInt32, _ other: UInt32, share: Int) -> UInt32 {
    var out: UInt32 = 0
    for shift: UInt32 in [16, 8, 0] {
      let (a, b) = (Int(one >> shift & 255), Int(other >> shift & 255))
      out |= UInt32((a * share + b * (255 - share) + 127) / 255) << shift
    }
    return out
  }

  private static func distance(_ one: UInt32, _ other: UInt32) -> Int {
    var sum = 0
    for shift: UInt32 in [16, 8, 0] {
      let step = Int(one >> shift & 255) - Int(other >> shift & 255)
      sum += step * step
    }
    return sum
  }
}
