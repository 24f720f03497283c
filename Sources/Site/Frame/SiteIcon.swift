/// The sign of the site in tabs and bookmarks: a lighthouse, drawn by this code.
///
/// It has the name by which browsers ask on their own, so that one file serves those who read the
/// link and those who do not.
enum SiteIcon {
  static let path = "favicon.ico"

  /// An ICO file that holds one PNG of 32 by 32 pixels.
  static let bytes: [UInt8] = file(around: picture())

  private static let side = 32

  /// The colours of the style sheet's bar: sea, beam, and the white of its words.
  private static let (sea, beam, white): (UInt32, UInt32, UInt32) = (0x0D2F4F, 0xE9B949, 0xFFFFFF)

  private typealias Corners = [(x: Double, y: Double)]

  /// What is drawn over the sea, from back to front.
  private static let shapes: [(colour: UInt32, corners: Corners)] = [
    (beam, [(13, 8.5), (0, 4), (0, 13)]),
    (beam, [(19, 8.5), (32, 4), (32, 13)]),
    (white, [(11.5, 7), (16, 2), (20.5, 7)]),
    (beam, [(13, 7), (19, 7), (19, 11), (13, 11)]),
    (white, [(12, 11), (20, 11), (20, 13), (12, 13)]),
    (white, [(13, 13), (19, 13), (21.5, 30), (10.5, 30)]),
    (sea, [(12.4, 17), (19.6, 17), (20.2, 21), (11.8, 21)]),
  ]

  private static func picture() -> [UInt8] {
    var pixels = Array(repeating: sea, count: side * side)
    for (colour, corners) in shapes {
      var mask = CoverageMask(around: corners, margin: 1, within: (side, side))
      mask.addPolygon(corners)
      for row in 0..<mask.height {
        for column in 0..<mask.width {
          let place = (row + mask.top) * side + column + mask.left
          let share = mask.shares[row * mask.width + column]
          pixels[place] = ChartRaster.mix(colour, pixels[place], share: Int(share))
        }
      }
    }
    let rows = stride(from: 0, to: pixels.count, by: side).map { start in
      pixels[start..<start + side].flatMap(samples)
    }
    return PNGFile.bytes(width: side, height: side, depth: 8, .full, rows: rows)
  }

  /// Red, green, blue, and that nothing shines through.
  private static func samples(of pixel: UInt32) -> [UInt8] {
    let colours = [UInt32(16), 8, 0].map { UInt8(truncatingIfNeeded: pixel >> $0) }
    return colours + [255]
  }

  /// An ICO file around one picture.
  private static func file(around picture: [UInt8]) -> [UInt8] {
    let kind: [UInt8] = [0, 0, 1, 0, 1, 0]
    // Width, height, no palette, one plane of 32 bits; then how long the picture is and where.
    let entry: [UInt8] = [UInt8(side), UInt8(side), 0, 0, 1, 0, 32, 0]
    return kind + entry + littleEndian(picture.count) + littleEndian(22) + picture
  }

  private static func littleEndian(_ number: Int) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
